"""What acts at the reading desk are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "desk.collect": _("lập phiếu từ lần đọc"),
    "desk.accept": _("nhận phiếu"),
    "desk.mend": _("sửa và nhận phiếu"),
    "desk.dismiss": _("bỏ phiếu"),
    "desk.add": _("thêm phiếu"),
    "desk.split": _("tách phiếu"),
    "desk.merge": _("gộp phiếu"),
    "desk.accept_many": _("nhận nhiều phiếu"),
    "desk.undo": _("hoàn tác"),
}
