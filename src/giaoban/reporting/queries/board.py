"""The board of a period: each body's report, how full it is, and how it kept its days before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count
from django.utils import timezone

from giaoban.core import unchanged
from giaoban.reporting.enums import ReportState, Standing
from giaoban.reporting.models import Period, Report, ReportRow
from giaoban.reporting.naming import called

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.db.models import QuerySet

PERIODS = 8


class Mark(NamedTuple):
    """How a body kept the day of one period: on time, late, or not at all."""

    name: str
    sent: bool
    on_time: bool

    @property
    def period(self) -> str:
        """The period, in the language of who reads."""
        return called(self.name)


class Kept(NamedTuple):
    """How a body kept its days over the last periods."""

    marks: Sequence[Mark]

    @property
    def due(self) -> int:
        """The periods in which it owed a report that is due by now."""
        return len(self.marks)

    @property
    def sent(self) -> int:
        """The periods in which it sent one."""
        return sum(mark.sent for mark in self.marks)

    @property
    def on_time(self) -> int:
        """The periods in which it sent one by the day."""
        return sum(mark.on_time for mark in self.marks)


class Line(NamedTuple):
    """A body on the board."""

    report: Report
    standing: Standing
    n_rows: int
    n_filled: int
    kept: Kept
    late_days: int


def lines(rows: QuerySet[Report], period: Period, today: dt.date) -> list[Line]:
    """Return the bodies of a period in their order; three queries whatever their number."""
    of_period = rows.filter(period=period)
    found = of_period.select_related("period", "body", "submitted_by").order_by(
        "body__order", "body__sort_key", "body_id"
    )
    counted = ReportRow.objects.filter(report__in=of_period.values("pk")).order_by()
    filled = {
        report: (n, n_filled)
        for report, n, n_filled in unchanged.pairs(
            counted.values_list("report").annotate(n=Count("pk"), filled=Count("filled_at"))
        )
    }
    kept = kept_by_body(rows, period, today)
    return [
        Line(
            report,
            report.standing(today),
            *filled.get(report.pk, (0, 0)),
            kept.get(report.body_id, Kept(())),
            _late_days(report, today),
        )
        for report in found
    ]


def _late_days(report: Report, today: dt.date) -> int:
    """Return by how many days the first sending missed the day, or does so by now."""
    sent = report.first_submitted_at if report.state != ReportState.OPEN else None
    day = timezone.localtime(sent).date() if sent is not None else today
    return max(0, (day - report.period.due_on).days)


def kept_by_body(rows: QuerySet[Report], upto: Period, today: dt.date) -> dict[int, Kept]:
    """Return how bodies kept the last eight due periods of a calendar; one query."""
    last = (
        Period.objects.filter(
            calendar=upto.calendar_id,
            opened_at__isnull=False,
            data_to__lte=upto.data_to,
            due_on__lt=today,
        )
        .order_by("-data_to")
        .values("pk")[:PERIODS]
    )
    told = rows.filter(period__in=last)
    marks: dict[int, list[Mark]] = {}
    columns = ("body_id", "period__name", "period__due_on", "first_submitted_at", "state")
    for body_id, name, due_on, first, state in told.order_by("period__data_to").values_list(
        *columns
    ):
        # One that was recalled and never sent again was not sent.
        sent = first if state != ReportState.OPEN else None
        on_time = sent is not None and timezone.localtime(sent).date() <= due_on
        marks.setdefault(body_id, []).append(Mark(name, sent is not None, on_time))
    return {body_id: Kept(tuple(each)) for body_id, each in marks.items()}


def counts(found: Sequence[Line]) -> dict[Standing, int]:
    """Count the bodies by how their report stands."""
    return {each: sum(line.standing == each for line in found) for each in Standing}


def silent(found: Sequence[Line]) -> list[Line]:
    """Return those to urge: overdue, or due with nothing told yet; not those that are at work."""
    return [
        line
        for line in found
        if line.standing == Standing.OVERDUE
        or (line.standing == Standing.DUE and not line.n_filled)
    ]


def acceptable(found: Sequence[Line]) -> list[Line]:
    """Return those that wait to be accepted."""
    return [line for line in found if line.report.state == ReportState.SUBMITTED]
