"""What acts of links and of what comes in by file are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "reporting.link_made": _("tạo đường dẫn báo cáo"),
    "reporting.link_sent": _("gửi đường dẫn báo cáo qua thư"),
    "reporting.link_used": _("mở báo cáo bằng đường dẫn"),
    "reporting.link_left": _("đóng báo cáo mở bằng đường dẫn"),
    "reporting.link_withdrawn": _("thu hồi đường dẫn báo cáo"),
    "reporting.file_received": _("nộp tệp báo cáo"),
    "reporting.file_read": _("đọc xong tệp báo cáo"),
    "reporting.proposal_taken": _("nhận một đề xuất đọc từ tệp báo cáo"),
    "reporting.proposal_dismissed": _("bỏ một đề xuất đọc từ tệp báo cáo"),
}
