"""What acts on tasks are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "work.confirm": _("ghi nhiệm vụ"),
    "work.change": _("sửa nhiệm vụ"),
    "work.withdraw": _("rút nhiệm vụ"),
    "work.restore": _("đưa nhiệm vụ trở lại"),
}
