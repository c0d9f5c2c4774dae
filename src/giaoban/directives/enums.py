"""The words of directives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RelationKind(models.TextChoices):
    """How two directives belong together; the label is the active one."""

    REVIEWS = "reviews", _("tổng kết, sơ kết")
    IMPLEMENTS = "implements", _("thực hiện")
    CONTINUES = "continues", _("tiếp tục thực hiện")
    BASED_ON = "based_on", _("căn cứ")
    GUIDES = "guides", _("quy định chi tiết, hướng dẫn")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    REPLACES = "replaces", _("thay thế")
    ISSUED_WITH = "issued_with", _("ban hành kèm theo")


class MilestoneSource(models.TextChoices):
    """Where a review milestone comes from."""

    READ = "read", _("đọc từ văn bản")
    RULE = "rule", _("theo quy tắc")
    HAND = "hand", _("nhập tay")


class MilestoneState(models.TextChoices):
    """Where a review milestone stands."""

    AHEAD = "ahead", _("Chưa tổ chức")
    DONE = "done", _("Đã tổ chức")
    CANCELLED = "cancelled", _("Không tổ chức")
