"""Tell the tasks what a sent report says of them, and send in what it claims to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from giaoban.core.errors import NotAllowed, Refused
from giaoban.reporting.queries import reports as queries
from giaoban.work import actions as work
from giaoban.work.models import Progress
from giaoban.work.states import WITH_BODY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Report, ReportRow
    from giaoban.work.models import Task

Words = tuple[int | None, str]


class _Sending(NamedTuple):
    """Who sends which report, when, and by what way."""

    by: Actor
    at: dt.datetime
    report: Report
    via: str


def tell(*, by: Actor, at: dt.datetime, report: Report, via: str) -> int:
    """Tell each task what is new in its row, and send in what is done; return how many moved.

    What a task refuses (it has no evidence, it was handed to another body, it ended) stays in the
    report and is shown there; it does not keep the report from being sent.
    """
    sending = _Sending(by, at, report, via)
    rows = [row for row in queries.of_tasks(report) if row.filled_at is not None]
    known = _last(report, rows)
    moved = 0
    for row in rows:
        task = queries.task_of(row)
        if task.state not in WITH_BODY:
            continue
        words: Words = (row.percent, row.text.strip())
        if words not in {known.get(task.pk), (None, "")}:
            moved += _told(sending, task, words)
        if row.claims_done:
            moved += _sent_in(sending, task, row.text)
    return moved


def _last(report: Report, rows: Sequence[ReportRow]) -> dict[int, Words]:
    told = Progress.objects.filter(body=report.body_id, task__in=[row.task_id for row in rows])
    return {row.task_id: (row.percent, row.text.strip()) for row in told.order_by("at", "pk")}


def _told(sending: _Sending, task: Task, words: Words) -> bool:
    percent, text = words
    by, at, report, via = sending
    body = _speaking(by, report, task)
    try:
        with transaction.atomic():
            work.tell_progress(
                by=by, at=at, task=task, body=body, percent=percent, text=text, via=via
            )
    except (Refused, NotAllowed):
        return False
    return True


def _speaking(by: Actor, report: Report, task: Task) -> Body:
    """Return the body that tells: the successor itself where the task was handed to it."""
    lead = task.lead
    return lead if lead is not None and by.body_id == lead.pk else report.body


def _sent_in(sending: _Sending, task: Task, text: str) -> bool:
    by, at, report, via = sending
    task.refresh_from_db(fields=["state", "version"])
    try:
        with transaction.atomic():
            work.submit(by=by, at=at, task=task, text=text, via=via, on_behalf=report.on_behalf)
    except (Refused, NotAllowed):
        return False
    return True
