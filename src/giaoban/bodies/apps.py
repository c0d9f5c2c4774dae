"""Tell Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Register the app."""

    name = "giaoban.bodies"
    label = "bodies"
