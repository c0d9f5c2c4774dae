"""Warnings in the reader's language: a fixed sentence, then ": " and its values."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "lexicon" / "warnings.csv"


@lru_cache(maxsize=1)
def _sentences() -> dict[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["en"]: row["vi"] for row in csv.DictReader(table)}


def translated(warning: str, language: str) -> str:
    """Return a warning in ``vi`` or ``en``; one that the table does not know stays as it is.

    >>> translated("Pages without text (pictures?): 2, 5-7", "vi")
    'Trang không có chữ (ảnh?): 2, 5-7'
    """
    sentence, mark, values = warning.partition(": ")
    if language != "vi":
        return warning
    return _sentences().get(sentence, sentence) + mark + values
