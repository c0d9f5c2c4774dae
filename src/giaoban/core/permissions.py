"""Who may see the audit trail; what each person keeps for themselves."""

from __future__ import annotations

from django.db.models import Q

from giaoban.core.enums import Reach, Role
from giaoban.core.models import AuditEntry, SavedFilter
from giaoban.core.policies import Actor, Policy, everybody, only, register

TRAIL = register(Policy(AuditEntry, {"view": only(Role.AUDITOR, Role.ADMINISTRATOR)}))


def _kept_by(by: Actor) -> Q:
    return Q(user_id=by.pk)


SAVED_FILTERS = register(
    Policy(
        SavedFilter,
        {"view": everybody(Reach.OWN), "keep": everybody(Reach.OWN)},
        own=_kept_by,
    )
)
