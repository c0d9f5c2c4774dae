"""The periods of a year as a calendar has them: what they count, and when they are due.

The presets stand in ``data/presets.csv``. Under NĐ 09/2019/NĐ-CP a report counts from the 15th of
the month before the period to the 14th of its last month (Điều 12) and is sent by the 25th of that
month (Điều 13), at least one working day after the data are cut off (Điều 8 khoản 5).
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from giaoban.reporting import working_days
from giaoban.reporting.enums import PeriodKind
from giaoban.reporting.naming import PER_YEAR, on_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.reporting.models import Calendar

DATA = Path(__file__).with_name("data") / "presets.csv"
_DECEMBER = 12
MONTHS = {kind: _DECEMBER // count for kind, count in PER_YEAR.items()}
_ONE = dt.timedelta(days=1)


class Preset(NamedTuple):
    """A row of the presets, with where it is laid down."""

    kind: str
    name: str
    cut_day: int
    due_day: int
    source: str


class Planned(NamedTuple):
    """A period before it is on record; ``set_due_on`` is its due day before days off moved it."""

    ordinal: int
    name: str
    first_day: dt.date
    last_day: dt.date
    data_from: dt.date
    data_to: dt.date
    due_on: dt.date
    set_due_on: dt.date


@cache
def presets() -> tuple[Preset, ...]:
    """Return the presets."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(
            Preset(
                row["kind"], row["name"], int(row["cut_day"]), int(row["due_day"]), row["source"]
            )
            for row in csv.DictReader(file)
        )


def plan(row: Calendar, year: int, special: Mapping[dt.date, str] | None = None) -> list[Planned]:
    """Return the periods of a year; none for a calendar whose periods are set one by one."""
    months = MONTHS.get(PeriodKind(row.kind))
    if months is None:
        return []
    return [_plan(row, year, ordinal, special) for ordinal in range(1, _DECEMBER // months + 1)]


def _plan(row: Calendar, year: int, ordinal: int, special: Mapping[dt.date, str] | None) -> Planned:
    months = MONTHS[PeriodKind(row.kind)]
    end = ordinal * months
    start = end - months + 1
    data_to = _cut(row, year, end)
    before = _cut(row, year, start - 1) if start > 1 else _cut(row, year - 1, _DECEMBER)
    set_on = _due(row, year, end, data_to, special)
    earliest = working_days.add_working_days(data_to, 1, special)
    due_on = working_days.next_working_day(set_on, special) if row.moves_due else set_on
    return Planned(
        ordinal=ordinal,
        name=on_record(row.kind, year, ordinal),
        first_day=dt.date(year, start, 1),
        last_day=_day(year, end, None),
        data_from=before + _ONE,
        data_to=data_to,
        due_on=max(due_on, earliest),
        set_due_on=set_on,
    )


def _cut(row: Calendar, year: int, month: int) -> dt.date:
    """Return the last day that counts: the cut day of the month, or its last."""
    return _day(year, month, row.cut_day)


def _due(
    row: Calendar,
    year: int,
    month: int,
    data_to: dt.date,
    special: Mapping[dt.date, str] | None,
) -> dt.date:
    if row.due_after:
        return working_days.add_working_days(data_to, row.due_after, special)
    due_on = _day(year, month, row.due_day)
    if due_on > data_to:
        return due_on
    # A due day that is not past the cut is one of the month after.
    after = data_to.replace(day=1) + dt.timedelta(days=31)
    return _day(after.year, after.month, row.due_day)


def _day(year: int, month: int, day: int | None) -> dt.date:
    """Return a day of a month, its last where it has fewer or none is named."""
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day or last, last))
