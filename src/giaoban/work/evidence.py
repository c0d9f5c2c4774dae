"""What may be kept as evidence: files that are what their names say, addresses, no secrets."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from giaoban.core.errors import Refused
from giaoban.documents import secrecy
from giaoban.documents.errors import Unreadable
from giaoban.documents.extraction import extract, words
from giaoban.documents.office import cells

# How a file of each kind begins; text begins with anything but a zero byte.
_BEGINS = {
    ".pdf": b"%PDF",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
    ".pptx": b"PK\x03\x04",
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".txt": b"",
    ".csv": b"",
}
# Of these the text can be taken out, and is searched for stamps before the file is kept.
_READ = frozenset({".pdf", ".docx", ".txt", ".csv", ".xlsx", ".pptx"})
_SEARCHED_ONLY = frozenset({".xlsx", ".pptx"})
ACCEPTED = ",".join(_BEGINS)
_is_address = URLValidator(schemes=["http", "https"])


def check(data: bytes, name: str) -> None:
    """Refuse a file that cannot be kept, with what to do about it."""
    if not data:
        raise Refused(_("Tệp rỗng. Hãy chọn lại tệp."))
    if len(data) > settings.MAX_UPLOAD_BYTES:
        most = settings.MAX_UPLOAD_BYTES // 1_000_000
        raise Refused(_("Tệp lớn hơn %(most)s MB. Hãy nén hoặc tách tệp.") % {"most": most})
    ending = PurePath(name).suffix.lower()
    if ending not in _BEGINS:
        raise Refused(_("Chỉ nhận tệp %(kinds)s.") % {"kinds": ", ".join(sorted(_BEGINS))})
    if not data.startswith(_BEGINS[ending]) or (not _BEGINS[ending] and b"\0" in data[:1000]):
        raise Refused(_("Nội dung tệp không đúng với đuôi tệp “%(kind)s”.") % {"kind": ending})
    if ending in _READ:
        _refuse_secrets(data, name, ending)


def _refuse_secrets(data: bytes, name: str, ending: str) -> None:
    try:
        content = words(data, name) if ending in _SEARCHED_ONLY else extract(data, name)
    except Unreadable:
        # A scan has no text to be searched; it is evidence all the same.
        return
    text = cells(content.text) if ending == ".csv" else content.text
    if secrecy.find(text) or secrecy.find(content.margins):
        raise Refused(
            _("Tệp có dấu chỉ độ mật nên không được đưa lên hệ thống này; máy không lưu tệp.")
        )


def address(url: str) -> str:
    """Return an address of the web, or refuse it."""
    url = url.strip()
    try:
        _is_address(url)
    except ValidationError as error:
        raise Refused(_("Hãy ghi địa chỉ đầy đủ, bắt đầu bằng https://.")) from error
    if len(url) > 500:  # noqa: PLR2004
        raise Refused(_("Địa chỉ dài quá 500 ký tự."))
    return url


def titled(title: str, name: str) -> str:
    """Return a title of a file that keeps its ending, so that it opens when it is fetched.

    >>> titled("Danh mục", "dm.xlsx"), titled("dm.xlsx", "dm.xlsx")
    ('Danh mục.xlsx', 'dm.xlsx')
    """
    title = " ".join(title.split()) or name
    ending = PurePath(name).suffix
    return f"{title.removesuffix(ending)[:280]}{ending}"


def named(title: str, url: str) -> str:
    """Return the title, or the site's name where none was given."""
    return title.strip()[:300] or urlsplit(url).netloc[:300]
