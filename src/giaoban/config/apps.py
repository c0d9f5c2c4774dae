"""Tell Django of the settings' own commands."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Register the commands that reach over all apps."""

    name = "giaoban.config"
    label = "config"
