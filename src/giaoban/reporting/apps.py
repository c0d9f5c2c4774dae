"""Tell Django of the app, and the core what it shows there."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """Register the app."""

    name = "giaoban.reporting"
    label = "reporting"
    verbose_name = _("Báo cáo")
