"""Addresses of calendars, periods and days off."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import calendars, periods

urlpatterns = [
    path("ky/", periods.PeriodList.as_view(), name="periods"),
    path("ky/<int:pk>/mo/", periods.OpenPeriod.as_view(), name="open"),
    path("ky/<int:pk>/sua/", calendars.PeriodEdit.as_view(), name="change_period"),
    path("lich/moi/", calendars.CalendarAdd.as_view(), name="add_calendar"),
    path("lich/<int:pk>/sua/", calendars.CalendarEdit.as_view(), name="change_calendar"),
    path("lich/<int:pk>/them-ky/", calendars.PeriodAdd.as_view(), name="add_period"),
    path("ngay-nghi/", calendars.Days.as_view(), name="days"),
    path("ngay-nghi/ghi/", calendars.SetDay.as_view(), name="set_day"),
    path("ngay-nghi/<int:pk>/bo/", calendars.DropDay.as_view(), name="drop_day"),
    path("lich/<int:pk>/lap-ky/", periods.Generate.as_view(), name="generate"),
]
