"""What acts of closing are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "reporting.closing.close": _("chốt kỳ báo cáo"),
    "reporting.closing.undo": _("hủy chốt kỳ báo cáo"),
    "reporting.closing.amend": _("đính chính số liệu đã chốt"),
    "reporting.closing.export": _("xuất dữ liệu gửi cấp trên"),
}
