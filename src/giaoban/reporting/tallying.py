"""Bodies and their work in a period: the tasks of each by how they stand, beside its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.models import Bloc, Body, Membership
from giaoban.core import unchanged
from giaoban.reporting.enums import Standing
from giaoban.reporting.queries import quarter as queries
from giaoban.work import permissions
from giaoban.work import queries as tasks
from giaoban.work.enums import TaskState
from giaoban.work.states import DONE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Period
    from giaoban.reporting.queries.quarter import Member, Quarter
    from giaoban.work.models import Task
    from giaoban.work.queries import Cell

_MOST_PIPS = 6


class Head(NamedTuple):
    """A column of the board: its icon, its words, and the filter that lists its tasks."""

    key: str
    icon: str
    words: StrOrPromise
    query: str

    @property
    def is_exact(self) -> bool:
        """Tell whether the filter lists just the tasks that the column counts.

        The columns of work leave out what is late or soon, which the filter lists too.
        """
        return self.key in {"soon", "late", "wait"}


HEADS = (
    Head("new", "new", _("Mới giao"), "state=assigned"),
    Head("doing", "doing", _("Đang làm"), "state=in_progress"),
    Head("soon", "soon", _("Sắp đến hạn"), "due=soon"),
    Head("late", "late", _("Quá hạn"), "due=late"),
    Head("wait", "wait", _("Chờ kiểm chứng"), "state=submitted"),
    Head("done", "done", _("Xong"), ""),
)
_COLUMNS: Mapping[str, str] = {
    TaskState.ASSIGNED: "new",
    TaskState.DECLINED: "new",
    TaskState.ACCEPTED: "doing",
    TaskState.IN_PROGRESS: "doing",
    TaskState.SENT_BACK: "doing",
    TaskState.SUBMITTED: "wait",
    **dict.fromkeys(DONE, "done"),
}


class Shown(NamedTuple):
    """A cell as it is drawn: its column, its number, and a square for each task, up to six."""

    head: Head
    n: int

    @property
    def pips(self) -> str:
        """The drawing of the squares."""
        return f"pips-{min(self.n, _MOST_PIPS)}"


class Line(NamedTuple):
    """A body on the board: how many of its tasks stand how, and its report."""

    body_id: int
    name: str
    counts: Mapping[str, int]
    member: Member | None

    @property
    def cells(self) -> list[Shown]:
        """The cells in the order of the columns."""
        return [Shown(head, self.counts.get(head.key, 0)) for head in HEADS]

    @property
    def is_silent(self) -> bool:
        """Tell whether its report was asked for and is missing."""
        return self.member is not None and self.member.is_silent

    @property
    def presses(self) -> tuple[bool, bool, int, int]:
        """What brings a body to the top: late tasks, silence, what was sent back, tasks soon."""
        back = self.member is not None and self.member.standing == Standing.SENT_BACK
        late, soon = self.counts.get("late", 0), self.counts.get("soon", 0)
        return (not (late or self.is_silent), not back, -late, -soon)

    def wants_urging(self, period: Period) -> bool:
        """Tell whether a letter can be sent to it: it is late or silent, and still exists."""
        if self.member is not None and self.member.report.body.valid_to is not None:
            return self.member.report.body.valid_to >= period.last_day
        return self.is_silent or bool(self.counts.get("late"))


class Tally(NamedTuple):
    """A period with its bodies, those that press first."""

    quarter: Quarter
    lines: list[Line]

    def folded(self, most: int) -> tuple[list[Line], list[Line]]:
        """Return those that are shown and the rest; a rest of one is shown too."""
        cut = most if len(self.lines) > most + 1 else len(self.lines)
        return self.lines[:cut], self.lines[cut:]


def of(by: Actor, today: dt.date) -> Tally | None:
    """Return the bodies of the period at hand with their tasks and reports; None without one."""
    key = ("reporting.tally", by.pk, by.role, by.body_id, today)
    return unchanged.kept(key, lambda: _tally(by, today))


def _tally(by: Actor, today: dt.date) -> Tally | None:
    quarter = queries.quarter(by, today)
    if quarter is None:
        return None
    led = _led_here(permissions.tasks.scope(by), quarter.period)
    board = tasks.board(led, today, since=quarter.period.data_from)
    members = {each.report.body_id: each for each in quarter.members}
    names = {key: each.report.body.name for key, each in members.items()}
    if others := set(board) - set(names):
        names |= dict(Body.objects.filter(pk__in=others).values_list("pk", "name"))
    lines = [
        Line(key, name, _counts(board.get(key, {})), members.get(key))
        for key, name in names.items()
    ]
    return Tally(quarter, sorted(lines, key=lambda each: each.presses))


def _led_here(rows: QuerySet[Task], period: Period) -> QuerySet[Task]:
    """Leave out the tasks of bodies that only another bloc has: they stand on its board."""
    bloc = period.calendar.bloc_id
    if bloc is None or not unchanged.count(Bloc.objects.exclude(pk=bloc)):
        return rows
    inside = Membership.objects.filter(body=OuterRef("pk"))
    here = Exists(inside.filter(bloc=bloc)) | ~Exists(inside.exclude(bloc=bloc))
    bodies = unchanged.pairs(Body.objects.filter(here).order_by().values_list("pk"))
    # The keys themselves, by which the database reads a body's part of an index alone.
    return rows.filter(lead__in=[key for (key,) in bodies])


def _counts(cells: Mapping[str, Cell]) -> dict[str, int]:
    """Sum a body's tasks up: what is late or soon counts there and nowhere else."""
    found = {"late": 0, "soon": 0}
    for state, cell in cells.items():
        column = _COLUMNS.get(state)
        if column is None:
            continue
        found["late"] += cell.late
        found["soon"] += cell.soon
        found[column] = found.get(column, 0) + cell.n - cell.late - cell.soon
    return found


class Sum(NamedTuple):
    """Several bodies together."""

    cells: list[Shown]
    n: int
    sent: int
    unsent: int


def together(lines: Sequence[Line]) -> Sum:
    """Return what the lines add up to."""
    cells = [Shown(head, _sum(line.counts.get(head.key, 0) for line in lines)) for head in HEADS]
    reports = [line.member for line in lines if line.member is not None]
    sent = _sum(each.standing in {Standing.SUBMITTED, Standing.ACCEPTED} for each in reports)
    return Sum(cells, _sum(cell.n for cell in cells), sent, len(reports) - sent)


def _sum(numbers: Iterable[int]) -> int:
    return sum(numbers)
