"""Read Vietnamese official documents into records with exact spans."""

from pathlib import Path

from vanban.files.extracted import Extracted
from vanban.files.readers import extract, read_text
from vanban.reading import read
from vanban.record import Record

__all__ = ["Record", "read", "read_bytes", "read_file"]


def read_file(path: Path | str) -> Record:
    """Read a file into its record; offsets count code points of the text that is in the record.

    Raises:
        vanban.errors.UnreadableFile: the file gives no text; says why and what to do.
    """
    return _record(read_text(Path(path)), str(path))


def read_bytes(data: bytes, name: str) -> Record:
    """Read a file that is in memory; the ending of its name must fit its content, as in a folder.

    Raises:
        vanban.errors.UnreadableFile: the bytes give no text; says why and what to do.

    >>> read_bytes("Căn cứ Luật số 72/2025/QH15;".encode(), "a.txt").citations[0].identifier
    '72/2025/QH15'
    """
    return _record(extract(data, name), name)


def _record(found: Extracted, source: str) -> Record:
    record = read(found.text, source=source)
    return record._replace(extracted=found.extracted, warnings=(*found.warnings, *record.warnings))
