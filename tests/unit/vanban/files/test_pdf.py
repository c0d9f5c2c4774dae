"""PDFs give their text layer, or say why not."""

from __future__ import annotations

import pypdfium2
import pytest

from vanban import errors
from vanban.files.pdf import ranges, tidy
from vanban.files.readers import extract


def pdf(*pages: str, trailer: str = "") -> bytes:
    """Return a small PDF: a content stream for each page, Helvetica as F1."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    made, offsets = "%PDF-1.4\n", []
    for at, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{at} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start, size = len(made), len(objects) + 1
    made += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    made += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return made.encode("latin-1")


def show(*pieces: tuple[int, int, int, str]) -> str:
    """Return a content stream that shows (x, y, size, text) pieces."""
    shown = " ".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, size, text in pieces)
    return f"BT {shown} ET"


TWO = show((50, 700, 12, "Luat so 68/2020/QH14"), (50, 680, 12, "ngay 13/11/2020"))


def test_lines_and_pages():
    """Lines of a page are lines, and a page begins a new one."""
    assert extract(pdf(TWO, TWO), "a.pdf").text == (
        "Luat so 68/2020/QH14\nngay 13/11/2020\nLuat so 68/2020/QH14\nngay 13/11/2020\n"
    )


def test_a_raised_note_mark_breaks_no_line():
    """A footnote mark stays in its line, and the stop behind it too."""
    page = show(
        (50, 700, 12, "quoc gia"), (92, 706, 8, "1"), (96, 700, 12, "."), (50, 680, 12, "Dieu 2")
    )
    assert extract(pdf(page), "a.pdf").text == "quoc gia1.\nDieu 2\n"


def test_columns_far_apart_keep_their_line_end():
    """What stands beside but far away is not glued."""
    text = extract(pdf(show((50, 700, 12, "STT"), (300, 702, 12, "Noi dung"))), "a.pdf").text
    assert text.split() == ["STT", "Noi", "dung"]


def test_pages_without_text_are_warned_of():
    """Silent pages are named; a file of only such pages is refused."""
    found = extract(pdf(TWO, "", "", TWO, ""), "a.pdf")
    assert found.warnings == ("Pages without text (pictures?): 2-3, 5",)
    with pytest.raises(errors.NoTextLayer, match="OCR"):
        extract(pdf("", ""), "a.pdf")


def test_a_locked_pdf_is_refused():
    """A PDF whose opening asks for a password is refused as encrypted."""
    zeros = "00" * 32
    keys = f"/V 1 /R 2 /O <{zeros}> /U <{zeros}> /P -4"
    lock = f"/Encrypt << /Filter /Standard {keys} >> /ID [<00> <00>]"
    with pytest.raises(errors.Encrypted, match="password"):
        extract(pdf(TWO, trailer=lock), "a.pdf")


def test_cut_pdfs_are_refused_or_read():
    """A PDF that breaks off is refused by name, or mended by its reader; nothing else is raised."""
    data = pdf(TWO, TWO)
    refused = 0
    for length in range(10, len(data), 40):
        try:
            assert extract(data[:length], "a.pdf").text
        except errors.UnreadableFile as error:
            refused += isinstance(error, errors.Truncated)
    assert refused


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("30/2020/NĐ\ufffe\r\nCP", "30/2020/NĐ-CP"),
        ("100\x02\r\nKL/TW", "100-KL/TW"),
        ("Lao động\ufffe\r\n ", "Lao động-\n"),
        ("một \r\nhai\rba", "một\nhai\nba"),
        ("a\x00\x07b", "ab"),
    ],
)
def test_tidy(page, text):
    """Symbols broken at a hyphen are whole again; line ends are plain."""
    assert tidy(page) == text


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([4], "4"), ([1, 2, 4, 6, 7, 8], "1-2, 4, 6-8")]
)
def test_ranges(numbers, text):
    """Runs of pages are written as runs."""
    assert ranges(numbers) == text


def test_the_makers_pdf_is_sound():
    """The PDFs of these tests open with as many pages as they were given."""
    assert len(pypdfium2.PdfDocument(pdf(TWO, TWO, ""))) == 3
