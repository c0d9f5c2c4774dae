"""Who may do what to accounts and handovers."""

from __future__ import annotations

from django.db.models import Q

from giaoban.accounts.models import Handover, User
from giaoban.core.enums import Reach, Role
from giaoban.core.policies import Actor, Policy, everybody, only, register

_ADMINISTRATOR = only(Role.ADMINISTRATOR)


def _oneself(by: Actor) -> Q:
    return Q(pk=by.pk)


def _involved(by: Actor) -> Q:
    return Q(from_user_id=by.pk) | Q(to_user_id=by.pk)


USER = register(
    Policy(
        User,
        {
            "view": everybody(Reach.OWN) | only(Role.ADMINISTRATOR, Role.AUDITOR),
            "list": only(Role.ADMINISTRATOR, Role.AUDITOR),
            "add": _ADMINISTRATOR,
            "edit": _ADMINISTRATOR,
            "edit_self": everybody(Reach.OWN),
        },
        own=_oneself,
    )
)
HANDOVER = register(
    Policy(
        Handover,
        {
            "view": everybody(Reach.OWN) | only(Role.ADMINISTRATOR, Role.AUDITOR),
            "add": _ADMINISTRATOR,
        },
        own=_involved,
    )
)
