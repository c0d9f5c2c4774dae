"""Tell Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Register the app."""

    name = "giaoban.core"
    label = "core"
