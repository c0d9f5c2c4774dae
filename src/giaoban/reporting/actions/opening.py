"""Open the periods of main calendars on their first day, without anybody's hand."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from giaoban.core.errors import Refused
from giaoban.reporting.actions.periods import fill_year
from giaoban.reporting.actions.reports import carry_into
from giaoban.reporting.enums import PeriodKind, PeriodState
from giaoban.reporting.models import Calendar, Period

if TYPE_CHECKING:
    import datetime as dt

logger = logging.getLogger(__name__)


def open_begun(*, at: dt.datetime) -> list[Period]:
    """Open what began by today and is not over, of main calendars; twice is once.

    That a calendar is its bloc's main one is what says so: other calendars are opened by hand.
    A year that nobody has planned yet is planned first. One calendar holds up no other.
    """
    today = timezone.localdate(at)
    opened = []
    for calendar in Calendar.objects.filter(is_main=True, is_active=True).order_by("pk"):
        try:
            opened += _open(calendar, today, at)
        except Refused as refusal:
            logger.warning("calendar %s was not opened: %s", calendar.pk, refusal)
    return opened


@transaction.atomic
def _open(calendar: Calendar, today: dt.date, at: dt.datetime) -> list[Period]:
    held = Calendar.objects.select_for_update().get(pk=calendar.pk)
    if held.kind != PeriodKind.FREE and not held.periods.filter(year=today.year).exists():
        fill_year(by=None, at=at, calendar=held, year=today.year)
    begun = held.periods.filter(
        state=PeriodState.OPEN, opened_at=None, first_day__lte=today, last_day__gte=today
    )
    periods = list(begun.order_by("first_day"))
    for period in periods:
        carry_into(by=None, at=at, period=period)
    return periods
