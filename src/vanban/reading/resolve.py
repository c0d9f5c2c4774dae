"""Tie repeated mentions together, and infer what the symbol says of the issuer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vanban.lexicon import rows
from vanban.record import Kind
from vanban.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanban.record import Citation

_ZEROS = re.compile(r"(?<!\d)0{1,5}+(?=\d)")
_YEAR = re.compile(r" (?:năm )?(?:19|20)\d\d$")
# "nghị quyết của Đại hội XIII của Đảng" is "Nghị quyết Đại hội XIII của Đảng".
_OF = re.compile(r" của ")
# A symbol that tells its issuer has a number, a type and the issuer; "15/CP" only for decrees.
_WHOLE_SYMBOL = 3
_YEAR_INSIDE = re.compile(r"/((?:19|20)\d\d)/")
_PARTS = re.compile(r"[-/]")
_PERIODS: dict[str, list[tuple[str, str, str]]] = {}
for _table in ("state_issuers", "party_issuers"):
    for _row in rows(_table):
        _PERIODS.setdefault(_row["suffix"], []).append(
            (_row["valid_from"], _row["valid_to"] or "9999", _row["name"])
        )
_PARLIAMENT = re.compile(r"(UBTVQH|QH)\d{1,2}$")
# Papers of one identifier that dates or terms tell apart; no real text holds so many.
_MOST_OF_A_NAME = 40
_LEADER_KINDS = frozenset({"circular", "joint_circular"})


def resolve(found: Sequence[Citation]) -> list[Citation]:
    """Return the citations with ``same_as`` and ``issuer_inferred`` where the text tells.

    >>> from vanban.reading import read
    >>> text = "Nghị quyết số 68/NQ-CP ngày 01/7/2021; theo Nghị quyết 68"
    >>> [(one.same_as, one.issuer_inferred) for one in read(text).citations]
    [(None, 'Chính phủ'), (0, 'Chính phủ')]
    """
    seen: dict[tuple[str, str], list[int]] = {}
    short: dict[tuple[str, str], list[int]] = {}
    made: list[Citation] = []
    for index, one in enumerate(found):
        key = _key(one)
        same = _first_same(seen.get(key, ()), made, one) if key else None
        if same is None and one.identifier and one.identifier.isalnum():
            same = _only(short.get(_short_key(one), ()))
        elif same is None and key:
            short.setdefault(_short_key(one), []).append(index)
        if same is None and key:
            seen.setdefault(key, []).append(index)
        inferred = None if one.issuer else _inferred(one, made[same] if same is not None else None)
        made.append(one._replace(same_as=same, issuer_inferred=inferred))
    return made


def _key(one: Citation) -> tuple[str, str] | None:
    """Return what names the document: its identifier, or its kind and name."""
    if one.identifier:
        return "", _ZEROS.sub("", one.identifier)
    if one.name:
        return str(one.kind), _OF.sub(" ", _YEAR.sub("", fold(one.name)))
    return None


def _short_key(one: Citation) -> tuple[str, str]:
    """Return kind and number alone: what "Nghị quyết 68" keeps of "68/NQ-CP"."""
    number = _PARTS.split(_ZEROS.sub("", one.identifier or one.name or ""), maxsplit=1)[0]
    return str(one.kind), number


def _first_same(candidates: Sequence[int], made: Sequence[Citation], one: Citation) -> int | None:
    """Return the first mention that neither date nor term tells apart from this one."""
    for index in candidates[:_MOST_OF_A_NAME]:
        other = made[index]
        dates_differ = one.issued_on and other.issued_on and one.issued_on != other.issued_on
        terms_differ = one.term and other.term and one.term != other.term
        if not dates_differ and not terms_differ:
            return index
    return None


def _only(candidates: Sequence[int]) -> int | None:
    """Return the one candidate; where there are two, the text does not tell."""
    return candidates[0] if len(candidates) == 1 else None


def _inferred(one: Citation, first: Citation | None) -> str | None:
    """Return the body that the symbol stands for at the date of issue, or None if it is open."""
    if first is not None and one.identifier and one.identifier.isalnum():
        return first.issuer or first.issuer_inferred
    if one.identifier is None:
        return "Quốc hội" if one.kind in {Kind.LAW, Kind.CODE, Kind.CONSTITUTION} else None
    if parliament := _PARLIAMENT.search(one.identifier):
        return "Quốc hội" if parliament[1] == "QH" else "Ủy ban Thường vụ Quốc hội"
    parts = _PARTS.split(one.identifier)
    if len(parts) < _WHOLE_SYMBOL and one.kind not in {Kind.DECREE, Kind.DECISION}:
        return None
    letter = one.kind == Kind.OFFICIAL_LETTER and "-CV" not in one.identifier
    name = _name_at(parts[1] if letter else parts[-1], one)
    if name and one.kind in _LEADER_KINDS and name.startswith("Bộ "):
        return f"Bộ trưởng {name}"
    return name


def _name_at(suffix: str, one: Citation) -> str | None:
    """Return the only body that the suffix stood for on the day; without one, at any time."""
    day = one.issued_on.isoformat() if one.issued_on else _year_of(one)
    names = {
        name
        for first, last, name in _PERIODS.get(suffix, ())
        if day is None or first[: len(day)] <= day <= last
    }
    return names.pop() if len(names) == 1 else None


def _year_of(one: Citation) -> str | None:
    """Return the year that the identifier holds."""
    year = _YEAR_INSIDE.search(one.identifier or "")
    return year[1] if year else None
