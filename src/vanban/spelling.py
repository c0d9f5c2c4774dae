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
_PLACED = {
    old: new
    for before, after in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for old, new in zip(before.split(), after.split(), strict=True)
}
# Gazette page furniture: the paper's name and issue, with a page number above or below it.
_FURNITURE = (
    "CÔNG BÁO/Số",
    "Cơ quan: VĂN PHÒNG CHÍNH PHỦ",
    "Cơ quan: Văn phòng Chính phủ",
)
_FURNITURE_LINES = re.compile(
    r"(?>(?:(?:CÔNG BÁO/Số|Người ký:|Ký bởi:|Email:|Cơ quan:|Thời gian ký:|Ngày ký:)[^\n]{0,90}+"
    r"(?:\n\s{0,40}+|$)|\d{1,4}+ {0,4}+\n\s{0,40}+){1,9})"
)
_SIGNED_ABOVE = re.compile(
    r"\s{0,40}+(?:Người ký|Ký bởi):[^\n]{0,90}+\n(?:\s{0,9}+Email:[^\n]{0,60}+\n)?\s{0,9}$"
)
_PAGE_ABOVE = re.compile(r"\n\s{0,20}+\d{1,4}+\s{0,40}+$")
_OPEN_END = re.compile(
    r"(?:[,/-]|\b(?:[Cc]ủa|[Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm|và|tại|[Đđ]iều|khoản|điểm|theo|các|Bộ"
    r"|Ủy|Ban"
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
    if any(mark in source for mark in _MARKS_USED):
        plain, steps = _compose(source)
    if "\r" in plain:
        plain = plain.replace("\r", " " if "\n" in plain else "\n")
    for old, new in _LOOKALIKES.items():
        if old in plain:
            plain = plain.replace(old, new)
    if any(anchor in plain for anchor in _FURNITURE):
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
    r"""Blank the page furniture; a sentence that runs on behind it is left in one piece.

    >>> _without_furniture("ngày 3 \nCÔNG BÁO/Số 9/Ngày 1-1-2025\n7\n tháng 4").split()
    ['ngày', '3', 'tháng', '4']
    """
    parts: list[str] = []
    done = 0
    for at in _anchors(plain):
        if at < done:
            continue
        start = _furniture_start(plain, done, at)
        lines = _FURNITURE_LINES.match(plain, at)
        end = lines.end() if lines else at
        parts.append(plain[done:start])
        parts.append(_blanks(plain, start, end))
        done = end
    parts.append(plain[done:])
    return "".join(parts)


def _anchors(plain: str) -> list[int]:
    """Return where furniture stands, in order."""
    found = []
    for anchor in _FURNITURE:
        at = plain.find(anchor)
        while at >= 0:
            found.append(at)
            at = plain.find(anchor, at + 1)
    return sorted(found)


def _furniture_start(plain: str, done: int, at: int) -> int:
    """Return where the blank space, page number or signature before the furniture begins."""
    low = max(done, at - 240)
    above = plain[low:at]
    signed = _SIGNED_ABOVE.search(above)
    above = above[: signed.start()] if signed else above
    page = _PAGE_ABOVE.search(above)
    return low + len((above[: page.start()] if page else above).rstrip())


def _blanks(plain: str, start: int, end: int) -> str:
    """Return blanks of the same length, with a blank line where the sentence has ended."""
    last, following = plain[max(0, start - 12) : start], plain[end : end + 1]
    runs_on = (following.islower() and last[-1:] not in ".;:") or _OPEN_END.search(last)
    size = end - start
    # Two line ends, then the blanks: readers of lines know a page's end by so many of them.
    return " " * size if runs_on else "\n\n"[:size] + " " * (size - 2)


# The marks of Vietnamese: breve, circumflex, horn and the five tones; others compose nothing that
# any pattern looks for.
_MARKS_USED = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_MARKS = re.compile(r"[\u0300-\u036f]++")


def _compose(source: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the composed text and where its positions shift against the source."""
    parts: list[str] = []
    steps: list[tuple[int, int]] = []
    at = shift = done = 0
    for hit in _MARKS.finditer(source):
        start, end = max(done, hit.start() - 1), hit.end()
        part = unicodedata.normalize("NFC", source[start:end])
        if len(part) > end - start:
            continue
        parts.append(source[done:start])
        parts.append(part)
        at += start - done + len(part)
        if end - start != len(part):
            shift += end - start - len(part)
            steps.append((at, shift))
        done = end
    parts.append(source[done:])
    return "".join(parts), tuple(steps)
