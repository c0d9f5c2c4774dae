"""Addresses of reporting."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import indicators

app_name = "reporting"

urlpatterns = [
    path("chi-tieu/", indicators.IndicatorList.as_view(), name="indicators"),
    path("chi-tieu/moi/", indicators.NewIndicator.as_view(), name="indicator_new"),
    path("chi-tieu/vi-du/", indicators.Demo.as_view(), name="indicator_demo"),
    path("chi-tieu/<int:pk>/", indicators.IndicatorRecord.as_view(), name="indicator"),
    path("chi-tieu/<int:pk>/sua/", indicators.ChangeIndicator.as_view(), name="indicator_change"),
    path("chi-tieu/<int:pk>/ngung/", indicators.Retire.as_view(), name="indicator_retire"),
    path("chi-tieu/<int:pk>/dung-lai/", indicators.Revive.as_view(), name="indicator_revive"),
]
