"""What acts on bodies and people are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "body.add": _("thêm cơ quan"),
    "body.edit": _("sửa cơ quan"),
    "body.edit_contact": _("sửa thông tin liên hệ của cơ quan"),
    "body.rename": _("đổi tên cơ quan"),
    "body.merge": _("sáp nhập cơ quan"),
    "body.split": _("chia, tách cơ quan"),
    "body.dissolve": _("giải thể cơ quan"),
    "reorganisation.undo": _("hoàn tác việc sắp xếp cơ quan"),
    "bloc.add": _("lập khối"),
    "bloc.edit": _("sửa khối"),
    "body_class.add": _("thêm nhóm cơ quan"),
    "body_class.edit": _("sửa nhóm cơ quan"),
    "person.add": _("thêm cán bộ"),
    "person.edit": _("sửa cán bộ"),
}
