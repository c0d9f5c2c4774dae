"""What comes about by the calendar: reports that fall due, and those that are overdue."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from giaoban.notices import collectors
from giaoban.notices.collectors import Proposal
from giaoban.reporting import noticing, recipients
from giaoban.reporting.enums import ReportState
from giaoban.reporting.models import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from giaoban.accounts.models import User

SOON = dt.timedelta(days=5)
_DAY = dt.timedelta(days=1)


def register() -> None:
    """Make kinds and collectors known; called once when Django starts."""
    noticing.register()
    collectors.register("reporting.due", collect_due)
    collectors.register("reporting.overdue", collect_overdue)


def _with_bodies(**days: dt.date) -> QuerySet[Report]:
    """Return the reports that lie with their bodies in periods that are open."""
    return Report.objects.filter(
        state__in=(ReportState.OPEN, ReportState.SENT_BACK),
        period__opened_at__isnull=False,
        period__closed_at__isnull=True,
        **{f"period__{name}": day for name, day in days.items()},
    )


def collect_due(at: dt.datetime) -> Iterator[Proposal]:
    """Yield the reports that fall due within five days, and again those due tomorrow or today."""
    today = timezone.localtime(at).date()
    for report, to in _told(_with_bodies(due_on__gte=today, due_on__lte=today + SOON)):
        due = report.period.due_on
        days = 1 if due <= today + _DAY else SOON.days
        key = f"{noticing.DUE_SOON}:{report.pk}:{due}:{days}"
        yield from _proposals(noticing.DUE_SOON, key, report, to)


def collect_overdue(at: dt.datetime) -> Iterator[Proposal]:
    """Yield the reports that are not sent and overdue: on the first day, then weekly.

    One that was recalled is not sent any more; one that was sent back has notices of its own.
    """
    today = timezone.localtime(at).date()
    silent = _with_bodies(due_on__lt=today).filter(state=ReportState.OPEN)
    for report, to in _told(silent):
        due = report.period.due_on
        key = f"{noticing.OVERDUE}:{report.pk}:{due}:{((today - due).days - 1) // 7}"
        yield from _proposals(noticing.OVERDUE, key, report, to)


def _told(rows: QuerySet[Report]) -> Iterator[tuple[Report, list[User]]]:
    reports = list(rows.select_related("period", "body").order_by("pk"))
    people = recipients.answering(reports)
    for report in reports:
        yield report, people[report.pk]


def _proposals(kind: str, key: str, report: Report, to: list[User]) -> Iterator[Proposal]:
    link = reverse("reporting:report", args=[report.pk])
    for person in to:
        yield Proposal(person, kind, key, noticing.facts_of(report), link)
