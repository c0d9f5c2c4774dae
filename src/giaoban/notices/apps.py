"""Tell Django of the app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class NoticesConfig(AppConfig):
    """Register the app."""

    name = "giaoban.notices"
    label = "notices"
    verbose_name = pgettext_lazy("nhiều", "Thông báo")

    def ready(self) -> None:
        """Add the pages to the navigation, the round to the periodic work."""
        import_module("giaoban.notices.entries").register()
