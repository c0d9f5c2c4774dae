"""Recurring tasks: the next occurrence, made when one is done or its period is over, and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from giaoban.work import recurrence, states
from giaoban.work.actions import giving
from giaoban.work.actions.moving import record
from giaoban.work.enums import Part, Rhythm
from giaoban.work.models import Task

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor


def follow(task: Task, *, by: Actor | None, at: dt.datetime) -> Task | None:
    """Make the next occurrence of what was done, where it recurs.

    A divided task recurs as a whole, once all its bodies are done.
    """
    group = task.parent if task.parent is not None and task.parent.is_group else None
    whole = group or task
    if whole.rhythm != Rhythm.RECURRING:
        return None
    whole.refresh_from_db()
    return repeat(task=whole, by=by, at=at) if whole.state in states.DONE else None


@transaction.atomic
def begin_periods(*, at: dt.datetime) -> int:
    """Make the occurrences whose period has begun; return how many. Twice is once."""
    today = timezone.localdate(at)
    made = 0
    while found := list(_over(today)):
        made += sum(repeat(task=task, by=None, at=at) is not None for task in found)
    return made


def _over(today: dt.date) -> list[Task]:
    """Return the last occurrences whose deadline is past."""
    rows = Task.objects.filter(rhythm=Rhythm.RECURRING, first_due_on__lt=today)
    # What was never given does not come back by itself.
    rows = rows.exclude(state__in=states.UNDONE).filter(assigned_at__isnull=False)
    first = Q(series=OuterRef("series_id")) | Q(series=OuterRef("pk"))
    newer = Task.objects.filter(first, first_due_on__gt=OuterRef("first_due_on"))
    return list(rows.filter(~Exists(newer)).select_related("series").order_by("pk"))


def repeat(*, task: Task, by: Actor | None, at: dt.datetime) -> Task | None:
    """Make the occurrence after a task; None where it is there already."""
    first = task.series or task
    if task.first_due_on is None or first.first_due_on is None:
        return None
    Task.objects.filter(pk=first.pk).update(version=F("version") + 1)
    day = recurrence.next_day(first.first_due_on, task.first_due_on, task.every)
    if Task.objects.filter(series=first, first_due_on=day).exists():
        return None
    copied = {field: getattr(task, field) for field in giving.COPIED}
    copied |= {"due_on": day, "first_due_on": day}
    made = Task.objects.create(
        **copied,
        rhythm=task.rhythm,
        every=task.every,
        series=first,
        created_at=at,
        touched_at=at,
    )
    made.directives.set(task.directives.all())
    parts = list(task.assignments.select_related("body"))
    lead, others = (
        [(each.written, each.body) for each in parts if each.part == part]
        for part in (Part.LEAD, Part.COOPERATING)
    )
    giving.name(made, lead, others, on=timezone.localdate(at))
    record("repeat", by=by, at=at, task=made, before=task.pk)
    giving.give(made, by=by, at=at)
    giving.find(made)
    return made
