"""The table of many years: how each body stood in each closed period."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from giaoban.bodies.models import Body
from giaoban.reporting import figures
from giaoban.reporting.models import ClosedLine, Closing

if TYPE_CHECKING:
    from giaoban.reporting.figures import Figures
    from giaoban.reporting.models import Calendar


class Table(NamedTuple):
    """Closings in order of time, and the figures of each body in each of them."""

    closings: list[Closing]
    rows: list[tuple[Body, list[Figures | None]]]
    foot: list[Figures]


def table(calendar: Calendar, *, amended: bool = True) -> Table:
    """Return all closed periods of a calendar; a body is called by its newest name."""
    closings = list(
        Closing.objects.filter(period__calendar=calendar, undone_at__isnull=True)
        .select_related("period")
        .order_by("period__first_day")
    )
    cells = figures.count(ClosedLine.objects.filter(closing__in=closings), amended=amended)
    split = figures.split(cells, lambda cell: (cell.body, cell.closing))
    foot = figures.split(cells, lambda cell: cell.closing)
    found = Body.objects.filter(pk__in={body for body, _closing in split})
    return Table(
        closings,
        [(body, [split.get((body.pk, each.pk)) for each in closings]) for body in found],
        [foot.get(each.pk, figures.Figures()) for each in closings],
    )
