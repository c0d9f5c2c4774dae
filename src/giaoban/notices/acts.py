"""What acts on notices are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "notices.choose": _("chọn cách nhận thông báo"),
    "notices.retry": _("gửi lại thư"),
}
