"""What periods are called: in Vietnamese on record, in their own language where people read.

A period keeps its name, which people may change. One that still is as planning made it tells its
kind, ordinal and year, and so can be said in another language, also where the name alone is kept,
as with notices.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from giaoban.reporting.enums import PeriodKind

PER_YEAR: dict[str, int] = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF_YEAR: 2,
    PeriodKind.YEAR: 1,
}
_ROMAN = ("I", "II", "III", "IV")
_DIGITS_OF_A_YEAR = 4
_YEARS_KEPT = 64


def named(kind: str, year: int, ordinal: int) -> str:
    """Return what a period is called in the language of who reads.

    >>> named("quarter", 2022, 2), named("half_year", 2022, 1)
    ('Quý II năm 2022', '6 tháng đầu năm 2022')
    """
    if kind == PeriodKind.MONTH:
        return _("Tháng %(month)s năm %(year)s") % {"month": ordinal, "year": year}
    if kind == PeriodKind.QUARTER:
        return _("Quý %(quarter)s năm %(year)s") % {"quarter": _ROMAN[ordinal - 1], "year": year}
    if kind == PeriodKind.HALF_YEAR and ordinal == 1:
        return _("6 tháng đầu năm %(year)s") % {"year": year}
    if kind == PeriodKind.HALF_YEAR:
        return _("6 tháng cuối năm %(year)s") % {"year": year}
    return _("Năm %(year)s") % {"year": year}


def on_record(kind: str, year: int, ordinal: int) -> str:
    """Return the name that a planned period is given, whatever language the planner reads."""
    with override("vi"):
        return named(kind, year, ordinal)


def called(name: str) -> str:
    """Return a period's name for who reads: as it stands, unless planning gave it.

    >>> called("Quý II năm 2022"), called("Đợt 1")
    ('Quý II năm 2022', 'Đợt 1')
    >>> with override("en"):
    ...     called("Quý II năm 2022"), called("Đợt 1")
    ('Quarter II of 2022', 'Đợt 1')
    """
    year = name[-_DIGITS_OF_A_YEAR:]
    if (get_language() or "vi").startswith("vi") or not (year.isascii() and year.isdigit()):
        return name
    planned = _planned(int(year)).get(name)
    return name if planned is None else named(planned[0], int(year), planned[1])


@lru_cache(maxsize=_YEARS_KEPT)
def _planned(year: int) -> dict[str, tuple[str, int]]:
    """Return the kind and ordinal of each name that planning gives to the periods of a year."""
    return {
        on_record(kind, year, ordinal): (kind, ordinal)
        for kind, count in PER_YEAR.items()
        for ordinal in range(1, count + 1)
    }
