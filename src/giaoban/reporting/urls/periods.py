"""Addresses of calendars, periods and days off."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import periods

urlpatterns = [
    path("ky/", periods.PeriodList.as_view(), name="periods"),
    path("ky/<int:pk>/mo/", periods.OpenPeriod.as_view(), name="open"),
    path("lich/<int:pk>/lap-ky/", periods.Generate.as_view(), name="generate"),
]
