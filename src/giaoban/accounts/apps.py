"""Tell Django of the app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register the app."""

    name = "giaoban.accounts"
    label = "accounts"
