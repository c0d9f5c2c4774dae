"""A child reads what nobody vouches for; bombs and hangs end it and not the caller."""

from __future__ import annotations

import subprocess
import sys
import zlib

import pytest

from vanban import errors
from vanban.files.apart import Bounds, extract_apart
from vanban.files.readers import extract


def _pdf(content: bytes) -> bytes:
    """Return a PDF of one page whose compressed content stream is this."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources %b >>"
        % b"<< /Font << /F1 3 0 R >> >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed),
    ]
    made, offsets = b"%PDF-1.4\n", []
    for at, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (at, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        made
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(made)
    )


SMALL = _pdf(b"BT /F1 12 Tf 50 700 Td (So 20-NQ/TW) Tj ET")
# Some hundred kilobytes that unpack to millions of words drawn one by one.
BOMB = _pdf(b"BT /F1 12 Tf 50 700 Td " + b"(x) Tj 0 -1 Td " * 3_000_000 + b"ET")


def test_a_child_reads_what_the_library_reads():
    """Text, warnings and refusals are those of reading in the same process."""
    assert extract_apart(SMALL, "a.pdf") == extract(SMALL, "a.pdf")
    with pytest.raises(errors.NotWhatItSays):
        extract_apart(SMALL, "a.docx")


def test_a_bomb_runs_into_the_bound_on_memory():
    """A file that swells past the bound is refused by name, and the caller lives on."""
    bounds = Bounds(seconds=60, memory=400 * 2**20)
    assert extract_apart(SMALL, "a.pdf", bounds).text
    with pytest.raises(errors.TooLarge) as refused:
        extract_apart(BOMB, "a.pdf", bounds)
    assert refused.value.code == "too-heavy"


def test_a_hang_runs_into_the_bound_on_time():
    """A file that takes too long is refused by name."""
    with pytest.raises(errors.TooLarge) as refused:
        extract_apart(BOMB, "a.pdf", Bounds(seconds=1))
    assert refused.value.code == "too-heavy"


def test_plain_text_needs_no_child():
    """What starts processes is not imported for reading plain text."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, vanban.cli; print('subprocess' in sys.modules)"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert told.stdout.strip() == "False"
