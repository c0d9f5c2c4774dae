"""Bodies written in capitals, as heads of papers and above signatures have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vanban.reading import body_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator


def outer_first(span: tuple[int, int]) -> tuple[int, int]:
    """Order spans by their start, the longest first."""
    return span[0], -span[1]


def loud(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in capitals.

    >>> plain = "ỦY BAN NHÂN DÂN TỈNH SƠN LA"
    >>> [plain[start:end] for start, end in loud(plain)]
    ['ỦY BAN NHÂN DÂN TỈNH SƠN LA']
    """
    found = [hit.span(1) for hit in words.LOUD_LINE.finditer(plain)]
    for hit in words.LOUD.finditer(plain):
        start, end = hit.span()
        if end - start == 1:
            letter = words.AFTER_LETTER.match(plain, end)
            sector = words.LOUD_SECTORS.at(plain, letter.end()) if letter else None
            if sector:
                found.append((start, sector.end))
        elif hit[0].endswith("DÂN"):
            if not words.LOUD_CLASS.match(plain, end):
                found.append((start, words.loud_level_at(plain, end)))
        else:
            found.append((start, end))
    yield from sorted(found, key=outer_first)
