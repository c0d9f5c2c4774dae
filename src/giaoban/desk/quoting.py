"""Find quoted words in a text, whatever white space stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

from giaoban.desk.marks import paragraphs

_AROUND = 60
_MOST = 20


class Quoted(NamedTuple):
    """A place where the words stand, with what stands around it."""

    start: int
    end: int
    before: str
    words: str
    after: str
    paragraph: int


def places_of(text: str, quote: str, near: int | None = None) -> list[Quoted]:
    """Return where the words stand, at most 20 places; ``near`` is the number of a paragraph.

    >>> places_of("Sở  Y tế và Sở Y tế", "Sở Y tế")[1][:2]
    (12, 19)
    """
    words = quote.split()
    if not words:
        return []
    # Every part is a literal or bounded white space: nothing in it can backtrack.
    pattern = re.compile(r"\s{1,40}".join(re.escape(word) for word in words))
    cut = paragraphs(text)
    found: list[Quoted] = []
    for match in pattern.finditer(text):
        start, end = match.span()
        number = next((one.number for one in cut if one.start <= start < one.end), 0)
        if near and number != near:
            continue
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        found.append(Quoted(start, end, before, match[0], after, number))
        if len(found) == _MOST:
            break
    return found
