"""Spelling: folding that keeps length, or carries an offset map, so that spans stay true."""

from __future__ import annotations

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
}


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
    return Text(source, plain, steps)


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
