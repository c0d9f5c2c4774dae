"""The rows that every report has: its tasks, directives that want a plan, and its narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.reporting.enums import Aspect, RowKind
from giaoban.reporting.models import ReportRow
from giaoban.reporting.queries import directives, tasks
from giaoban.work.models import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from giaoban.reporting.models import Period, Report
    from giaoban.work.models import Assignment

_TEXT_LONGEST = 10_000


def of_tasks(period: Period, reports: Mapping[int, Report]) -> Iterator[ReportRow]:
    """Yield a row for each task that a body leads, filled with what it told in the period."""
    known = tasks.told(period, reports)
    for order, each in enumerate(tasks.led(period, reports)):
        if each.body_id is None:
            continue
        row = _of_task(period, reports[each.body_id], each, order)
        progress = known.get((each.body_id, each.task_id))
        if progress is not None:
            row.percent = row.percent if progress.percent is None else progress.percent
            row.text = progress.text[:_TEXT_LONGEST]
            row.filled_at = progress.at
        yield row


def _of_task(period: Period, report: Report, each: Assignment, order: int) -> ReportRow:
    return ReportRow(
        report=report,
        kind=tasks.kind_of(each.task, period),
        task=each.task,
        field_id=each.task.field_id,
        percent=each.task.percent,
        order=min(order, 30_000),
    )


def of_directives(period: Period, reports: Mapping[int, Report]) -> Iterator[ReportRow]:
    """Yield a row for each directive for which a body has not issued its plan."""
    for order, (body_id, directive) in enumerate(directives.wanting_plans(period, reports)):
        yield ReportRow(
            report=reports[body_id],
            kind=RowKind.DIRECTIVE,
            directive_id=directive,
            order=min(order, 30_000),
        )


def of_narratives(period: Period, reports: Mapping[int, Report]) -> Iterator[ReportRow]:
    """Yield results, shortcomings, causes and proposals for each field in which a body works.

    A body whose tasks have no field writes them once, of its work as a whole.
    """
    fields: dict[int, set[int]] = {}
    for body_id, field_id in tasks.led(period, reports).values_list("body_id", "task__field_id"):
        if body_id is not None and field_id is not None:
            fields.setdefault(body_id, set()).add(field_id)
    orders = dict(Field.objects.values_list("pk", "order"))
    for body_id, report in reports.items():
        mine = sorted(fields.get(body_id, ()), key=lambda pk: (orders[pk], pk))
        places: list[int | None] = [*mine] or [None]
        for place, of_field in enumerate(places):
            for at, aspect in enumerate(Aspect.values):
                yield ReportRow(
                    report=report,
                    kind=RowKind.NARRATIVE,
                    field_id=of_field,
                    aspect=aspect,
                    order=place * 10 + at,
                )
