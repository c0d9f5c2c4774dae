"""Kinds of file: told by the content; the name must not say otherwise."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from vanban.files.refusals import refuse


class FileKind(StrEnum):
    """What the bytes are. The first four are read, the others refused by the code they name."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    DOC = "doc"
    RTF = "rtf"
    SPREADSHEET = "spreadsheet"
    SLIDES = "slides"
    ODT = "odt"
    ARCHIVE = "archive"
    PICTURE = "picture"
    MAIL = "mail"
    XML = "xml"
    UNKNOWN = "unknown"
    ENCRYPTED_OFFICE = "encrypted-office"


# Endings that promise a kind. Any other ending promises nothing and the content decides.
_ENDINGS = {
    ".docx": {FileKind.DOCX, FileKind.ENCRYPTED_OFFICE},
    ".docm": {FileKind.DOCX, FileKind.ENCRYPTED_OFFICE},
    ".dotx": {FileKind.DOCX, FileKind.ENCRYPTED_OFFICE},
    ".doc": {FileKind.DOC, FileKind.ENCRYPTED_OFFICE},
    ".pdf": {FileKind.PDF},
    ".rtf": {FileKind.RTF},
    ".xls": {FileKind.SPREADSHEET, FileKind.ENCRYPTED_OFFICE},
    ".xlsx": {FileKind.SPREADSHEET, FileKind.ENCRYPTED_OFFICE},
    ".htm": {FileKind.HTML, FileKind.TEXT, FileKind.XML},
    ".html": {FileKind.HTML, FileKind.TEXT, FileKind.XML},
    ".txt": {FileKind.TEXT, FileKind.XML},
}
_MAGIC = (
    (b"{\\rtf", FileKind.RTF),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"\x89PNG", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"II*\x00", FileKind.PICTURE),
    (b"MM\x00*", FileKind.PICTURE),
    (b"BM", FileKind.PICTURE),
    (b"Rar!", FileKind.ARCHIVE),
    (b"7z\xbc\xaf", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
)
# Streams inside an OLE container, named in UTF-16; the first found decides.
_STREAMS = (
    ("EncryptedPackage", FileKind.ENCRYPTED_OFFICE),
    ("WordDocument", FileKind.DOC),
    ("Workbook", FileKind.SPREADSHEET),
    ("Book", FileKind.SPREADSHEET),
    ("PowerPoint Document", FileKind.SLIDES),
)
# Members of a zip that tell what it is; names stand readable in its central directory.
_MEMBERS = (
    (b"word/", FileKind.DOCX),
    (b"xl/", FileKind.SPREADSHEET),
    (b"ppt/", FileKind.SLIDES),
)
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|div|table|p)[\s>]")
_MAIL = re.compile(rb"(?:MIME-Version|From|Received|Return-Path):", re.IGNORECASE)
_HEAD = 4096


def kind_of(data: bytes, name: str) -> FileKind:
    """Return the kind by content.

    Raises:
        NotWhatItSays: the name's ending promises another kind.
        Empty: there are no bytes.

    >>> kind_of(b"%PDF-1.7 ...", "ke-hoach.pdf")
    <FileKind.PDF: 'pdf'>
    """
    if not data:
        raise refuse("empty", name)
    kind = _sniff(data)
    ending = PurePath(name).suffix.lower()
    promised = _ENDINGS.get(ending)
    if promised is not None and kind not in promised:
        raise refuse("name-differs", name)
    if ending in {".htm", ".html"}:
        return FileKind.HTML
    if kind is FileKind.XML and ending == ".txt":
        return FileKind.TEXT
    return kind


def _sniff(data: bytes) -> FileKind:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    return _text_kind(data[:_HEAD])


def _zip_kind(data: bytes) -> FileKind:
    """Return what a zip holds by the names in it; a cut one still has its first members."""
    if data[30:38] == b"mimetype" and b"opendocument" in data[38:120]:
        return FileKind.ODT
    for prefix, kind in _MEMBERS:
        if prefix in data:
            return kind
    # A docx cut short may have only its first part left, which is always this one.
    return FileKind.DOCX if b"[Content_Types].xml" in data[:200] else FileKind.ARCHIVE


def _ole_kind(data: bytes) -> FileKind:
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return FileKind.UNKNOWN


def _text_kind(head: bytes) -> FileKind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        start = head.decode("latin-1").removeprefix("\xef\xbb\xbf")
    start = start.lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<") and _MARKUP.search(start):
        return FileKind.HTML
    if start.startswith("<?xml"):
        return FileKind.XML
    if _MAIL.match(head) and b"Content-Type:" in head:
        return FileKind.MAIL
    return FileKind.TEXT
