"""Tell Django of the app, and the core what it shows there."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    """Register the app."""

    name = "giaoban.work"
    label = "work"
    verbose_name = _("Nhiệm vụ")

    def ready(self) -> None:
        """Add tasks to the navigation, to search, to the home page and to lower pages."""
        import_module("giaoban.work.entries").register()
        import_module("giaoban.work.followup_entries").register()
        import_module("giaoban.work.succession_entries").register()
