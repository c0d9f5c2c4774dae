"""Figures of closed lines: counted from the lines alone, with or without what was corrected.

Everything is read off one count of lines by what tells them apart, so sums agree with their rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, OuterRef

from giaoban.reporting.enums import LineKind
from giaoban.reporting.models import Amendment, ClosedLine
from giaoban.work.enums import Timeliness
from giaoban.work.models import DONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

OF_TASKS = (LineKind.CARRIED, LineKind.TASK)
_JUDGED = (Timeliness.ON_TIME, Timeliness.NO_FAULT, Timeliness.LATE)


class Cell(NamedTuple):
    """What tells lines apart that are counted together."""

    closing: int
    body: int
    kind: str
    state: str
    timeliness: str
    confirmed: bool
    field: int | None = None


_COLUMNS = ("closing_id", "body_id", "kind", "state", "timeliness", "confirmed")


def count(
    lines: QuerySet[ClosedLine], *, amended: bool = True, by_field: bool = False
) -> Counter[Cell]:
    """Count the lines by their cells: one query, and one for the corrections."""
    columns = (*_COLUMNS, "field_id") if by_field else _COLUMNS
    rows = lines.order_by().values_list(*columns).annotate(n=Count("pk"))
    found = Counter({Cell(*row[:-1]): row[-1] for row in rows})
    if amended:
        _move(found, lines, by_field=by_field)
    return +found


def _move(found: Counter[Cell], lines: QuerySet[ClosedLine], *, by_field: bool) -> None:
    """Count corrected lines where they belong now."""
    changed: dict[ClosedLine, dict[str, str]] = {}
    # Corrections are few and lines are many: each is asked of its line, not all lines first.
    kept = Amendment.objects.filter(
        Exists(lines.order_by().filter(pk=OuterRef("line_id"))),
        field_name__in=("state", "timeliness"),
    )
    for each in kept.select_related("line").order_by("line", "at", "pk"):
        changed.setdefault(each.line, {})[each.field_name] = each.new
    for line, new in changed.items():
        cell = Cell(
            line.closing_id,
            line.body_id,
            line.kind,
            line.state,
            line.timeliness,
            line.confirmed,
            line.field_id if by_field else None,
        )
        found[cell] -= 1
        corrected = cell._replace(
            state=new.get("state", cell.state), timeliness=new.get("timeliness", cell.timeliness)
        )
        found[corrected] += 1


@dataclass
class Figures:
    """The figures of some lines; a rate is null where there is nothing to divide by."""

    lines: int = 0
    confirmed: int = 0
    tasks: int = 0
    tasks_confirmed: int = 0
    done: int = 0
    bodies: int = 0
    reported: int = 0
    reported_on_time: int = 0
    states: Counter[str] = field(default_factory=Counter)
    timeliness: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def not_confirmed(self) -> int:
        """How many lines nobody confirmed."""
        return self.lines - self.confirmed

    @property
    def late(self) -> int:
        """How many tasks were late, by anybody's fault."""
        return self.timeliness[Timeliness.LATE]

    @property
    def reporting_rate(self) -> float | None:
        """How many of the bodies had reported, in percent."""
        return _percent(self.reported, self.bodies)

    @property
    def on_time_rate(self) -> float | None:
        """How many of the tasks that were done or late were on time, in percent."""
        return _percent(
            self.timeliness[Timeliness.ON_TIME], sum(self.timeliness[each] for each in _JUDGED)
        )

    def add(self, cell: Cell, n: int) -> None:
        """Count lines in."""
        self.lines += n
        self.confirmed += n if cell.confirmed else 0
        self.kinds[cell.kind] += n
        if cell.kind == LineKind.REPORT:
            self.bodies += n
            self.reported += n if cell.confirmed else 0
            self.reported_on_time += n if cell.timeliness == Timeliness.ON_TIME else 0
        elif cell.kind in OF_TASKS:
            self.tasks += n
            self.tasks_confirmed += n if cell.confirmed else 0
            self.done += n if cell.state in DONE else 0
            self.states[cell.state] += n
            self.timeliness[cell.timeliness] += n

    def as_record(self) -> dict[str, Any]:
        """Return them as they are kept with the closing."""
        return {
            "lines": self.lines,
            "confirmed": self.confirmed,
            "tasks": self.tasks,
            "tasks_confirmed": self.tasks_confirmed,
            "done": self.done,
            "bodies": self.bodies,
            "reported": self.reported,
            "reported_on_time": self.reported_on_time,
            "states": dict(self.states),
            "timeliness": dict(self.timeliness),
            "kinds": dict(self.kinds),
            "reporting_rate": self.reporting_rate,
            "on_time_rate": self.on_time_rate,
        }


def whole(cells: Counter[Cell]) -> Figures:
    """Return the figures of all lines together."""
    return split(cells, lambda _cell: None).get(None, Figures())


def split(cells: Counter[Cell], key: Callable[[Cell], Any]) -> dict[Any, Figures]:
    """Return the figures of the lines by what ``key`` tells of them."""
    found: dict[Any, Figures] = {}
    for cell, n in cells.items():
        found.setdefault(key(cell), Figures()).add(cell, n)
    return found


def record(cells: Counter[Cell]) -> dict[str, Any]:
    """Return the figures as they are kept with a closing: the whole, and each body."""
    bodies = split(cells, lambda cell: str(cell.body))
    return whole(cells).as_record() | {
        "by_body": {body: each.as_record() for body, each in bodies.items()}
    }


def _percent(part: int, all_: int) -> float | None:
    return round(100 * part / all_, 1) if all_ else None
