"""What acts on indicators are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "reporting.indicator.define": _("lập chỉ tiêu"),
    "reporting.indicator.change": _("sửa chỉ tiêu"),
    "reporting.indicator.retire": _("ngừng dùng chỉ tiêu"),
    "reporting.indicator.revive": _("dùng lại chỉ tiêu"),
    "reporting.indicator.aim": _("đặt mục tiêu của chỉ tiêu"),
    "reporting.indicator.drop_aim": _("bỏ mục tiêu của chỉ tiêu"),
    "reporting.indicator.copy_aims": _("lấy mục tiêu của năm trước"),
    "reporting.indicator.record": _("ghi số liệu chỉ tiêu"),
    "reporting.indicator.store": _("chốt số liệu tự động"),
}
