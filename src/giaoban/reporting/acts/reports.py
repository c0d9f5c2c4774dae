"""What acts on bodies' reports are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "reporting.open": _("mở báo cáo của cơ quan"),
    "reporting.refresh": _("bổ sung dòng của báo cáo"),
    "reporting.save": _("ghi vào báo cáo"),
    "reporting.submit": _("gửi báo cáo"),
    "reporting.recall": _("rút báo cáo đã gửi"),
    "reporting.send_back": _("trả lại báo cáo"),
    "reporting.accept": _("nhận báo cáo"),
    "reporting.reopen": _("mở lại báo cáo đã nhận"),
    "reporting.judge": _("đánh giá nội dung báo cáo"),
}
