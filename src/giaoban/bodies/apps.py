"""Tell Django of the app, and the core what it shows there."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    """Register the app."""

    name = "giaoban.bodies"
    label = "bodies"
    verbose_name = _("Cơ quan")

    def ready(self) -> None:
        """Add bodies and people to the navigation and to search."""
        import_module("giaoban.bodies.doors").open_all()
