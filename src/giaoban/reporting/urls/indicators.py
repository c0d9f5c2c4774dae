"""Addresses of indicators."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import aims, figures, indicators, years

urlpatterns = [
    path("chi-tieu/", indicators.IndicatorList.as_view(), name="indicators"),
    path("chi-tieu/moi/", indicators.NewIndicator.as_view(), name="indicator_new"),
    path("chi-tieu/vi-du/", indicators.Demo.as_view(), name="indicator_demo"),
    path("chi-tieu/nhieu-nam/", years.Years.as_view(), name="indicator_years"),
    path("chi-tieu/<int:pk>/", indicators.IndicatorRecord.as_view(), name="indicator"),
    path("chi-tieu/<int:pk>/sua/", indicators.ChangeIndicator.as_view(), name="indicator_change"),
    path("chi-tieu/<int:pk>/ngung/", indicators.Retire.as_view(), name="indicator_retire"),
    path("chi-tieu/<int:pk>/dung-lai/", indicators.Revive.as_view(), name="indicator_revive"),
    path("chi-tieu/<int:pk>/muc-tieu/", aims.Aims.as_view(), name="indicator_aims"),
    path("chi-tieu/<int:pk>/muc-tieu/lay/", aims.CopyAims.as_view(), name="indicator_copy_aims"),
    path(
        "chi-tieu/<int:pk>/nhap/<int:period>/",
        figures.IndicatorEntry.as_view(),
        name="indicator_entry",
    ),
    path(
        "chi-tieu/co-quan/<int:pk>/<int:period>/",
        figures.BodyEntry.as_view(),
        name="indicator_body_entry",
    ),
    path(
        "chi-tieu/<int:pk>/dem/<int:period>/<int:body>/",
        figures.Counted.as_view(),
        name="indicator_counted",
    ),
]
