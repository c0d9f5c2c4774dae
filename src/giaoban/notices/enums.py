"""The words of notices and mails."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailKind(models.TextChoices):
    """Why a mail goes out."""

    DIGEST = "digest", _("Thư trong ngày")
    URGENT = "urgent", _("Thư khẩn")


class MailState(models.TextChoices):
    """Where a mail stands.

    waiting → sending → sent; back to waiting where the server refused for now, failed where it
    refused for good; merged where the next day's mail took its notices over, withheld where the
    person may not get mail any more.
    """

    WAITING = "waiting", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    MERGED = "merged", _("Gộp vào thư sau")
    WITHHELD = "withheld", _("Không gửi nữa")
