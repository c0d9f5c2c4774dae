"""Read numbers as Vietnamese offices write them; what is not plainly a number is asked about."""

from __future__ import annotations

import re
from decimal import Decimal

_GROUPED = re.compile(r"(?P<whole>\d{1,3}(?:[. ]\d{3})+)(?:,(?P<part>\d+))?")
_PLAIN = re.compile(r"(?P<whole>\d+)(?:[.,](?P<part>\d+))?")
_MOST_DIGITS = 16


def read_number(written: str) -> Decimal | None:
    """Return the number that was written; None where it is not plainly one.

    A dot before exactly three digits parts thousands, a comma the fraction.

    >>> read_number("1.234,5"), read_number("85,5 %"), read_number("- 3")
    (Decimal('1234.5'), Decimal('85.5'), Decimal('-3'))
    >>> read_number("khoảng 50"), read_number("10-12")
    (None, None)
    """
    text = written.replace("\N{NO-BREAK SPACE}", " ").replace("−", "-").strip()
    text = text.removesuffix("%").strip()
    sign = -1 if text.startswith("-") else 1
    text = text.removeprefix("-").strip()
    found = _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text)
    if found is None or len(text) > _MOST_DIGITS:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    return sign * Decimal(f"{whole}.{found['part'] or '0'}").normalize() + Decimal(0)


def written(number: Decimal | None) -> str:
    """Return a number as a Vietnamese office writes it, without needless noughts; empty for None.

    >>> written(Decimal("1234.5000")), written(Decimal("0")), written(None)
    ('1.234,5', '0', '')
    """
    if number is None:
        return ""
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
