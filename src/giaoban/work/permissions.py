"""Who may do what to tasks."""

from __future__ import annotations

from django.db.models import Q

from giaoban.bodies.models import Bloc
from giaoban.core import unchanged
from giaoban.core.enums import Role
from giaoban.core.policies import Actor, Policy, only, register
from giaoban.work.models import Assignment, Task


def own(by: Actor) -> Q:
    """Return the tasks in which the person's body has a part; all for a leader of the lead body."""
    if by.body_id is None:
        return Q(pk__in=())
    if by.role == Role.LEADER and unchanged.count(Bloc.objects.filter(lead_id=by.body_id)):
        return Q()
    return Q(pk__in=Assignment.objects.filter(body_id=by.body_id).values("task_id"))


_SEEN = only(Role.COORDINATOR, Role.AUDITOR, own=(Role.FOCAL_POINT, Role.LEADER))

tasks = register(
    Policy(
        Task,
        {
            "view": _SEEN,
            "confirm": only(Role.COORDINATOR),
            "change": only(Role.COORDINATOR),
            "withdraw": only(Role.COORDINATOR),
        },
        own,
    )
)
