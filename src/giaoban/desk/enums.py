"""The words of the reading desk."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FindingKind(models.TextChoices):
    """What was found in the text."""

    CITATION = "citation", _("Văn bản được viện dẫn")
    RELATION = "relation", _("Quan hệ văn bản")
    TASK = "task", _("Nhiệm vụ")
    BODY = "body", pgettext_lazy("nhiều", "Cơ quan")
    PERSON = "person", _("Cán bộ")
    DATE = "date", pgettext_lazy("nhiều", "Thời gian")
    FIGURE = "figure", _("Số liệu")
    EVENT = "event", _("Hội nghị")


class FindingState(models.TextChoices):
    """What a person decided about it."""

    WAITING = "waiting", _("Chờ xem")
    ACCEPTED = "accepted", _("Đã nhận")
    DISMISSED = "dismissed", _("Đã bỏ")
    REPLACED = "replaced", _("Đã tách, gộp")


class Origin(models.TextChoices):
    """Who found it."""

    READER = "reader", _("máy đọc")
    HAND = "hand", _("thêm bằng tay")
