"""Addresses of reporting; each area has its own list."""

from __future__ import annotations

from giaoban.reporting.urls import closing, indicators, intake, periods, reports

app_name = "reporting"

urlpatterns = [
    *reports.urlpatterns,
    *periods.urlpatterns,
    *indicators.urlpatterns,
    *intake.urlpatterns,
    *closing.urlpatterns,
]
