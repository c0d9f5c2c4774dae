"""The content tells what a file is; a name that says otherwise is refused."""

from __future__ import annotations

import pytest

from vanban import errors
from vanban.files.kinds import FileKind, kind_of
from vanban.files.readers import LARGEST, extract, read_text
from vanban.files.refusals import refusals, refuse, told

ZIP = b"PK\x03\x04" + bytes(26)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"junk before\n%PDF-1.4\n", FileKind.PDF),
        (b"{\\rtf1\\ansi", FileKind.RTF),
        (OLE + "WordDocument".encode("utf-16-le"), FileKind.DOC),
        (OLE + "Workbook".encode("utf-16-le"), FileKind.SPREADSHEET),
        (OLE + "Book".encode("utf-16-le"), FileKind.SPREADSHEET),
        (OLE, FileKind.UNKNOWN),
        (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE),
        (b"\xff\xd8\xff\xe0", FileKind.PICTURE),
        (b"<!DOCTYPE html><p>x", FileKind.HTML),
        (b"\xef\xbb\xbf  <html>", FileKind.HTML),
        ("<html><p>số".encode("utf-16"), FileKind.HTML),
        (b'<?xml version="1.0"?><html xmlns="x">', FileKind.HTML),
        (b'<?xml version="1.0"?><a/>', FileKind.XML),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", FileKind.MAIL),
        ("số 1 < số 2 <html>".encode(), FileKind.TEXT),
        ("Kế hoạch".encode(), FileKind.TEXT),
    ],
)
def test_kind_by_content(data, kind):
    """The first bytes decide."""
    assert kind_of(data, "vo-danh") is kind


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "a.docx"),
        (b"%PDF-1.7\n", "a.TXT"),
        (b"{\\rtf1", "a.doc"),
        (b"<html><body>x", "a.doc"),
        (b"<html><body>x", "a.txt"),
        (b"hello", "a.pdf"),
        (b"\x89PNG", "a.pdf"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx"),
        (b"PK\x03\x04 word/document.xml", "a.pdf"),
    ],
)
def test_a_name_that_says_otherwise_is_refused(data, name):
    """The error names both what is wrong and what to do."""
    with pytest.raises(errors.NotWhatItSays, match="ending") as raised:
        kind_of(data, name)
    assert raised.value.name == name


@pytest.mark.parametrize(
    ("data", "name", "error", "code"),
    [
        (b"", "a.txt", errors.Empty, "empty"),
        (b" \r\n\t", "a.txt", errors.Empty, "empty"),
        (b"\xef\xbb\xbf", "a.txt", errors.Empty, "empty"),
        (b"{\\rtf1", "a.rtf", errors.Unsupported, "rtf"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", errors.Unsupported, "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", errors.Unsupported, "spreadsheet"),
        (OLE, "a", errors.Unsupported, "unknown"),
        (
            b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml",
            "a.xlsx",
            errors.Unsupported,
            "spreadsheet",
        ),
        (ZIP + b"ke-hoach.txt", "a.zip", errors.Unsupported, "archive"),
        (b"\x89PNG", "a.png", errors.NoTextLayer, "picture"),
        (b"<?xml version='1.0'?><a/>", "a.xml", errors.Unsupported, "xml"),
        (bytes(range(1, 32)) * 20, "a.bin", errors.Unsupported, "unknown"),
        (b"<html><body></body></html>", "a.htm", errors.Empty, "no-text"),
        ("Căn cứ".encode() + b"\xe1\xbb", "a.txt", errors.Truncated, "truncated-text"),
        ("Căn cứ Luật".encode("utf-16")[:-1], "a.txt", errors.Truncated, "truncated-text"),
        ("Đường sắt".encode("cp1258", "ignore") * 9, "a.txt", errors.Unsupported, "not-unicode"),
    ],
)
def test_what_is_not_read_is_refused_by_name(data, name, error, code):
    """Each refusal has its class, its code, and words in both languages."""
    with pytest.raises(error) as raised:
        extract(data, name)
    assert raised.value.code == code
    assert told(raised.value, "en") == (raised.value.reason, raised.value.advice)
    assert told(raised.value, "vi") != told(raised.value, "en")


@pytest.mark.parametrize("code", sorted(refusals()))
def test_every_refusal_is_whole(code):
    """Every row names a class of error, and says in both languages why and what to do."""
    row = refusals()[code]
    assert isinstance(refuse(code, "a"), getattr(errors, row.error))
    assert all(text.endswith((".", ".)")) and text[0].isupper() for text in row[2:6])
    assert row.source


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    """What cannot be opened is refused by name too."""
    for path, code in ((tmp_path / "x.txt", "missing"), (tmp_path, "not-a-file")):
        with pytest.raises(errors.NotThere) as raised:
            read_text(path)
        assert raised.value.code == code


def test_a_file_over_the_limit_is_not_loaded(tmp_path):
    """The size is looked at before the bytes."""
    path = tmp_path / "lon.txt"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(errors.TooLarge):
        read_text(path)
    with pytest.raises(errors.TooLarge):
        extract(bytes(LARGEST + 1), "a.txt")
