"""Tell Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Register the app."""

    name = "giaoban.documents"
    label = "documents"
