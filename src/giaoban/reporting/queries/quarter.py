"""The period at hand as the home page shows it: who has sent, what was carried, who is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Case, Count, Q, Value, When

from giaoban.core import unchanged
from giaoban.reporting.enums import ReportState, RowKind, Standing
from giaoban.reporting.models import Period, ReportRow
from giaoban.reporting.permissions import REPORT
from giaoban.reporting.queries.board import Kept, kept_by_body
from giaoban.reporting.queries.standings import to_answer
from giaoban.work.states import DONE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Report

_ASKED = frozenset({Standing.DUE, Standing.OVERDUE})
_MOST_OWN = 4


class Member(NamedTuple):
    """A body of the bloc with its report of the period, and how it kept its days before."""

    report: Report
    standing: Standing
    kept: Kept

    @property
    def is_silent(self) -> bool:
        """Tell whether it was asked for a report and has sent none."""
        return self.standing in _ASKED


class Rate(NamedTuple):
    """How the bodies of the bloc kept one period."""

    period: str
    owed: int
    sent: int
    on_time: int


class Quarter(NamedTuple):
    """A period with the reports of its bodies."""

    period: Period
    members: list[Member]

    @property
    def silent(self) -> list[Member]:
        """The bodies that were asked and have sent nothing."""
        return [each for each in self.members if each.is_silent]

    def count(self, standing: Standing) -> int:
        """Count the bodies whose report stands so."""
        return sum(each.standing == standing for each in self.members)

    @property
    def sent(self) -> int:
        """Count the bodies whose report lies with the office, or has been accepted."""
        return self.count(Standing.SUBMITTED) + self.count(Standing.ACCEPTED)

    @property
    def rates(self) -> list[Rate]:
        """How the bloc kept the last eight periods, the oldest first."""
        marks: dict[str, list[tuple[bool, bool]]] = {}
        for member in self.members:
            for mark in member.kept.marks:
                marks.setdefault(mark.period, []).append((mark.sent, mark.on_time))
        order = max((member.kept.marks for member in self.members), key=len, default=())
        names = [mark.period for mark in order]
        names += [name for name in marks if name not in names]
        return [
            Rate(name, len(m), sum(sent for sent, _ in m), sum(in_time for _, in_time in m))
            for name in names
            if (m := marks[name])
        ]


class Carried(NamedTuple):
    """The tasks that the reports of a period carry from the one before."""

    n: int
    done: int


def at_hand(today: dt.date) -> QuerySet[Period]:
    """Return first the period that the office works on: cut off and not closed, or running.

    A main calendar's goes before others.
    """
    opened = Period.objects.filter(opened_at__isnull=False, data_from__lte=today)
    waiting = When(data_to__lt=today, closed_at__isnull=True, then=Value(0))
    return opened.order_by("-calendar__is_main", Case(waiting, default=Value(1)), "-data_to", "-pk")


def quarter(by: Actor, today: dt.date) -> Quarter | None:
    """Return the period at hand with its bodies and their reports.

    Two queries whatever their number; one more where nobody owes a report.
    """
    seen, periods = REPORT.scope(by), at_hand(today)
    reports = seen.filter(period__in=periods.values("pk")[:1]).select_related("period", "body")
    found = list(reports.order_by("body__order", "body__sort_key", "body_id"))
    period = found[0].period if found else periods.first()
    if period is None:
        return None
    kept = kept_by_body(seen, period, today)
    return Quarter(period, [_member(report, period, kept, today) for report in found])


def _member(report: Report, period: Period, kept: Mapping[int, Kept], today: dt.date) -> Member:
    report.period = period
    return Member(report, report.standing(today), kept.get(report.body_id, Kept(())))


def carried(period: Period) -> Carried:
    """Count the tasks that were carried into a period, and those of them that are done."""
    rows = ReportRow.objects.filter(report__period=period, kind=RowKind.CARRIED)
    done = Count("task", filter=Q(task__state__in=DONE), distinct=True)

    def ask() -> Carried:
        return Carried(**rows.aggregate(n=Count("task", distinct=True), done=done))

    return unchanged.kept(("reporting.carried", period.pk), ask)


def own(by: Actor, today: dt.date) -> list[Report]:
    """Return the reports that a body has in hand: those to send or to mend, else the newest."""
    seen = REPORT.scope(by).filter(period__opened_at__isnull=False)
    rows = seen.filter(period__closed_at__isnull=True).select_related("period", "body")
    asked = list(to_answer(rows, today).order_by("-period__data_to", "pk")[:_MOST_OWN])
    asked.sort(key=lambda each: each.state != ReportState.SENT_BACK)
    return asked or list(rows.order_by("-period__data_to", "pk")[:1])
