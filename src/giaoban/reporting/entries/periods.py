"""What calendars, periods and days off show on other pages, and what of them comes round."""

from __future__ import annotations

import datetime as dt

from giaoban.core import periodic
from giaoban.reporting.actions import opening

_EVERY = dt.timedelta(minutes=30)


def register() -> None:
    """Make it known to the core."""
    periodic.register("reporting.periods", _EVERY, lambda at: opening.open_begun(at=at))
