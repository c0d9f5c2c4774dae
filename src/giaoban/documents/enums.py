"""The words of papers received."""

from __future__ import annotations

from django.db import models
from django.utils import translation
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


class PaperKind(models.TextChoices):
    """What a paper or a directive is (loại văn bản); the values are those of the reader."""

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

    @property
    def written(self) -> str:
        """The kind as papers have it, whatever language the person reads."""
        with translation.override("vi"):
            return str(self.label)
