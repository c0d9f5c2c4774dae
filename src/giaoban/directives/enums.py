"""The words of directives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DirectiveKind(models.TextChoices):
    """What a directive is; the values are those of the reader."""

    CONSTITUTION = "constitution", _("Hiến pháp")
    CODE = "code", _("Bộ luật")
    LAW = "law", _("Luật")
    ORDINANCE = "ordinance", _("Pháp lệnh")
    RESOLUTION = "resolution", _("Nghị quyết")
    DECREE = "decree", _("Nghị định")
    DECISION = "decision", _("Quyết định")
    DIRECTIVE = "directive", _("Chỉ thị")
    CIRCULAR = "circular", _("Thông tư")
    JOINT_CIRCULAR = "joint_circular", _("Thông tư liên tịch")
    CONCLUSION = "conclusion", _("Kết luận")
    REGULATION = "regulation", _("Quy định")
    RULES = "rules", _("Quy chế")
    GUIDELINE = "guideline", _("Hướng dẫn")
    PLAN = "plan", _("Kế hoạch")
    PROGRAMME = "programme", _("Chương trình")
    PROJECT = "project", _("Đề án")
    REPORT = "report", _("Báo cáo")
    SUBMISSION = "submission", _("Tờ trình")
    OFFICIAL_LETTER = "official_letter", _("Công văn")
    NOTICE = "notice", _("Thông báo")
    TELEGRAM = "telegram", _("Công điện")
    CONSOLIDATED = "consolidated", _("Văn bản hợp nhất")
    CHARTER = "charter", _("Điều lệ")
    MINUTES = "minutes", _("Biên bản")
    STANDARD = "standard", _("Tiêu chuẩn, quy chuẩn")
    OTHER = "other", _("Văn bản khác")


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
