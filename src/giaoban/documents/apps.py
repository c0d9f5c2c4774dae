"""Tell Django of the app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Register the app."""

    name = "giaoban.documents"
    label = "documents"

    def ready(self) -> None:
        """Tell the site of the app's pages, now that models may be imported."""
        import_module("giaoban.documents.entries").register()
