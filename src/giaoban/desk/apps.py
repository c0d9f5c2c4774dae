"""Tell Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Register the app."""

    name = "giaoban.desk"
    label = "desk"
