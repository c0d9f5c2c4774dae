"""What the interface shows elsewhere: the tokens' line in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation
from giaoban.core.enums import Role


def register() -> None:
    """Make it known to the core; called once when Django starts."""
    navigation.add(
        navigation.Entry(
            "system",
            60,
            _("Mã kết nối"),
            "api:tokens",
            "lock",
            roles=frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.FOCAL_POINT}),
        )
    )
