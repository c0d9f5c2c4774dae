"""Addresses of links and of the forms by which a report comes in."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import guest

app_name = "intake"
urlpatterns = [
    path("vao/", guest.Enter.as_view(), name="enter"),
    path("vao/<str:secret>/", guest.Landing.as_view(), name="landing"),
    path("cua-co-quan/roi/", guest.Leave.as_view(), name="leave"),
]
