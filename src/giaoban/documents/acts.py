"""What acts on papers received are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "documents.received": _("nhận văn bản"),
    "documents.read": _("đọc văn bản"),
    "documents.edited": _("sửa sổ văn bản đến"),
    "documents.given": _("giao văn bản cho người khác xử lý"),
    "documents.secrecy_overruled": _("bác cảnh báo dấu mật"),
}
