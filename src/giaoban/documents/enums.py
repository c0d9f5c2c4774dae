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


class Outcome(models.TextChoices):
    """What became of one file of a batch."""

    NEW = "new", _("Đã nhận")
    KNOWN = "known", _("Đã có trong sổ")
    REFUSED = "refused", _("Không nhận")


class Urgency(models.TextChoices):
    """How a paper's answer stands on a day."""

    NONE = "none", _("Không phải trả lời")
    OPEN = "open", _("Chờ trả lời")
    LATE = "late", _("Quá hạn trả lời")
    ANSWERED = "answered", _("Đã trả lời")
