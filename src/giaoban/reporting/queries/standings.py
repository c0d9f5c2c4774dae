"""How the reports of a period stand on a day: as conditions of the database, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from giaoban.core.enums import Role
from giaoban.reporting.enums import ReportState, Standing
from giaoban.reporting.models import Period, Report
from giaoban.reporting.permissions import REPORT

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from giaoban.core.policies import Actor


def in_standing(standing: str, today: dt.date) -> Q:
    """Return the filter for reports that stand so on the day, as ``Report.standing`` has it."""
    still = Q(state=ReportState.OPEN)
    match standing:
        case Standing.NOT_YET_DUE:
            return still & Q(period__data_to__gte=today)
        case Standing.DUE:
            return still & Q(period__data_to__lt=today, period__due_on__gte=today)
        case Standing.OVERDUE:
            return still & Q(period__due_on__lt=today)
    return Q(state=standing)


def tally(rows: QuerySet[Report], today: dt.date) -> dict[Standing, int]:
    """Count reports by their standing on the day; one query."""
    counted = rows.order_by().aggregate(
        **{each.name: Count("pk", filter=in_standing(each, today)) for each in Standing}
    )
    return {each: counted[each.name] for each in Standing}


def current(today: dt.date) -> Period | None:
    """Return the period whose reports are at hand: the newest opened one, a main calendar's first.

    One that has not begun to count yet is left for later.
    """
    opened = Period.objects.filter(opened_at__isnull=False, data_from__lte=today)
    return opened.order_by("-calendar__is_main", "-data_to", "-pk").first()


def to_answer(rows: QuerySet[Report], today: dt.date) -> QuerySet[Report]:
    """Return those that a body has to send by now, or to mend."""
    asked = Q(state=ReportState.SENT_BACK) | Q(state=ReportState.OPEN, period__data_to__lt=today)
    return rows.filter(asked, period__closed_at__isnull=True)


def for_hand(by: Actor, today: dt.date) -> QuerySet[Report]:
    """Return the reports that wait for the person's hand: to look at, or to send and to mend."""
    seen = REPORT.scope(by)
    if by.role == Role.COORDINATOR:
        return seen.filter(state=ReportState.SUBMITTED, period__closed_at__isnull=True)
    if by.role == Role.FOCAL_POINT:
        return to_answer(seen, today)
    return seen.none()
