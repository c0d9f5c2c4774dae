"""Who may do what to the rows of reporting; each area has its own file."""

from __future__ import annotations

from giaoban.reporting.permissions.closing import AMENDMENT, CLOSED_LINE, CLOSING
from giaoban.reporting.permissions.indicators import INDICATOR, INDICATOR_VALUE, TARGET
from giaoban.reporting.permissions.intake import LINK, LINK_SESSION
from giaoban.reporting.permissions.periods import CALENDAR, PERIOD, SPECIAL_DAY
from giaoban.reporting.permissions.reach import leads
from giaoban.reporting.permissions.reports import REPORT, REPORT_ROW, owed_bodies

__all__ = [
    "AMENDMENT",
    "CALENDAR",
    "CLOSED_LINE",
    "CLOSING",
    "INDICATOR",
    "INDICATOR_VALUE",
    "LINK",
    "LINK_SESSION",
    "PERIOD",
    "REPORT",
    "REPORT_ROW",
    "SPECIAL_DAY",
    "TARGET",
    "leads",
    "owed_bodies",
]
