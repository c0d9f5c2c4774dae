"""Tell Django of the app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register the app."""

    name = "giaoban.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Make known to the core what this app has; the models are there only now."""
        import_module("giaoban.accounts.entries").register()
        import_module("giaoban.accounts.trail").connect()
