"""The table of many years: one query for all values, whatever the number of indicators."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from giaoban.reporting.combining import Combined, coverage
from giaoban.reporting.enums import PeriodKind
from giaoban.reporting.permissions import INDICATOR
from giaoban.reporting.queries.indicators import PER_YEAR, Slot, book, slots

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Indicator

SHOWN = 5
KIND = PeriodKind.QUARTER


class Column(NamedTuple):
    """A year, or a single period, with the periods that it holds."""

    name: str
    slots: list[Slot]


class Cell(NamedTuple):
    """A figure over all bodies; ``name`` repeats the column's for a narrow page."""

    name: str
    figure: Combined

    @property
    def coverage(self) -> str:
        """Of how many bodies, and of how many values."""
        return coverage(self.figure) if self.figure.known else ""


class Line(NamedTuple):
    """An indicator over the columns."""

    indicator: Indicator
    cells: list[Cell]


class Table(NamedTuple):
    """Indicators by years or periods."""

    columns: list[Column]
    lines: list[Line]


def table(*, on: dt.date, by: Actor, count: int, kind: str, by_year: bool) -> Table:
    """Return the indicators of a kind of period over the last years, as far as seen.

    A year that still runs is combined of the periods that have begun.
    """
    rows = list(INDICATOR.scope(by).filter(every=kind).select_related("field"))
    # Whole years: the first one begins with its first period.
    several = [
        each
        for each in slots([kind], on, (count + 1) * PER_YEAR[kind])[kind]
        if each.year > on.year - count
    ]
    made = book(rows, {kind: several}, by)
    columns = _by_year(several) if by_year else [Column(each.name, [each]) for each in several]
    lines = [Line(row, [Cell(c.name, made.over(row, c.slots)) for c in columns]) for row in rows]
    return Table(columns, [line for line in lines if _is_told(line)])


def _by_year(several: list[Slot]) -> list[Column]:
    return [
        Column(_("Năm %(year)s") % {"year": year}, list(group))
        for year, group in groupby(several, key=lambda each: each.year)
    ]


def _is_told(line: Line) -> bool:
    """Tell whether a line belongs in the table: in use, or told in some of its periods."""
    return line.indicator.is_active or any(cell.figure.known for cell in line.cells)
