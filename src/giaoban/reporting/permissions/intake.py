"""Who may do what to links."""

from __future__ import annotations

from giaoban.core.enums import Role
from giaoban.core.policies import Policy, only, register
from giaoban.reporting.models import AccessLink, LinkSession
from giaoban.reporting.permissions.reach import OFFICE

_WATCHED = only(Role.COORDINATOR, Role.AUDITOR)

LINK = register(Policy(AccessLink, {"view": _WATCHED, "make": OFFICE, "withdraw": OFFICE}))
LINK_SESSION = register(Policy(LinkSession, {"view": _WATCHED}))
