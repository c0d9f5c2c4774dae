"""Numbers as people type them: 1.234,5 in Vietnamese, 1,234.5 in English, and plain."""

from __future__ import annotations

import re
from decimal import Decimal

# Groups of three behind the first: what else holds such a mark is no thousands.
_GROUPED = {
    ".": re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    ",": re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
}
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


def read(text: str, *, english: bool = False) -> Decimal:
    """Return the number that was typed.

    A point or comma that parts groups of three as the language does is one of thousands; any other
    single one stands before the decimals.

    >>> [str(read(text)) for text in ("1.234,5", "1.234", "12,5", "12.5", "−3", "1 234")]
    ['1234.5', '1234', '12.5', '12.5', '-3', '1234']
    >>> str(read("1,234.5", english=True)), str(read("1,234", english=True))
    ('1234.5', '1234')

    Raises:
        ValueError: the text is no number, or could be two.
    """
    bare = _SPACES.sub("", text).replace("−", "-").replace("–", "-").removesuffix("%")
    mark = "," if english else "."
    if _GROUPED[mark].fullmatch(bare):
        return Decimal(bare.replace(mark, "").replace(",", "."))
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    raise ValueError(text)


def written(number: Decimal | None, *, english: bool = False) -> str:
    """Return a number as an office writes it, without needless noughts; empty for None.

    >>> written(Decimal("1234.5000")), written(Decimal("0")), written(None)
    ('1.234,5', '0', '')
    >>> written(Decimal("1234.5000"), english=True)
    '1,234.5'
    """
    if number is None:
        return ""
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if english else text.translate(str.maketrans(",.", ".,"))
