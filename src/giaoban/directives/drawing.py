"""Drawings of a directive: the chain as a graph, its reviews on a time line; sizes only, no colour.

Each stands beside a table that says the same; the templates turn these into SVG.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giaoban.directives.models import Directive, Milestone
    from giaoban.directives.queries import Link

WIDTH, HEIGHT, ACROSS, DOWN = 190, 46, 250, 62
_YEAR_MARKS = 4
_MONTH_MARKS = 12
_LOOKED_BACK = dt.timedelta(days=90)


class Box(NamedTuple):
    """A directive in the graph."""

    directive: Directive
    x: int
    y: int
    here: bool

    @property
    def middle(self) -> int:
        """Where its writing starts from the left."""
        return self.x + 10


class Arrow(NamedTuple):
    """A line from a box to the one that carries it out, with what the relation says."""

    path: str
    label: str


class Graph(NamedTuple):
    """The chain as a drawing: boxes, arrows, and its size."""

    boxes: list[Box]
    arrows: list[Arrow]
    width: int
    height: int


def graph(links: Sequence[Link]) -> Graph:
    """Lay the chain out: the root at the left, each level in a column, in the order of dates."""
    rows: dict[int, int] = {}
    places: dict[int, tuple[int, int]] = {}
    boxes, arrows = [], []
    for link in links:
        row = rows.get(link.depth, 0)
        rows[link.depth] = row + 1
        x, y = link.depth * ACROSS, row * DOWN
        places[link.directive.pk] = (x, y)
        boxes.append(Box(link.directive, x, y, link.depth == 0))
        if link.relation is not None:
            from_x, from_y = places[link.relation.target_id]
            arrows.append(_arrow(from_x + WIDTH, from_y, x, y, link.relation.active_label))
    return Graph(
        boxes, arrows, max(rows) * ACROSS + WIDTH, (max(rows.values()) - 1) * DOWN + HEIGHT
    )


def _arrow(from_x: int, from_y: int, x: int, y: int, label: str) -> Arrow:
    start, end = from_y + HEIGHT // 2, y + HEIGHT // 2
    bend = (from_x + x) // 2
    path = f"M{from_x} {start}C{bend} {start} {bend} {end} {x} {end}"
    return Arrow(path, label)


class Point(NamedTuple):
    """A day on the time line."""

    x: str
    day: dt.date
    label: str
    ahead: bool


class Line(NamedTuple):
    """The time line of a directive: its points, and where today is."""

    points: list[Point]
    today: str


def time_line(row: Directive, reviews: Sequence[Milestone], today: dt.date) -> Line | None:
    """Return issue, reviews and today in order along the line; None without a day to show."""
    if row.issued_on is None:
        return None
    days = [(row.issued_on, "")]
    days += [(each.due_on, each.label) for each in reviews if each.due_on is not None]
    first, last = min(d for d, _ in days), max([*(d for d, _ in days), today])
    span = max((last - first).days, 1)
    points = [Point(_percent(day, first, span), day, label, day > today) for day, label in days]
    return Line(points, _percent(today, first, span))


def _percent(day: dt.date, first: dt.date, span: int) -> str:
    return f"{min(max((day - first).days / span, 0), 1) * 100:.1f}%"


class Mile(NamedTuple):
    """A review on the strip of the years ahead: its day, and when its lead time begins."""

    milestone: Milestone
    x: str
    begin: str
    days: int
    is_near: bool


class Year(NamedTuple):
    """The first day of a year on the strip."""

    x: str
    year: int


class Strip(NamedTuple):
    """The years ahead: a line for each review, and the marks of the years above them."""

    miles: list[Mile]
    years: list[Year]


def strip(reviews: Sequence[Milestone], today: dt.date) -> Strip:
    """Place dated reviews on a strip that begins today; what is past stands at its beginning."""
    dated = [(each, due) for each in reviews if (due := each.due_on)]
    last = max((due for _each, due in dated), default=today)
    span = max((last - today).days, 1)
    miles = []
    for each, due in dated:
        begin = due - dt.timedelta(days=each.lead_days)
        x, start = _percent(due, today, span), _percent(begin, today, span)
        miles.append(Mile(each, x, start, (due - today).days, begin <= today))
    step = max((last.year - today.year) // _YEAR_MARKS, 1)
    years = range(today.year + 1, last.year + 1, step)
    return Strip(miles, [Year(_percent(dt.date(at, 1, 1), today, span), at) for at in years])


class Mark(NamedTuple):
    """The first day of a month on the strip, with its number."""

    x: str
    label: int


class Months(NamedTuple):
    """The months around today: a line for each review, the marks of the months, and today."""

    miles: list[Mile]
    marks: list[Mark]
    today: str


def months(reviews: Sequence[Milestone], today: dt.date) -> Months:
    """Place reviews on a strip of months; what was due long ago stands at its beginning."""
    dated = [(each, due) for each in reviews if (due := each.due_on)]
    days = [today, *(due for _each, due in dated)]
    first = max(min(days), today - _LOOKED_BACK).replace(day=1)
    last = max(*days, today + _LOOKED_BACK)
    span = (last - first).days
    miles = []
    for each, due in dated:
        begin = due - dt.timedelta(days=each.lead_days)
        x, start = _percent(due, first, span), _percent(begin, first, span)
        miles.append(Mile(each, x, start, (due - today).days, begin <= today))
    firsts = [(first.year * 12 + first.month - 1 + n) for n in range(span // 28 + 1)]
    starts = [dt.date(at // 12, at % 12 + 1, 1) for at in firsts]
    shown = [day for day in starts if day <= last]
    step = max(-(-len(shown) // _MONTH_MARKS), 1)
    marks = [Mark(_percent(day, first, span), day.month) for day in shown[::step]]
    return Months(miles, marks, _percent(today, first, span))
