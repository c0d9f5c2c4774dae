"""The words of tasks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Part(models.TextChoices):
    """What a body is to a task."""

    LEAD = "lead", _("Chủ trì")
    COOPERATING = "cooperating", _("Phối hợp")


class TaskKind(models.TextChoices):
    """What a task asks for."""

    CARRY_OUT = "carry_out", _("Thực hiện")
    REPORT = "report", _("Báo cáo")
    COMMENT = "comment", _("Góp ý")
    APPRAISE = "appraise", _("Thẩm định")
    INFORMATION = "information", _("Để biết")


class Rhythm(models.TextChoices):
    """How often a task comes back."""

    ONE_OFF = "one_off", _("Một lần")
    RECURRING = "recurring", _("Định kỳ")
    STANDING = "standing", _("Thường xuyên")


class Every(models.TextChoices):
    """The period of a recurring task."""

    MONTH = "month", _("Hằng tháng")
    QUARTER = "quarter", _("Hằng quý")
    HALF_YEAR = "half_year", _("Sáu tháng một lần")
    YEAR = "year", _("Hằng năm")


class TaskState(models.TextChoices):
    """Where a task stands; ``work.states`` tells which act leads from one to another."""

    DRAFT = "draft", _("Dự thảo")
    ASSIGNED = "assigned", _("Mới giao")
    DECLINED = "declined", _("Cơ quan đề nghị xem lại")
    ACCEPTED = "accepted", _("Đã nhận")
    IN_PROGRESS = "in_progress", _("Đang thực hiện")
    SUBMITTED = "submitted", _("Chờ kiểm chứng")
    SENT_BACK = "sent_back", _("Trả lại để bổ sung")
    VERIFIED = "verified", _("Đã kiểm chứng")
    CLOSED = "closed", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Đã hủy")
    SUPERSEDED = "superseded", _("Đã thay thế")
    WITHDRAWN = "withdrawn", _("Đã rút")


class Timeliness(models.TextChoices):
    """How a task stands to its deadlines; derived from days, never typed."""

    ON_TIME = "on_time", _("Đúng hạn")
    NO_FAULT = "no_fault", _("Chậm do khách quan")
    LATE = "late", _("Chậm hạn")
    OPEN = "open", _("Còn trong hạn")
    UNDATED = "undated", _("Không có hạn")


class Outcome(models.TextChoices):
    """What was decided of something that was asked or sent in."""

    WAITING = "waiting", _("Chờ xem")
    GRANTED = "granted", _("Đồng ý")
    REFUSED = "refused", _("Không đồng ý")
    RECALLED = "recalled", _("Đã rút lại")


class Who(models.TextChoices):
    """Whose an act on a task is; ``work.permissions`` tells which roles these are."""

    OFFICE = "office", _("Chuyên viên tổng hợp")
    LEAD = "lead", _("Đầu mối cơ quan chủ trì")
    LEAD_OR_OFFICE = "lead_or_office", _("Đầu mối cơ quan chủ trì; chuyên viên tổng hợp làm thay")
    COOPERATING_OR_OFFICE = (
        "cooperating_or_office",
        _("Đầu mối cơ quan phối hợp; chuyên viên tổng hợp làm thay"),
    )
    TAKING_PART = "taking_part", _("Đầu mối cơ quan chủ trì hoặc phối hợp")
    TAKING_PART_OR_OFFICE = (
        "taking_part_or_office",
        _("Đầu mối cơ quan chủ trì hoặc phối hợp; chuyên viên tổng hợp làm thay"),
    )
    VERIFIER = "verifier", _("Chuyên viên tổng hợp hoặc lãnh đạo cơ quan chủ trì khối")


# --- follow-up and acts on many ----------------------------------------------------------------


class FollowUpKind(models.TextChoices):
    """What sort of follow-up an act is."""

    URGING = "urging", pgettext_lazy("đôn đốc", "Đôn đốc")
    INSPECTION = "inspection", _("Kiểm tra")
    SUPERVISION = "supervision", pgettext_lazy("đôn đốc", "Giám sát")
    SURVEY = "survey", _("Khảo sát")


class FollowUpState(models.TextChoices):
    """Where a follow-up stands; ``work.followup_states`` tells what leads from one to another."""

    DRAFTED = "drafted", _("Đang soạn")
    SENT = "sent", _("Đã gửi, chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời đủ")
    UNANSWERED = "unanswered", _("Không trả lời đủ")
    PLANNED = "planned", _("Đã lên lịch")
    UNDER_WAY = "under_way", _("Đang tiến hành")
    CONCLUDED = "concluded", _("Đã kết luận")
    CANCELLED = "cancelled", _("Đã hủy")


class FindingKind(models.TextChoices):
    """What a finding says of a body."""

    STRENGTH = "strength", _("Ưu điểm")
    SHORTCOMING = "shortcoming", _("Hạn chế")
    VIOLATION = "violation", _("Vi phạm")


class BulkActKind(models.TextChoices):
    """What can be done to many tasks at once."""

    FOLLOWER = "follower", _("Phân công người theo dõi")
    FIELD = "field", _("Gán lĩnh vực")
    CLOSE = "close", _("Kết thúc nhiệm vụ đã kiểm chứng")
    CANCEL = "cancel", _("Hủy nhiệm vụ")
    URGE = "urge", _("Đôn đốc")
