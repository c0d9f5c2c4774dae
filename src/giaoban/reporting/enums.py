"""The words of reporting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodKind(models.TextChoices):
    """How long a period of reporting lasts."""

    MONTH = "month", _("Tháng")
    QUARTER = "quarter", _("Quý")
    HALF_YEAR = "half_year", _("6 tháng")
    YEAR = "year", _("Năm")
    FREE = "free", _("Tự đặt")


class PeriodState(models.TextChoices):
    """Whether figures of a period may still move."""

    OPEN = "open", _("Đang mở")
    CLOSED = "closed", _("Đã chốt")


class DayKind(models.TextChoices):
    """What a decision makes of a day."""

    OFF = "off", _("Nghỉ")
    WORKING = "working", _("Làm bù")


class ReportState(models.TextChoices):
    """Where a report stands; "not yet due", "due" and "overdue" are read off the day."""

    OPEN = "open", _("Chưa gửi")
    SUBMITTED = "submitted", _("Đã gửi")
    SENT_BACK = "sent_back", _("Trả lại để bổ sung")
    ACCEPTED = "accepted", _("Đã nhận")


class Standing(models.TextChoices):
    """How a report stands on a day; the first three are derived, never stored."""

    NOT_YET_DUE = "not_yet_due", _("Chưa đến kỳ")
    DUE = "due", _("Đến kỳ")
    OVERDUE = "overdue", _("Quá hạn")
    SUBMITTED = "submitted", _("Đã gửi")
    SENT_BACK = "sent_back", _("Trả lại để bổ sung")
    ACCEPTED = "accepted", _("Đã nhận")


class Judgement(models.TextChoices):
    """What is thought of a report's substance, apart from its state."""

    NONE = "", _("Chưa đánh giá")
    GOOD = "good", _("Tốt")
    FAIR = "fair", _("Đạt")
    POOR = "poor", _("Chưa đạt")


class RowKind(models.TextChoices):
    """What a row of a report is about."""

    CARRIED = "carried", _("Nhiệm vụ chuyển sang")
    TASK = "task", _("Nhiệm vụ trong kỳ")
    DIRECTIVE = "directive", _("Văn bản cần có kế hoạch")
    INDICATOR = "indicator", _("Chỉ tiêu")
    NARRATIVE = "narrative", _("Thuyết minh")


class Aspect(models.TextChoices):
    """What a narrative tells of a field."""

    RESULTS = "results", _("Kết quả")
    SHORTCOMINGS = "shortcomings", _("Hạn chế")
    CAUSES = "causes", _("Nguyên nhân")
    PROPOSALS = "proposals", _("Kiến nghị, đề xuất")


class Combination(models.TextChoices):
    """How values come together over periods, or over bodies."""

    SUM = "sum", _("Tổng")
    MEAN = "mean", _("Trung bình")
    MAXIMUM = "maximum", _("Lớn nhất")
    LATEST = "latest", _("Mới nhất")
    RATIO = "ratio", _("Tỷ lệ Σ/Σ")


class Direction(models.TextChoices):
    """Which way an indicator should go."""

    UP = "up", _("Càng cao càng tốt")
    DOWN = "down", _("Càng thấp càng tốt")
    NEITHER = "neither", _("Không xét")


class LineKind(models.TextChoices):
    """What a frozen line is about: a row of a report, or the report itself."""

    REPORT = "report", _("Báo cáo của cơ quan")
    CARRIED = "carried", _("Nhiệm vụ chuyển sang")
    TASK = "task", _("Nhiệm vụ trong kỳ")
    DIRECTIVE = "directive", _("Văn bản cần có kế hoạch")
    INDICATOR = "indicator", _("Chỉ tiêu")
    NARRATIVE = "narrative", _("Thuyết minh")


class ProposalState(models.TextChoices):
    """What became of something that was read in a body's file."""

    WAITING = "waiting", _("Chờ xem")
    TAKEN = "taken", _("Đã nhận")
    DISMISSED = "dismissed", _("Đã bỏ")
