"""Tell Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Register the app."""

    name = "giaoban.directives"
    label = "directives"
