"""Tell Django of the app, and the core what it shows there."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """Register the app."""

    name = "giaoban.reporting"
    label = "reporting"
    verbose_name = _("Báo cáo")

    def ready(self) -> None:
        """Add reports to the navigation, the home page and the pages of lower apps."""
        import_module("giaoban.reporting.entries").register()
