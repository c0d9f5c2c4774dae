"""Lines of a PDF page: take back the line ends that stand in mid-line.

pdfium ends a line where the baseline steps: at a footnote mark ("quốc gia¹⏎.") and, on pages
turned sideways, where a font is changed ("Quy⏎ết định s⏎ố 169"). Whether a line really ends is
seen in the places of the letters before and after: if the next one stands beside the last, in the
same line, no line has ended.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

_LINE_END = re.compile(r"(?<=[^ \r\n])( {0,9}+)\r\n( {0,9}+)(?=[^ \r\n])")
# Parts of the letters' height: how far lines must overlap, and the gap of a word and of a column.
_OVERLAP, _WORD_GAP, _COLUMN_GAP = 0.5, 0.12, 0.8


class _Box(NamedTuple):
    """Where a letter stands, seen along its line: start and end, foot and head."""

    start: float
    end: float
    foot: float
    head: float


def mended(page: pypdfium2.PdfTextPage) -> str:
    r"""Return the page's text without false line ends; true ones stay ``\r\n``."""
    text = str(page.get_text_range())
    if len(text) != page.count_chars():
        # Letters outside the basic plane: positions of text and boxes part ways.
        return text
    return _LINE_END.sub(lambda end: _joint(page, end), text)


def _joint(page: pypdfium2.PdfTextPage, end: re.Match[str]) -> str:
    """Return what stands for a line end: itself, a space, or nothing."""
    before, after = _box(page, end.start() - 1), _box(page, end.end())
    height = min(before.head - before.foot, after.head - after.foot)
    shared = min(before.head, after.head) - max(before.foot, after.foot)
    gap = after.start - before.end
    if height <= 0 or shared < height * _OVERLAP or abs(gap) > height * _COLUMN_GAP:
        return end[0]
    return " " if end[1] or end[2] or gap > height * _WORD_GAP else ""


def _box(page: pypdfium2.PdfTextPage, at: int) -> _Box:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page.raw, at, rectangle)
    left, right = rectangle.left, rectangle.right
    low, high = rectangle.bottom, rectangle.top
    quarter = round(pdfium.FPDFText_GetCharAngle(page.raw, at) / (math.pi / 2)) % 4
    if quarter == 0:
        return _Box(left, right, low, high)
    if quarter == 1:
        return _Box(-high, -low, left, right)
    if quarter == 2:  # noqa: PLR2004 (two quarters: upside down)
        return _Box(-right, -left, low, high)
    return _Box(low, high, left, right)
