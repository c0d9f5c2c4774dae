"""Which tasks stand in a body's report, and what was told of them in the period."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from giaoban.reporting.enums import RowKind
from giaoban.work.enums import Part, Rhythm, TaskKind
from giaoban.work.models import Assignment, Progress
from giaoban.work.models.tasks import NOT_YET_GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from giaoban.reporting.models import Period
    from giaoban.work.models import Task


def start_of(day: dt.date) -> dt.datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def led(period: Period, bodies: Iterable[int]) -> QuerySet[Assignment]:
    """Return the assignments of bodies that lead a task which stood open in the period."""
    begin, end = start_of(period.data_from), start_of(period.data_to + dt.timedelta(days=1))
    standing = Q(task__ended_at__isnull=True) | Q(task__ended_at__gte=begin)
    found = Assignment.objects.filter(standing, part=Part.LEAD, body__in=list(bodies))
    # A divided task is told of by its children; what is for information asks for no answer.
    found = found.exclude(task__kind=TaskKind.INFORMATION).exclude(task__is_group=True)
    found = found.exclude(task__state__in=NOT_YET_GIVEN).alias(
        given_at=Coalesce("task__assigned_at", "task__created_at")
    )
    return (
        found.filter(given_at__lt=end)
        .select_related("task")
        .defer("task__folded", "task__sentence")
        .order_by(F("task__due_order"), "task_id")
    )


def kind_of(task: Task, period: Period) -> RowKind:
    """Tell tasks of the period (given or due in it, or standing) from those carried in."""
    given_on = timezone.localtime(task.assigned_at or task.created_at).date()
    due_in = task.due_on is not None and period.data_from <= task.due_on <= period.data_to
    if given_on >= period.data_from or due_in or task.rhythm == Rhythm.STANDING:
        return RowKind.TASK
    return RowKind.CARRIED


def told(period: Period, bodies: Iterable[int]) -> dict[tuple[int, int], Progress]:
    """Return the last that each body told of each task in the period, by (body, task)."""
    begin, end = start_of(period.data_from), start_of(period.due_on + dt.timedelta(days=1))
    found = Progress.objects.filter(body__in=list(bodies), at__gte=begin, at__lt=end)
    return {(row.body_id, row.task_id): row for row in found.order_by("at", "pk")}
