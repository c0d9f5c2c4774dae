"""Who may do what to closings, their lines and the corrections of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from giaoban.core.enums import Role
from giaoban.core.errors import NotAllowed
from giaoban.core.policies import Actor, Policy, only, register
from giaoban.reporting.models import Amendment, ClosedLine, Closing

if TYPE_CHECKING:
    from giaoban.reporting.models import Period


def _leading(by: Actor) -> Q:
    """Own the closings of the blocs that the person's body leads."""
    if by.role != Role.LEADER or by.body_id is None:
        return Q(pk__in=())
    return Q(period__calendar__bloc__lead_id=by.body_id)


def _own_line(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    own = Q(body_id=by.body_id)
    if by.role != Role.LEADER:
        return own
    return own | Q(closing__period__calendar__bloc__lead_id=by.body_id)


def _own_amendment(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    return Q(line__in=ClosedLine.objects.filter(_own_line(by)))


_SEEN = only(Role.COORDINATOR, Role.AUDITOR, own=(Role.FOCAL_POINT, Role.LEADER))
_OFFICE = only(Role.COORDINATOR, own=(Role.LEADER,))

# A closing shows nothing but figures of lines; which lines somebody sees is asked of these.
CLOSING = register(
    Policy(
        Closing,
        {
            "view": only(Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER),
            "overview": only(Role.COORDINATOR, Role.AUDITOR, own=(Role.LEADER,)),
            "close": _OFFICE,
            "undo": _OFFICE,
            "amend": _OFFICE,
            "export": only(Role.COORDINATOR),
        },
        own=_leading,
    )
)
CLOSED_LINE = register(Policy(ClosedLine, {"view": _SEEN}, own=_own_line))
AMENDMENT = register(Policy(Amendment, {"view": _SEEN}, own=_own_amendment))


def may_close(by: Actor, period: Period) -> bool:
    """Tell whether the person may close the period: the office, or a leader of its lead body."""
    if not CLOSING.may(by, "close"):
        return False
    return by.role != Role.LEADER or period.calendar.bloc.lead_id == by.body_id


def require_close(by: Actor, period: Period) -> None:
    """Raise NotAllowed unless the person may close the period."""
    if not may_close(by, period):
        raise NotAllowed(f"{by.role} may not close {period}")
