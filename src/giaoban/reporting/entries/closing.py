"""What closings show on other pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation
from giaoban.core.enums import Role

_SEEN = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER})


def register() -> None:
    """Make it known to the core."""
    navigation.add(
        navigation.Entry("quarter", 60, _("Chốt kỳ"), "reporting:closings", "lock", roles=_SEEN)
    )
