"""What reporting shows on other pages, by area."""

from __future__ import annotations

from giaoban.reporting.entries import closing, home, indicators, intake, periods, reports


def register() -> None:
    """Make it known to the core; called once when Django starts."""
    for area in (periods, reports, indicators, intake, closing, home):
        area.register()
