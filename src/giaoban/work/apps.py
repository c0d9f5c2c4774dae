"""Tell Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Register the app."""

    name = "giaoban.work"
    label = "work"
