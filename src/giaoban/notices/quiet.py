"""Quiet hours: from one time of the day to another, past midnight where the second is earlier.

Times are those of the site's zone, which for Vietnam has no summer time.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone


def holds(at: dt.datetime) -> bool:
    """Tell whether no mail may go out now."""
    if settings.QUIET_HOURS is None:
        return False
    start, end = settings.QUIET_HOURS
    now = timezone.localtime(at).time()
    return start <= now < end if start <= end else now >= start or now < end


def loud_hours() -> list[int]:
    """Return the full hours at which mail may go out."""
    midnight = dt.datetime(2022, 1, 1, tzinfo=timezone.get_default_timezone())
    return [hour for hour in range(24) if not holds(midnight.replace(hour=hour))]
