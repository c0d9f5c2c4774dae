"""Compare names of bodies as people write them: short, long, with and without marks."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from giaoban.core.folding import fold

DATA = Path(__file__).resolve().parent / "data"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_BETWEEN_WORDS = re.compile(r"[^\w/]+")
# Two letters are a word as soon as case is lost (TU, "Đầu tư"): only as written they are short.
_LONG_ENOUGH = 3


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a data file of this app.

    >>> rows("abbreviations.csv")[0]["short"]
    'BTGDV'
    """
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _abbreviations() -> tuple[dict[str, str], tuple[re.Pattern[str], ...]]:
    long = {row["short"]: row["long"] for row in rows("abbreviations.csv")}
    ordered = sorted(long, key=len, reverse=True)
    as_written = [word for word in ordered if len(word) < _LONG_ENOUGH]
    any_case = [word for word in ordered if len(word) >= _LONG_ENOUGH]
    patterns = tuple(
        re.compile(
            f"{_NO_LETTER_BEFORE}(?:{'|'.join(map(re.escape, words))}){_NO_LETTER_AFTER}", flags
        )
        for words, flags in ((any_case, re.IGNORECASE), (as_written, 0))
    )
    return long | {word.lower(): text for word, text in long.items()}, patterns


def expand(written: str) -> str:
    """Write out the abbreviations that every office knows.

    >>> expand("BTG Tỉnh ủy"), expand("Sở KH&CN")
    ('Ban Tuyên giáo Tỉnh ủy', 'Sở Khoa học và Công nghệ')
    """
    long, patterns = _abbreviations()
    text = unicodedata.normalize("NFC", written).replace("\u00d0", "Đ")
    for pattern in patterns:
        text = pattern.sub(lambda found: long.get(found[0]) or long[found[0].lower()], text)
    return text


def key(written: str) -> str:
    """Return what two ways of writing one name have in common.

    >>> key("Sở KH&CN") == key("sở khoa học và công nghệ")
    True
    >>> key("Sở VH,TT&DL")
    'so van hoa the thao va du lich'
    """
    words = expand(written).replace("&", " và ")
    return " ".join(_BETWEEN_WORDS.sub(" ", fold(words)).split())
