"""Recurring tasks: the day of the next occurrence, and the occurrence itself, made once."""

from __future__ import annotations

import calendar
import datetime as dt

from giaoban.work.enums import Every

MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}


def later(first: dt.date, months: int) -> dt.date:
    """Return the day so many months later; the last day of a month stays the last.

    >>> later(dt.date(2022, 6, 30), 3), later(dt.date(2022, 1, 30), 1)
    (datetime.date(2022, 9, 30), datetime.date(2022, 2, 28))
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    ends = first.day == calendar.monthrange(first.year, first.month)[1]
    return dt.date(year, month + 1, last if ends else min(first.day, last))


def next_day(first: dt.date, now: dt.date, every: str) -> dt.date:
    """Return the deadline after ``now`` of a series that began with ``first``."""
    gone = (now.year - first.year) * 12 + now.month - first.month
    return later(first, gone + MONTHS[Every(every)])
