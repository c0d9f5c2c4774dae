"""Tell Django of the app, and the core what it shows there."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectivesConfig(AppConfig):
    """Register the app."""

    name = "giaoban.directives"
    label = "directives"
    verbose_name = _("Văn bản chỉ đạo")

    def ready(self) -> None:
        """Add the register to the navigation, to search and to the home page."""
        import_module("giaoban.directives.entries").register()
