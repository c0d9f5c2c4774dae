"""Questions to calendars and periods: days off, who owes a report, what came before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from giaoban.bodies.models import Body, Membership
from giaoban.reporting.models import Period, SpecialDay

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet


def special_days() -> dict[dt.date, str]:
    """Return the days that a decision made off or worked, by day."""
    return dict(SpecialDay.objects.values_list("day", "kind"))


def _touching(first: dt.date, last: dt.date) -> Q:
    """Return the filter for periods of validity that share a day with the stretch."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=last)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=first))


def bodies_owing(period: Period) -> QuerySet[Body]:
    """Return the bodies that owe a report: members of the bloc on any day that counts.

    One that was merged or dissolved in mid-period owes one beside its successor; the successor
    sends it in its place (``permissions.owed_bodies``).
    """
    during = _touching(period.data_from, period.data_to)
    inside = Membership.objects.filter(during, bloc_id=period.calendar.bloc_id, body=OuterRef("pk"))
    return Body.objects.filter(during & Exists(inside))


def before(period: Period) -> Period | None:
    """Return the period of the same calendar before this one."""
    earlier = Period.objects.filter(calendar=period.calendar_id, data_to__lt=period.data_from)
    return earlier.order_by("-data_to").first()
