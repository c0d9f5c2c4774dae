"""Tell Django of the app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Register the app."""

    name = "giaoban.core"
    label = "core"
    verbose_name = _("Hệ thống")

    def ready(self) -> None:
        """Make known what the core itself shows; the models are there only now."""
        import_module("giaoban.core.entries").register()
