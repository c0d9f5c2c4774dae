"""Words for people: what the command line shows, in Vietnamese or in English."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["vi", "en"]
_TABLE = Path(__file__).parent / "lexicon" / "phrases.csv"


def language_of(environment: Mapping[str, str]) -> Language:
    """Return the language that a person's environment asks for; Vietnamese unless it is English.

    >>> language_of({"LANG": "en_GB.UTF-8"}), language_of({"LANG": "C"}), language_of({})
    ('en', 'vi', 'vi')
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "vi"
    return "vi"


@lru_cache(maxsize=2)
def words(language: Language) -> dict[str, str]:
    """Return the words by key.

    >>> words("vi")["tasks"]
    'Nhiệm vụ'
    """
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["key"]: row[language] for row in csv.DictReader(table)}
