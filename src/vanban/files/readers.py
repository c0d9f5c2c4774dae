"""Readers: the door to all kinds of file.

lxml and pypdfium2 take longer to import than a page takes to read, and plain text needs neither.
So each reader is a module of its own, named here and imported when the first file of its kind
comes; this table is the one place that does so, and no function holds an import statement.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

from vanban.files.kinds import FileKind, kind_of
from vanban.files.legacy import legacy_share
from vanban.files.refusals import refuse

if TYPE_CHECKING:
    from pathlib import Path

    from vanban.files.extracted import Extracted

LARGEST = 64 * 2**20
_READERS = {
    FileKind.TEXT: "vanban.files.plain",
    FileKind.HTML: "vanban.files.webpage",
    FileKind.DOCX: "vanban.files.docx",
    FileKind.PDF: "vanban.files.pdf",
}
MIXED = {
    "tcvn3": "A part of the text is in the old encoding TCVN3 (ABC) and cannot be read.",
    "vni": "A part of the text is in the old encoding VNI and cannot be read.",
}


class _Reader(Protocol):
    """A module that reads one kind of file."""

    def read(self, data: bytes, name: str) -> Extracted:
        """Return the text of the file's bytes."""
        ...


def read_text(path: Path) -> Extracted:
    """Return the text of a file.

    Raises:
        UnreadableFile: one of its kinds (`vanban.errors`), with what to do about it.
    """
    return extract(_load(path), path.name)


def extract(data: bytes, name: str) -> Extracted:
    r"""Return the text of a file's bytes; the name's ending must fit them.

    >>> extract(b"<html><body><p>S&#7889; 1<p>S&#7889; 2</body></html>", "a.htm").text
    'Số 1\nSố 2\n'
    """
    if len(data) > LARGEST:
        raise refuse("too-large", name)
    kind = kind_of(data, name)
    module = _READERS.get(kind)
    if module is None:
        raise refuse(kind.value, name)
    found = cast("_Reader", importlib.import_module(module)).read(data, name)
    legacy, most = legacy_share(found.text)
    if legacy is None:
        return found
    if most:
        raise refuse(f"legacy-{legacy}", name)
    return found._replace(warnings=(*found.warnings, MIXED[legacy]))


def _load(path: Path) -> bytes:
    """Return the bytes of an ordinary file of bearable size."""
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise refuse("not-a-file", path.name)
        if path.stat().st_size > LARGEST:
            raise refuse("too-large", path.name)
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise refuse("missing", path.name) from missing
    except PermissionError as denied:
        raise refuse("not-permitted", path.name) from denied
