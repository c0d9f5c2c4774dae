"""Elements of HTML: which begin a line, and which a browser does not show as text."""

from __future__ import annotations

import csv
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "lexicon" / "elements.csv"


def elements() -> dict[str, str]:
    """Return the treatment, ``block`` or ``unseen``, of each element that is not inline.

    >>> elements()["p"], elements()["script"]
    ('block', 'unseen')
    """
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["element"]: row["treatment"] for row in csv.DictReader(table)}
