"""Lists as data files: document types, issuing bodies, law names, provinces by period."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a list of this folder; every one tells its source.

    >>> rows("symbol_codes")[0]["code"]
    'NQ'
    """
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        # Half the time of DictReader, which all cold starts would pay.
        lines = csv.reader(table)
        fields = next(lines)
        return tuple(dict(zip(fields, line, strict=True)) for line in lines)


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of one of the lists in words.csv.

    >>> "căn" in words("body_stop")
    True
    """
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for row in rows("words"):
        lists.setdefault(row["list"], []).append(row["word"])
    return lists
