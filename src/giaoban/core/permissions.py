"""Who may see the audit trail: who watches over the office, and who runs the installation."""

from __future__ import annotations

from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry
from giaoban.core.policies import Policy, only, register

TRAIL = register(Policy(AuditEntry, {"view": only(Role.AUDITOR, Role.ADMINISTRATOR)}))
