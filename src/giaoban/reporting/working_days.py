"""Working days of the Vietnamese State: weekends, public holidays, and days swapped by decision.

Public holidays, lunar ones among them, and the swaps that the Government has announced are those
of the library ``holidays`` (Bộ luật Lao động 2019, Điều 112). What the office enters as special
days (``SpecialDay``) goes before the library, for days are swapped by a decision each year.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import holidays
from django.utils.translation import get_language

from giaoban.reporting.enums import DayKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_SATURDAY = 5
_ONE = dt.timedelta(days=1)


@cache
def _public(year: int, language: str = "vi") -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year, language=language, expand=False)


def _named(year: int) -> holidays.HolidayBase:
    """Return the days of a year with their names in the language that is spoken."""
    english = (get_language() or "vi").startswith("en")
    return _public(year, "en_US" if english else "vi")


def holiday_name(day: dt.date) -> str:
    """Return what is celebrated on the day; empty on a plain one.

    >>> holiday_name(dt.date(2022, 2, 1))
    'Tết Nguyên Đán'
    >>> holiday_name(dt.date(2022, 2, 8))
    ''
    """
    return str(_named(day.year).get(day, ""))


def holidays_of(year: int) -> list[tuple[dt.date, str, bool]]:
    """Return the days of a year that are not as usual: day, name, whether it is worked.

    >>> holidays_of(2022)[0]
    (datetime.date(2022, 1, 1), 'Tết Dương lịch', False)
    """
    public = _named(year)
    off = [(day, str(name), False) for day, name in public.items()]
    # The library lists some of other years with every year.
    swapped = [(day, "", True) for day in public.weekend_workdays if day.year == year]
    return sorted(off + swapped)


def is_working_day(day: dt.date, special: Mapping[dt.date, str] | None = None) -> bool:
    """Tell whether offices work on the day; ``special`` says so of days before anything else.

    >>> is_working_day(dt.date(2022, 6, 24)), is_working_day(dt.date(2022, 6, 25))
    (True, False)
    >>> is_working_day(dt.date(2022, 6, 25), {dt.date(2022, 6, 25): DayKind.WORKING})
    True
    """
    decided = (special or {}).get(day)
    if decided is not None:
        return decided == DayKind.WORKING
    public = _public(day.year)
    if day in public.weekend_workdays:
        return True
    return day.weekday() < _SATURDAY and day not in public


def next_working_day(day: dt.date, special: Mapping[dt.date, str] | None = None) -> dt.date:
    """Return the day itself where it is a working day, else the first one after it.

    The ninth of the first lunar month is the first day of work after Tết 2022:

    >>> next_working_day(dt.date(2022, 1, 31))
    datetime.date(2022, 2, 7)
    """
    while not is_working_day(day, special):
        day += _ONE
    return day


def add_working_days(
    day: dt.date, count: int, special: Mapping[dt.date, str] | None = None
) -> dt.date:
    """Return the day so many working days later; the day itself is not counted.

    >>> add_working_days(dt.date(2022, 6, 14), 1)
    datetime.date(2022, 6, 15)
    >>> add_working_days(dt.date(2022, 4, 8), 1)
    datetime.date(2022, 4, 12)
    """
    for _each in range(count):
        day = next_working_day(day + _ONE, special)
    return day
