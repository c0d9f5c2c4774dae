"""Periods, reports, indicators, and what is frozen of them."""

from giaoban.reporting.models.closing import Amendment, ClosedLine, Closing
from giaoban.reporting.models.indicators import Indicator, IndicatorValue, Target
from giaoban.reporting.models.intake import Proposal, ReportFile
from giaoban.reporting.models.periods import Calendar, Period, SpecialDay
from giaoban.reporting.models.reports import AccessLink, LinkSession, Report, ReportRow

__all__ = [
    "AccessLink",
    "Amendment",
    "Calendar",
    "ClosedLine",
    "Closing",
    "Indicator",
    "IndicatorValue",
    "LinkSession",
    "Period",
    "Proposal",
    "Report",
    "ReportFile",
    "ReportRow",
    "SpecialDay",
    "Target",
]
