"""The grammar of numbers and symbols (số, ký hiệu), and the lists behind it.

All patterns run on ``Text.plain``: composed letters, plain spaces and hyphens, furniture blanked.
A gap may hold one line break, never a blank line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.lexicon import rows
from vanban.record import Kind

UPPER = "A-ZĐÂÊÔƠƯĂ"
# A group that gives nothing back is written (?>(?:…)?): the shorter form errs before Python 3.11.5.
GAP = r"[ *]{0,160}+(?>(?:\n[ *]{0,12}+)?)"
_INNER = r"[ *]{0,3}+"
# One run of capitals with the odd small letter inside or at its end: TTg, CTr, UBTVQH15, SNgV.
_RUN = (
    rf"(?:QH ?\d{{1,2}}+|L(?=[/-])"
    rf"|[{UPPER}](?>(?:[{UPPER}&]|[a-zđ](?![a-zđà-ỹ])){{1,15}})\d{{0,3}}+)"
)
_SYMBOL = rf"{_RUN}(?>(?:(?: ?[-/] ?(?>(?:\n {{0,4}})?)|\.){_RUN}){{0,4}})(?>(?:/nb\b)?)"

# number, year, separator, symbol: 30/2020/NĐ-CP, 36/QĐ-TTg, 20-NQ/TW, 153-HĐBT.
NUMBERED = re.compile(
    rf"\d{{1,6}}+(?>(?:\.\d{{1,3}}+)?)(?>(?:[a-zđA-D](?=[ */-]))?){_INNER}"
    rf"(?:/{GAP}((?:19|20)\d\d){_INNER}[/-]?+{GAP}|([/-]){GAP})({_SYMBOL})"
)
# The same with a blank for the separator, which only counts behind a type word: 60 TC/CĐKT.
SPACED = re.compile(rf"\d{{1,5}}+ ([{UPPER}]{{2,6}}+(?>(?:/[{UPPER}]{{2,6}}+)?))\b")
# A bare number, maybe with its year: 68, 36a, 200/2014.
BARE = re.compile(r"\d{1,5}+(?>(?:[a-zđ](?![\w]))?)(?>(?:/(?:19|20)\d\d(?!\d|/))?)")

_PARTS_KEPT = re.compile(r"([-/.])")
_PARTS = re.compile(r"[-/.]")
_BLANK = re.compile(r"[\s*]{1,200}+")
_SLIPS = {"ND": "NĐ", "QD": "QĐ", "TTLB": "TTLB", "TTG": "TTg", "VBHD": "VBHN", "DA": "DA"}

KIND_OF_WORD: dict[str, str] = {
    row["name"].casefold(): row["kind"] for row in rows("document_types")
}
KIND_OF_CODE: dict[str, str] = {row["code"]: row["kind"] for row in rows("symbol_codes")}
PARTY_CODES = frozenset(
    row["code"] for row in rows("symbol_codes") if row["family"] in {"party", "both"}
)
ISSUERS = frozenset(
    row["suffix"] for table in ("state_issuers", "departments") for row in rows(table)
) | {"HĐND", "UBND"}
# In papers before 1996 the body stands before the type: 1141-TC/QĐ/CĐKT.
_LATER_CODES = frozenset({"QĐ", "TT", "CT", "NQ", "NĐ", "TTLB", "CV"})
_GLUED = ("TTLT", "VBHN", "NĐ", "QĐ", "NQ", "TT", "CT", "KH")


class Number(NamedTuple):
    """A number and symbol as found: where, in standard form, and what the symbol says."""

    start: int
    end: int
    identifier: str
    kind: str | None
    firm: bool


def read_number(hit: re.Match[str]) -> Number:
    """Return a hit of ``NUMBERED`` in standard form; ``firm`` where the form alone is proof.

    >>> read_number(NUMBERED.match("100 - KL/TW"))
    Number(start=0, end=11, identifier='100-KL/TW', kind='conclusion', firm=True)
    >>> read_number(NUMBERED.match("61/2018/NĐCP")).identifier
    '61/2018/NĐ-CP'
    """
    year, separator, symbol = hit.groups()
    end = hit.end()
    number = _BLANK.sub("", hit[0][: (hit.start(1) if year else hit.start(2)) - hit.start()])
    symbol = _tidy(_BLANK.sub("", symbol))
    codes = _PARTS.split(symbol)
    kind = KIND_OF_CODE.get(codes[0])
    if kind is None or codes[0] == "TC":
        kind = _kind_by_rest(codes, year is not None)
    if year:
        firm = codes[0] in KIND_OF_CODE or "QH" in symbol
        return Number(hit.start(), end, f"{number.rstrip('/')}/{year}/{symbol}", kind, firm)
    if separator == "-":
        firm = codes[0] in PARTY_CODES and "/" in symbol
    else:
        firm = len(codes) > 1 and (codes[0] in KIND_OF_CODE or codes[0] in ISSUERS)
    return Number(hit.start(), end, f"{number}{separator}{symbol}", kind, firm)


def _kind_by_rest(codes: list[str], dated: bool) -> str | None:
    """Return the kind where the first part is no code: parliament's, or a letter's symbol."""
    if codes[0].startswith("UBTVQH"):
        return Kind.RESOLUTION
    if codes[0].startswith("QH"):
        return None
    if len(codes) > 1 and codes[1] in _LATER_CODES:
        return KIND_OF_CODE[codes[1]]
    if codes[0] == "TC":
        return None
    return Kind.OFFICIAL_LETTER if len(codes) > 1 and not dated else None


def _tidy(symbol: str) -> str:
    """Put back a lost hyphen, and the letters that a scan or a keyboard lost."""
    codes = _PARTS_KEPT.split(symbol)
    fixed = "".join(_SLIPS.get(code, code) for code in codes)
    if len(codes) > 1:
        return fixed
    for code in _GLUED:
        if fixed.startswith(code) and fixed[len(code) :] in ISSUERS:
            return f"{code}-{fixed[len(code) :]}"
    return fixed
