"""What comes about by the calendar: tasks that fall due, are late, or of which nothing is heard."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from giaoban.notices import collectors
from giaoban.notices.collectors import Proposal
from giaoban.work import noticing, queries, recipients
from giaoban.work.models import Task
from giaoban.work.states import WITH_BODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from giaoban.accounts.models import User

_WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)


def register() -> None:
    """Make kinds and collectors known; called once when Django starts."""
    noticing.register()
    collectors.register("work.due", collect_due)
    collectors.register("work.late", collect_late)
    collectors.register("work.stale", collect_stale)


def collect_due(at: dt.datetime) -> Iterator[Proposal]:
    """Yield the tasks that fall due within a week, and again those due tomorrow or today."""
    today = timezone.localtime(at).date()
    rows = Task.objects.filter(queries.is_soon(today, _WEEK))
    for task, to in _told(rows):
        days = 1 if task.due_on and task.due_on <= today + _DAY else 7
        key = f"{noticing.DUE_SOON}:{task.pk}:{task.due_on}:{days}"
        yield from _proposals(noticing.DUE_SOON, key, task, to)


def collect_late(at: dt.datetime) -> Iterator[Proposal]:
    """Yield the tasks that are late: on the first day, then once a week."""
    today = timezone.localtime(at).date()
    for task, to in _told(queries.late(Task.objects.all(), today)):
        due = task.due_on or today
        week = ((today - due).days - 1) // 7
        key = f"{noticing.LATE}:{task.pk}:{due}:{week}"
        yield from _proposals(noticing.LATE, key, task, to)


def collect_stale(at: dt.datetime) -> Iterator[Proposal]:
    """Yield the tasks of which a body has said nothing for long; once for each silence."""
    limit = at - dt.timedelta(days=settings.STALE_DAYS)
    rows = Task.objects.filter(pending=1, state__in=WITH_BODY, touched_at__lt=limit)
    for task, to in _told(rows):
        since = timezone.localtime(task.touched_at).date().isoformat() if task.touched_at else ""
        key = f"{noticing.STALE}:{task.pk}:{since}"
        yield from _proposals(noticing.STALE, key, task, to, since=since)


def _told(rows: QuerySet[Task]) -> Iterator[tuple[Task, list[User]]]:
    people = recipients.of_many(rows)
    shown = rows.select_related("lead").only("title", "due_on", "touched_at", "lead__name")
    for task in shown.order_by("due_order", "pk").iterator(chunk_size=500):
        yield task, people.get(task.pk, [])


def _proposals(
    kind: str, key: str, task: Task, to: list[User], **more: object
) -> Iterator[Proposal]:
    facts = noticing.facts_of(task, lead=task.lead.name if task.lead else "", **more)
    link = reverse("work:record", args=[task.pk])
    for person in to:
        yield Proposal(person, kind, key, facts, link)
