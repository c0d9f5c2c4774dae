"""What acts on the register of directives are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "directives.register": _("vào sổ văn bản chỉ đạo"),
    "directives.fill_in": _("bổ sung thông tin văn bản"),
    "directives.change": _("sửa văn bản chỉ đạo"),
    "directives.unregister": _("rút văn bản khỏi sổ"),
    "directives.mention": _("ghi viện dẫn"),
    "directives.unmention": _("bỏ viện dẫn"),
    "directives.relate": _("ghi quan hệ văn bản"),
    "directives.unrelate": _("bỏ quan hệ văn bản"),
    "directives.set_milestone": _("đặt mốc sơ kết, tổng kết"),
    "directives.change_milestone": _("sửa mốc sơ kết, tổng kết"),
    "directives.set_rule": _("đặt quy tắc mốc"),
    "directives.drop_milestone": _("bỏ mốc sơ kết, tổng kết"),
    "directives.drop_rule": _("bỏ quy tắc mốc"),
}
