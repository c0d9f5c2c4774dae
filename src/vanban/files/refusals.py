"""Refusals: each named error with its reason and its advice, in English and in Vietnamese."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from vanban import errors

_TABLE = Path(__file__).parent.parent / "lexicon" / "refusals.csv"


class Refusal(NamedTuple):
    """A row of the table: the stable code, the class of error, the words, where they are from."""

    code: str
    error: str
    reason_en: str
    advice_en: str
    reason_vi: str
    advice_vi: str
    source: str


@lru_cache(maxsize=1)
def refusals() -> dict[str, Refusal]:
    """Return the table by code, read once and only where something is refused."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["code"]: Refusal(**row) for row in csv.DictReader(table)}


def refuse(code: str, name: str) -> errors.UnreadableFile:
    """Return the error for a code and a file's name, ready to be raised.

    >>> refuse("rtf", "bao-cao.rtf").reason
    'Rich text (.rtf) is not read.'
    """
    row = refusals()[code]
    kind: type[errors.UnreadableFile] = getattr(errors, row.error)
    return kind(name, row.reason_en, row.advice_en, code)


def told(error: errors.UnreadableFile, language: str) -> tuple[str, str]:
    """Return reason and advice of an error in ``vi`` or ``en``.

    >>> told(refuse("empty", "a.txt"), "vi")
    ('Tệp trống.', 'Hãy tải lại từ nơi gửi.')
    """
    row = refusals().get(error.code)
    if row is None or language != "vi":
        return error.reason, error.advice
    return row.reason_vi, row.advice_vi
