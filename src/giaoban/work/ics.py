"""A person's calendar as iCalendar (RFC 5545): one all-day event for each deadline, no alarms."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from giaoban.core.enums import Reach
from giaoban.core.templatetags.look import vnday
from giaoban.work import permissions, queries
from giaoban.work.followup_states import OPEN
from giaoban.work.models import FollowUp, Task, Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from giaoban.accounts.models import User

MOST = 1000
_DAY = dt.timedelta(days=1)


def write(user: User, absolute: Callable[[str], str]) -> bytes:
    """Return the person's calendar; ``absolute`` makes a whole address of a path."""
    book = Calendar()
    book.add("prodid", "-//giaoban//vi")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", _("Hạn nhiệm vụ"))
    tasks = list(tasks_of(user)[: MOST + 1])
    if len(tasks) > MOST:
        book.add("x-wr-caldesc", _("Chỉ gồm %(n)s hạn sớm nhất.") % {"n": MOST})
    for task in queries.with_bodies(tasks[:MOST]):
        book.add_component(_deadline(task, absolute))
    for row in visits_of(user)[:MOST]:
        book.add_component(_visit(row, absolute))
    return bytes(book.to_ical())


def tasks_of(user: User) -> QuerySet[Task]:
    """Return whose deadlines concern the person: the own body's, those followed, those watched.

    Who sees every task has those in the calendar that they follow or watch.
    """
    rows = queries.still_open(permissions.tasks.scope(user)).filter(due_on__isnull=False)
    if permissions.tasks.reach(user, "view") is Reach.ALL:
        watched = Watch.objects.filter(user=user).values("task_id")
        rows = rows.filter(Q(follower=user) | Q(pk__in=watched))
    return rows.select_related("document").order_by("due_order", "pk")


def visits_of(user: User) -> QuerySet[FollowUp]:
    """Return the follow-up acts that are not over and have a day."""
    dated = Q(starts_on__isnull=False) | Q(answer_by__isnull=False)
    return permissions.follow_ups.scope(user).filter(dated, state__in=OPEN).order_by("pk")


def _deadline(task: Task, absolute: Callable[[str], str]) -> Event:
    leads = "; ".join(each.name for each in task.leads)  # type: ignore[attr-defined]
    words = [_("Chủ trì: %s") % leads] if leads else []
    if task.first_due_on != task.due_on and task.first_due_on is not None:
        words.append(_("Hạn đầu tiên: %s") % vnday(task.first_due_on))
    first = task.due_on or dt.date.max
    event = _event(f"nhiem-vu-{task.pk}", _("Hạn: %s") % task.title, first, first + _DAY)
    event.add("dtstamp", task.touched_at or task.created_at)
    event.add("sequence", task.version)
    event.add("description", "\n".join(words))
    event.add("url", absolute(reverse("work:record", args=[task.pk])))
    return event


def _visit(row: FollowUp, absolute: Callable[[str], str]) -> Event:
    first = row.starts_on or row.answer_by or dt.date.max
    last = row.ends_on or first
    event = _event(f"don-doc-{row.pk}", row.label, first, last + _DAY)
    event.add("dtstamp", row.created_at)
    event.add("sequence", row.version)
    event.add("url", absolute(reverse("work:followup", args=[row.pk])))
    return event


def _event(uid: str, title: str, first: dt.date, end: dt.date) -> Event:
    """Return an all-day event; it takes no time away from the person (RFC 5545, 3.8.2.7)."""
    event = Event()
    event.add("uid", f"{uid}@giaoban")
    event.add("summary", title[:300])
    event.add("dtstart", first)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")
    return event
