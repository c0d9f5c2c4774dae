"""Who may do what to the frozen quarter."""

from __future__ import annotations

from django.db.models import Q

from giaoban.core.enums import Role
from giaoban.core.errors import NotAllowed
from giaoban.core.policies import Actor, Policy, only, register
from giaoban.reporting.models import Amendment, ClosedLine, Closing
from giaoban.reporting.permissions.reach import OFFICE, SEEN, leads

_DECIDES = only(Role.COORDINATOR, own=(Role.LEADER,))


def _leading(by: Actor) -> Q:
    return Q() if leads(by) else Q(pk__in=())


def _own_line(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    return Q() if leads(by) else Q(body_id=by.body_id)


def _own_amendment(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    return Q() if leads(by) else Q(line__body_id=by.body_id)


# A closing shows figures of lines and nothing else; which lines somebody sees is asked of these.
CLOSING = register(
    Policy(
        Closing,
        {
            "view": only(Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER),
            "overview": only(Role.COORDINATOR, Role.AUDITOR, own=(Role.LEADER,)),
            "close": _DECIDES,
            "undo": _DECIDES,
            "amend": _DECIDES,
            "export": OFFICE,
        },
        own=_leading,
    )
)
CLOSED_LINE = register(Policy(ClosedLine, {"view": SEEN}, own=_own_line))
AMENDMENT = register(Policy(Amendment, {"view": SEEN}, own=_own_amendment))


def may_decide(by: Actor, act: str) -> bool:
    """Tell whether the person closes, undoes, amends: the office, or a leader of a lead body."""
    return CLOSING.may(by, act) and (by.role != Role.LEADER or leads(by))


def require_decide(by: Actor, act: str) -> None:
    """Raise NotAllowed unless the person may do this to closings."""
    if not may_decide(by, act):
        raise NotAllowed(f"{by.role} may not {act} periods")
