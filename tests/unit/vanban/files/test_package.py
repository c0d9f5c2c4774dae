"""Hostile and broken packages are refused before they do harm."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile

import pytest

from vanban import errors
from vanban.files import package
from vanban.files.readers import extract


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def refusal(data: bytes, name: str = "a.docx") -> errors.UnreadableFile:
    """Return the error that a file is refused with."""
    with pytest.raises(errors.UnreadableFile) as raised:
        extract(data, name)
    return raised.value


def test_a_bomb_is_refused_by_its_directory(docx, p):
    """A package whose directory tells of too much is not unpacked at all."""
    bomb = docx(p("x"), {"media.xml": b"0" * (300 * 2**20)})
    assert len(bomb) < 2**20
    assert refusal(bomb).code == "unpacks-too-large"


def test_a_strongly_packed_part_is_refused(docx, p):
    """A ratio that no document reaches is refused below the size bound too."""
    assert refusal(docx(p("x"), {"big.xml": b"0" * (20 * 2**20)})).code == "unpacks-too-large"


def test_a_bomb_with_a_lying_directory_is_refused(docx, p, monkeypatch):
    """The counter holds whatever the directory claims."""
    data = docx(p("0" * 200_000))
    monkeypatch.setattr(package, "MOST_PART", 100_000)
    assert refusal(data).code == "unpacks-too-large"


def test_a_directory_that_understates_a_part_is_found_out(docx, p):
    """A part larger than it claims is cut at its claim and fails its checksum or its XML."""
    data = bytearray(docx(p("chữ " * 50_000)))
    entry = data.index(b"PK\x01\x02", data.rindex(b"word/_rels/document.xml.rels"))
    struct.pack_into("<L", data, entry + 24, 64)
    assert refusal(bytes(data)).code == "truncated-office"


def test_too_many_members_are_refused(docx, p):
    """A package of thousands of parts is none that Word writes."""
    many = {f"p{at}.xml": b"" for at in range(package.MOST_MEMBERS + 1)}
    assert refusal(docx(p("x"), many)).code == "unpacks-too-large"


@pytest.mark.parametrize("name", ["../x.xml", "word/../../x", "/etc/x", "c:/x"])
def test_names_that_lead_out_are_refused(name):
    """A member's name stays inside the package."""
    assert refusal(packed({"word/document.xml": b"<a/>", name: b""})).code == "unsafe-archive"


def test_macros_are_refused(docx, p):
    """Programs in a document are refused with the way to be rid of them."""
    error = refusal(docx(p("x"), {"vbaProject.bin": b"x"}))
    assert (error.code, "Save As" in error.advice) == ("macros", True)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(prolog, encoding):
    """A part that declares entities is refused, in any encoding of XML."""
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}<a>&#120;</a>'
    assert refusal(packed({"word/document.xml": xml.encode(encoding)})).code == "unsafe-xml"


def test_every_cut_is_noticed(docx, p):
    """A docx cut anywhere is refused as truncated, never read in part."""
    data = docx(p("Kế hoạch " * 300))
    for length in range(80, len(data) - 1, len(data) // 23):
        assert isinstance(refusal(data[:length]), errors.Truncated), length


def test_flipped_bytes_raise_only_named_errors(docx, p):
    """Whatever byte is wrong, the file is read or refused by name."""
    data = docx(p("Kế hoạch số 85-KH/TU"))
    for at in range(0, len(data), 3):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        with contextlib.suppress(errors.UnreadableFile):
            assert extract(bytes(broken), "a").text


def test_a_locked_archive_is_refused(docx, p):
    """A member that asks for a password is refused as encrypted."""
    data = bytearray(docx(p("x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)).code == "encrypted-zip"


def test_a_locked_word_file_is_refused():
    """Word keeps a locked docx in an OLE container with a stream of this name."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    error = refusal(ole)
    assert isinstance(error, errors.Encrypted)
    assert "password" in error.advice
