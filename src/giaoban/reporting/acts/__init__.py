"""What acts of reporting are called in the trail, by area."""

from __future__ import annotations

from giaoban.reporting.acts import closing, indicators, intake, periods, reports

NAMES = {
    **periods.NAMES,
    **reports.NAMES,
    **indicators.NAMES,
    **intake.NAMES,
    **closing.NAMES,
}
