"""Tell the tasks what a sent report says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.reporting.enums import RowKind
from giaoban.work.models import Progress

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Report

_OF_TASKS = (RowKind.CARRIED, RowKind.TASK)


def tell(*, by: Actor, at: dt.datetime, report: Report, via: str) -> int:
    """Write what each filled row tells that the task does not know yet; return how many."""
    rows = list(report.rows.filter(kind__in=_OF_TASKS, filled_at__isnull=False))
    known = _last(report, [row.task_id for row in rows])
    fresh = [row for row in rows if known.get(row.task_id) != (row.percent, row.text)]
    Progress.objects.bulk_create(
        Progress(
            task_id=row.task_id,
            body_id=report.body_id,
            percent=row.percent,
            text=row.text,
            by_id=by.pk,
            via=via,
            at=at,
        )
        for row in fresh
    )
    return len(fresh)


def _last(report: Report, tasks: list[int | None]) -> dict[int | None, tuple[int | None, str]]:
    found = Progress.objects.filter(body=report.body_id, task__in=tasks).order_by("at", "pk")
    return {row.task_id: (row.percent, row.text) for row in found}
