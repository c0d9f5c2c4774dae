"""Who may do what to the frozen quarter."""

from __future__ import annotations

from django.db.models import Q

from giaoban.core.enums import Role
from giaoban.core.policies import Actor, Policy, everybody, register
from giaoban.reporting.models import Amendment, ClosedLine, Closing
from giaoban.reporting.permissions.reach import OFFICE, SEEN, leads


def _own_line(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    return Q() if leads(by) else Q(body_id=by.body_id)


def _own_amendment(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    return Q() if leads(by) else Q(line__body_id=by.body_id)


CLOSING = register(
    Policy(
        Closing,
        {"view": everybody(but=(Role.PUBLISHER,)), "close": OFFICE, "undo": OFFICE},
    )
)
CLOSED_LINE = register(Policy(ClosedLine, {"view": SEEN, "amend": OFFICE}, own=_own_line))
AMENDMENT = register(Policy(Amendment, {"view": SEEN}, own=_own_amendment))
