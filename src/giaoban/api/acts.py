"""What acts on tokens are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "token.issue": _("cấp mã kết nối"),
    "token.withdraw": _("thu hồi mã kết nối"),
}
