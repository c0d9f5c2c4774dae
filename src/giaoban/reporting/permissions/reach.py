"""How far reporting reaches: the office sees all, a body its own, a leading body's leader all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.bodies.models import Bloc
from giaoban.core.enums import Role
from giaoban.core.policies import only

if TYPE_CHECKING:
    from giaoban.core.policies import Actor

SEEN = only(Role.COORDINATOR, Role.AUDITOR, own=(Role.FOCAL_POINT, Role.LEADER))
OFFICE = only(Role.COORDINATOR)
FILLED = only(Role.COORDINATOR, own=(Role.FOCAL_POINT,))


def leads(by: Actor) -> bool:
    """Tell whether the person is a leader of a lead body, who sees the whole bloc."""
    if by.role != Role.LEADER or by.body_id is None:
        return False
    return Bloc.objects.filter(lead_id=by.body_id).exists()
