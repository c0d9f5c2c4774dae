"""Who may give tokens, and see them."""

from __future__ import annotations

from django.db.models import Q

from giaoban.api.models import Answered, Token
from giaoban.core.enums import Role
from giaoban.core.policies import Actor, Policy, only, register


def of_own_body(by: Actor) -> Q:
    """Own the tokens of one's body."""
    return Q(pk__in=()) if by.body_id is None else Q(body_id=by.body_id)


_OFFICE = only(Role.COORDINATOR, Role.ADMINISTRATOR)

TOKEN = register(
    Policy(
        Token,
        {
            "view": only(
                Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR, own=(Role.FOCAL_POINT,)
            ),
            "issue": _OFFICE,
            "withdraw": only(Role.COORDINATOR, Role.ADMINISTRATOR, own=(Role.FOCAL_POINT,)),
        },
        own=of_own_body,
    )
)
# What was answered is for the program that asked; no person has a page of it.
ANSWERED = register(Policy(Answered, {"view": only()}))
