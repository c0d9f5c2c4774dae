"""What the details of acts on accounts mean in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from giaoban.accounts import handover
from giaoban.accounts.models import User
from giaoban.core.meanings import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning

LANGUAGES = {"vi": _("tiếng Việt"), "en": _("tiếng Anh")}
SECOND_STEPS = {
    "totp": _("ứng dụng tạo mã"),
    "recovery_codes": _("mã dự phòng"),
    "webauthn": _("khóa bảo mật"),
}


def _moved(counts: Mapping[str, Any]) -> str:
    """Say how much of each sort of work was handed over."""
    labels = {each.key: str(each.label) for each in handover.movers()}
    return "; ".join(f"{labels.get(key, key)}: {n}" for key, n in counts.items())


MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    EVERYWHERE: {"user": User},
    "accounts.user": {"kind": SECOND_STEPS},
    "accounts.handover": {"from": User, "to": User, "moved": _moved},
    "core.savedfilter": {"to": User},
    "user.choose_language": {"before": LANGUAGES, "after": LANGUAGES},
}
