"""Who may see notices, choose how to get them, and look into the log of mails."""

from __future__ import annotations

from django.db.models import Q

from giaoban.core.enums import Reach, Role
from giaoban.core.policies import Actor, Policy, everybody, only, register
from giaoban.notices.models import Mail, Notice, Preference


def _told(by: Actor) -> Q:
    return Q(person_id=by.pk)


NOTICES = register(
    Policy(Notice, {"view": everybody(Reach.OWN), "see": everybody(Reach.OWN)}, own=_told)
)
PREFERENCES = register(
    Policy(Preference, {"view": everybody(Reach.OWN), "choose": everybody(Reach.OWN)}, own=_told)
)
MAILS = register(
    Policy(
        Mail,
        {
            "view": only(Role.AUDITOR, Role.ADMINISTRATOR),
            "retry": only(Role.ADMINISTRATOR),
        },
    )
)
