"""The words of tasks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """What a body is to a task."""

    LEAD = "lead", _("Chủ trì")
    COOPERATING = "cooperating", _("Phối hợp")


class TaskState(models.TextChoices):
    """Where a task stands; the quarter's life of tasks adds to these."""

    OPEN = "open", _("Đang thực hiện")
    WITHDRAWN = "withdrawn", _("Đã rút")
