"""Who may do what to links."""

from __future__ import annotations

from giaoban.core.enums import Role
from giaoban.core.policies import Policy, only, register
from giaoban.reporting.models import AccessLink

LINKS = register(
    Policy(
        AccessLink,
        {
            "view": only(Role.COORDINATOR, Role.AUDITOR),
            "make": only(Role.COORDINATOR),
            "withdraw": only(Role.COORDINATOR),
        },
    )
)
