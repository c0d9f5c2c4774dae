"""Lists as data files: document types, issuing bodies, law names, provinces by period."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a list of this folder; every one tells its source.

    >>> rows("symbol_codes")[0]["code"]
    'NQ'
    """
    text = files("vanban.lexicon").joinpath(f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of one of the lists in words.csv.

    >>> "căn" in words("body_stop")
    True
    """
    return frozenset(row["word"] for row in rows("words") if row["list"] == name)
