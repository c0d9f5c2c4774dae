"""Spelling: folding that keeps length, or carries an offset map, so that spans stay true."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

# Characters that stand for another of the same length in what was typed, scanned or pasted.
_LOOKALIKES = {
    "\u00a0": " ",
    "\u202f": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u3000": " ",
    "\t": " ",
    "\u000b": " ",
    "\u000c": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
    "\u00d0": "Đ",
    "\u0189": "Đ",
    "\u0110": "Đ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u00ad": "-",
    "\ufeff": " ",
}


# Tone marks moved from the main vowel to the first one, as the product writes them: oà → òa.
_PLACEMENTS = re.compile(r"(?<![qQ])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])")
_PLACED = dict(
    pair.split("=")
    for pair in (
        "oà=òa oá=óa oả=ỏa oã=õa oạ=ọa oè=òe oé=óe oẻ=ỏe oẽ=õe oẹ=ọe uỳ=ùy uý=úy uỷ=ủy uỹ=ũy uỵ=ụy"
    ).split()
)
# Gazette page furniture: the paper's name and issue, with a page number above or below it.
_FURNITURE = "CÔNG BÁO/Số"
_PAGE_BELOW = re.compile(r"\s{0,20}+\d{1,4}+ {0,4}+\n\s{0,40}+|\s{0,40}+")
_PAGE_ABOVE = re.compile(r"\n\s{0,20}+\d{1,4}+\s{0,40}+$")
_OPEN_END = re.compile(
    r"(?:[,/-]|\b(?:[Cc]ủa|[Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm|và|tại|[Đđ]iều|khoản|điểm|theo|các|Bộ|Ủy|Ban"
    r"|trưởng|Nghị|Thông|Quyết|Luật|định|tư|quyết))$"
)


class Text(NamedTuple):
    """A text ready for reading: as it was read, as it is matched, and the way back.

    ``source`` is the text as read; ``plain`` the composed form with one kind of space and dash, in
    which all matching runs; ``steps`` is empty where both have the same length, else (position in
    plain, shift to the source) pairs.
    """

    source: str
    plain: str
    steps: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the source of a span in ``plain``.

        >>> text = prepare("Ho\u0300a Bi\u0300nh")
        >>> text.plain[0:3], text.source[slice(*text.span(0, 3))] == "Ho\u0300a"
        ('Hòa', True)
        """
        if not self.steps:
            return start, end
        return self._back(start), self._back(end)

    def _back(self, at: int) -> int:
        step = bisect_right(self.steps, (at, len(self.source))) - 1
        return at + (self.steps[step][1] if step >= 0 else 0)


def prepare(source: str) -> Text:
    """Return the text ready for reading; its length is kept unless letters have to be composed.

    >>> prepare("số\u00a031–QĐ/TW").plain
    'số 31-QĐ/TW'
    """
    plain = source
    steps: tuple[tuple[int, int], ...] = ()
    if not unicodedata.is_normalized("NFC", source):
        plain, steps = _compose(source)
    for old, new in _LOOKALIKES.items():
        if old in plain:
            plain = plain.replace(old, new)
    if _FURNITURE in plain:
        plain = _without_furniture(plain)
    return Text(source, plain, steps)


def fold(text: str) -> str:
    """Return small letters with the tone on the first vowel; the length is kept.

    >>> fold("THOẢ THUẬN"), fold("Quý"), fold("Uỷ ban")
    ('thỏa thuận', 'quý', 'ủy ban')
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := one.lower()) == 1 else one for one in text)
    return _PLACEMENTS.sub(lambda hit: _PLACED[hit[0]], small)


def _without_furniture(plain: str) -> str:
    """Blank the page furniture; a sentence that runs on behind it is left in one piece.

    >>> _without_furniture("ngày 3 \\nCÔNG BÁO/Số 9/Ngày 1-1-2025\\n7\\n tháng 4").split()
    ['ngày', '3', 'tháng', '4']
    """
    parts: list[str] = []
    done = 0
    at = plain.find(_FURNITURE)
    while at >= 0:
        start = _furniture_start(plain, done, at)
        line_end = plain.find("\n", at, at + 80)
        below = _PAGE_BELOW.match(plain, line_end) if line_end >= 0 else None
        end = below.end() if below else min(len(plain), at + len(_FURNITURE))
        parts.append(plain[done:start])
        parts.append(_blanks(plain, start, end))
        done = end
        at = plain.find(_FURNITURE, end)
    parts.append(plain[done:])
    return "".join(parts)


def _furniture_start(plain: str, done: int, at: int) -> int:
    """Return where the blank space or page number before the furniture begins."""
    low = max(done, at - 80)
    above = plain[low:at]
    page = _PAGE_ABOVE.search(above)
    return low + len((above[: page.start()] if page else above).rstrip())


def _blanks(plain: str, start: int, end: int) -> str:
    """Return blanks of the same length, with a blank line where the sentence has ended."""
    last, following = plain[max(0, start - 12) : start], plain[end : end + 1]
    runs_on = (following.islower() and last[-1:] not in ".;:") or _OPEN_END.search(last)
    size = end - start
    if runs_on or size < 2:
        return " " * size
    return "\n" + " " * (size - 2) + "\n"


def _compose(source: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the composed text and where its positions shift against the source."""
    parts: list[str] = []
    steps: list[tuple[int, int]] = []
    at = shift = 0
    start, length = 0, len(source)
    while start < length:
        end = start + 1
        while end < length and unicodedata.combining(source[end]):
            end += 1
        part = (
            source[start:end]
            if end == start + 1
            else unicodedata.normalize("NFC", source[start:end])
        )
        at += len(part)
        parts.append(part)
        if end - start != len(part):
            shift += end - start - len(part)
            steps.append((at, shift))
        start = end
    return "".join(parts), tuple(steps)
