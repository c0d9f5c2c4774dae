"""A month of the calendar: its weeks, and what falls on each day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.directives import permissions as directives
from giaoban.directives.enums import MilestoneState
from giaoban.work import permissions, queries
from giaoban.work.enums import FollowUpState, TaskState
from giaoban.work.models import FollowedBody, FollowUp, Task

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor
    from giaoban.directives.models import Milestone
    from giaoban.work.models import Field

# What a cell shows of one day's tasks; the day's own list shows the rest.
IN_A_CELL = 5
MOST_OF_A_DAY = 200
_MOST = 200
REVIEWS = {True: _("Tổng kết"), False: _("Sơ kết")}
_NOT_SHOWN = (TaskState.WITHDRAWN, TaskState.CANCELLED, TaskState.SUPERSEDED)


class Item(NamedTuple):
    """Something that falls on a day."""

    title: str
    url: str
    icon: str
    done: bool = False


class Day(NamedTuple):
    """A day of the calendar; ``more`` counts the tasks that its cell does not show."""

    on: dt.date
    inside: bool
    items: list[Item]
    more: int


class Narrowed(NamedTuple):
    """By what the calendar is narrowed."""

    body: Body | None = None
    field: Field | None = None


def first_of(text: str, today: dt.date) -> dt.date:
    """Return the first day of a month written as 2026-11; that of today where it is none.

    >>> first_of("2026-11", dt.date(2022, 4, 8))
    datetime.date(2026, 11, 1)
    """
    try:
        year, month = text.split("-")
        # One month before and after has to exist too.
        found = dt.date(int(year), int(month), 1)
    except ValueError:
        return today.replace(day=1)
    return found if dt.MINYEAR < found.year < dt.MAXYEAR else today.replace(day=1)


def after(first: dt.date) -> dt.date:
    """Return the first day of the next month."""
    return (first + dt.timedelta(days=31)).replace(day=1)


def before(first: dt.date) -> dt.date:
    """Return the first day of the month before."""
    return (first - dt.timedelta(days=1)).replace(day=1)


def weeks(by: Actor, first: dt.date, narrowed: Narrowed) -> list[list[Day]]:
    """Return the weeks of a month from Monday on, in a fixed number of queries."""
    days = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, end = days[0][0], days[-1][-1]
    found: dict[dt.date, list[Item]] = {}
    tasks = due(by, start, end, narrowed)
    counted = dict(tasks.order_by().values_list("due_on").annotate(n=Count("pk")))
    ranked = tasks.annotate(
        rank=Window(RowNumber(), partition_by=F("due_on"), order_by=("-pending", "pk"))
    )
    for task in ranked.filter(rank__lte=IN_A_CELL).only("title", "due_on", "state"):
        if task.due_on is not None:
            found.setdefault(task.due_on, []).append(_task(task))
    shown = {day: len(items) for day, items in found.items()}
    for day, item in (*_visits(by, start, end, narrowed), *_reviews(by, start, end, narrowed)):
        found.setdefault(day, []).append(item)
    return [
        [
            Day(
                day,
                day.month == first.month,
                found.get(day, []),
                counted.get(day, 0) - shown.get(day, 0),
            )
            for day in week
        ]
        for week in days
    ]


def due(by: Actor, start: dt.date, end: dt.date, narrowed: Narrowed) -> QuerySet[Task]:
    """Return the tasks that fall due in the days, done ones too."""
    rows = permissions.tasks.scope(by).filter(due_order__gte=start, due_order__lte=end)
    rows = rows.exclude(state__in=_NOT_SHOWN)
    if narrowed.body is not None:
        rows = queries.of_body(rows, narrowed.body.pk)
    if narrowed.field is not None:
        rows = rows.filter(field=narrowed.field)
    return rows


def _task(task: Task) -> Item:
    return Item(task.title, reverse("work:record", args=[task.pk]), "task", not task.is_open)


def _visits(
    by: Actor, start: dt.date, end: dt.date, narrowed: Narrowed
) -> list[tuple[dt.date, Item]]:
    """Return the follow-up acts of the days: when they begin, or when answers are due."""
    if narrowed.field is not None:
        return []
    rows = permissions.follow_ups.scope(by).exclude(state=FollowUpState.CANCELLED)
    inside = Q(starts_on__range=(start, end)) | Q(answer_by__range=(start, end))
    rows = rows.filter(inside)
    if narrowed.body is not None:
        concerned = FollowedBody.objects.filter(body=narrowed.body)
        rows = rows.filter(pk__in=concerned.values("follow_up_id"))
    return [pair for row in rows.order_by("pk")[:_MOST] for pair in _days_of(row, start, end)]


def _days_of(row: FollowUp, start: dt.date, end: dt.date) -> list[tuple[dt.date, Item]]:
    over = row.state in {FollowUpState.CONCLUDED, FollowUpState.ANSWERED}
    item = Item(row.label, reverse("work:followup", args=[row.pk]), "ask", over)
    day = row.answer_by if row.is_urging else row.starts_on
    return [(day, item)] if day is not None and start <= day <= end else []


def _reviews(
    by: Actor, start: dt.date, end: dt.date, narrowed: Narrowed
) -> list[tuple[dt.date, Item]]:
    """Return the reviews of directives in the days; they belong to no body and no field."""
    if narrowed.body is not None or narrowed.field is not None:
        return []
    rows = directives.milestones.scope(by).filter(
        due_on__range=(start, end), state=MilestoneState.AHEAD
    )
    return [
        (row.due_on, _review(row))
        for row in rows.select_related("directive").order_by("due_on", "pk")[:_MOST]
        if row.due_on is not None
    ]


def _review(row: Milestone) -> Item:
    kind = REVIEWS[row.final]
    url = reverse("directives:record", args=[row.directive_id])
    return Item(f"{kind}: {row.directive}", url, "directive")


def of_day(by: Actor, day: dt.date, narrowed: Narrowed) -> list[Task]:
    """Return the tasks of one day with their bodies."""
    rows = due(by, day, day, narrowed).order_by("-pending", "pk")
    return queries.with_bodies(list(queries.with_papers(rows)[:MOST_OF_A_DAY]))
