"""What acts on calendars, periods and days off are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "reporting.calendar.add": _("lập lịch kỳ báo cáo"),
    "reporting.calendar.change": _("sửa lịch kỳ báo cáo"),
    "reporting.period.generate": _("lập các kỳ của năm"),
    "reporting.period.add": _("thêm kỳ báo cáo"),
    "reporting.period.change": _("sửa kỳ báo cáo"),
    "reporting.period.open": _("mở kỳ báo cáo"),
    "reporting.day.set": _("ghi ngày nghỉ, ngày làm bù"),
    "reporting.day.drop": _("bỏ ngày nghỉ, ngày làm bù"),
}
