"""Tell Django of the app, and the core what it shows there."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Register the app."""

    name = "giaoban.api"
    label = "api"
    verbose_name = _("Kết nối phần mềm")

    def ready(self) -> None:
        """Add the tokens to the navigation."""
        import_module("giaoban.api.entries").register()
