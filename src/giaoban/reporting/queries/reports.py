"""Questions to reports: their rows by section, what was told last time, what is still empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from giaoban.reporting.enums import ReportState, RowKind
from giaoban.reporting.models import Report, ReportRow
from giaoban.reporting.permissions import owed_bodies
from giaoban.reporting.queries.periods import before
from giaoban.work.models import Evidence
from giaoban.work.states import NEEDS_EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from giaoban.work.models import Task

Key = tuple[int | None, int | None, int | None, int | None, str]
WITH_BODY = (ReportState.OPEN, ReportState.SENT_BACK)


def key_of(row: ReportRow) -> Key:
    """Return what a row is about; no report has two rows about the same.

    A narrative alone is about its field: that of a task may change while its row stands.
    """
    if row.task_id or row.directive_id or row.indicator_id:
        return (row.task_id, row.directive_id, row.indicator_id, None, "")
    return (None, None, None, row.field_id, row.aspect)


class Tally(NamedTuple):
    """A section of a report: how many rows, how many of them filled."""

    kind: RowKind
    total: int
    filled: int


def tallies(report: Report) -> list[Tally]:
    """Return the sections that a report has, in order; one query."""
    counted = (
        report.rows.order_by()
        .values_list("kind")
        .annotate(total=Count("pk"), filled=Count("pk", filter=Q(filled_at__isnull=False)))
    )
    found = {kind: Tally(RowKind(kind), total, filled) for kind, total, filled in counted}
    return [found[kind] for kind in RowKind if kind in found]


def rows(report: Report, kinds: Iterable[str]) -> QuerySet[ReportRow]:
    """Return the rows of some sections with what they are about."""
    found = report.rows.filter(kind__in=list(kinds)).order_by("order", "pk")
    return found.select_related("task", "directive", "indicator", "field").defer(
        "task__folded", "task__sentence", "directive__folded", "directive__note"
    )


def with_last(report: Report, found: Sequence[ReportRow]) -> Sequence[ReportRow]:
    """Give each row ``last``: what was told of the same in the period before, or None.

    A successor sees what the body told whose work it took over.
    """
    earlier = before(report.period)
    known: dict[Key, ReportRow] = {}
    if earlier is not None:
        bodies = owed_bodies(report.body_id)
        same = ReportRow.objects.filter(report__period=earlier, report__body__in=bodies)
        told = same.filter(_about(found)).select_related("report")
        # The body's own words go before those of a body that ended into it.
        for each in sorted(told, key=lambda row: row.report.body_id == report.body_id):
            known[key_of(each)] = each
    for row in found:
        row.last = known.get(key_of(row))  # type: ignore[attr-defined]
    return found


def _about(found: Sequence[ReportRow]) -> Q:
    """Return the filter for rows about what these are about."""
    named: dict[str, set[Any]] = {"task_id": set(), "directive_id": set(), "indicator_id": set()}
    wanted = Q(pk__in=())
    for row in found:
        for name, values in named.items():
            value = getattr(row, name)
            if value is not None:
                values.add(value)
    for name, values in named.items():
        if values:
            wanted |= Q(**{f"{name}__in": values})
    return wanted | Q(kind=RowKind.NARRATIVE)


class Empty(NamedTuple):
    """A row that nothing was told of; ``required`` keeps the report from being sent."""

    row: ReportRow
    required: bool


def empty(report: Report) -> list[Empty]:
    """Return what is still empty; tasks that fell due in the period have to be told of."""
    found = rows(report, RowKind.values).filter(filled_at__isnull=True)
    return [Empty(row, _is_required(report, row)) for row in found]


def _is_required(report: Report, row: ReportRow) -> bool:
    task = row.task
    return (
        task is not None
        and task.is_open
        and task.due_on is not None
        and task.due_on <= report.period.data_to
    )


def of_tasks(report: Report) -> QuerySet[ReportRow]:
    """Return the rows about tasks, with the tasks and who leads them."""
    found = report.rows.filter(task__isnull=False).order_by("order", "pk")
    return found.select_related("task__lead", "task__after")


def task_of(row: ReportRow) -> Task:
    """Return the task of a row about one."""
    if row.task is None:
        raise ValueError("a row about a task was asked for")
    return row.task


def unproven(report: Report) -> list[ReportRow]:
    """Return the rows that claim work to be done of which nothing shows it yet."""
    shown = Evidence.objects.filter(task=OuterRef("task_id"))
    claimed = of_tasks(report).filter(claims_done=True, task__kind__in=NEEDS_EVIDENCE)
    return list(claimed.filter(~Exists(shown)))


def with_evidence(found: Sequence[ReportRow]) -> Sequence[ReportRow]:
    """Give each row ``evidence``: what shows the work on its task; one query."""
    tasks = [row.task_id for row in found if row.task_id is not None]
    by_task: dict[int, list[Evidence]] = {}
    for each in Evidence.objects.filter(task__in=tasks).order_by("pk") if tasks else ():
        by_task.setdefault(each.task_id, []).append(each)
    for row in found:
        row.evidence = by_task.get(row.task_id or 0, [])  # type: ignore[attr-defined]
    return found
