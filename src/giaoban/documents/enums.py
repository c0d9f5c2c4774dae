"""The words of papers received."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentState(models.TextChoices):
    """How far the reading of a paper has come."""

    WAITING = "waiting", _("Chờ đọc")
    READING = "reading", _("Đang đọc")
    READ = "read", _("Đã đọc")
    FAILED = "failed", _("Không đọc được")


class Channel(models.TextChoices):
    """How a paper came in."""

    UPLOAD = "upload", _("Tải tệp lên")
    PASTE = "paste", _("Dán văn bản")
