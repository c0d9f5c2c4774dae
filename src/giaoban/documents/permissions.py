"""Who may do what to papers received, and to the batches in which they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from giaoban.bodies.models import Bloc
from giaoban.core import policies
from giaoban.core.enums import Role
from giaoban.core.policies import Policy, only
from giaoban.documents.models import Batch, Document

if TYPE_CHECKING:
    from giaoban.core.policies import Actor


def of_own_body(by: Actor) -> Q:
    """Own the papers of one's body; a leader of the lead body owns all."""
    if by.body_id is None:
        return Q(pk__in=())
    if by.role == Role.LEADER and Bloc.objects.filter(lead_id=by.body_id).exists():
        return Q()
    return Q(body_id=by.body_id)


def brought_in(by: Actor) -> Q:
    """Own the batches that one brought in."""
    return Q(owner_id=by.pk)


DOCUMENTS = policies.register(
    Policy(
        Document,
        acts={
            "view": only(Role.COORDINATOR, Role.AUDITOR, own=(Role.FOCAL_POINT, Role.LEADER)),
            "receive": only(Role.COORDINATOR),
            "edit": only(Role.COORDINATOR),
            "read": only(Role.COORDINATOR),
            "confirm": only(Role.COORDINATOR),
        },
        own=of_own_body,
    )
)

BATCHES = policies.register(
    Policy(Batch, acts={"view": only(Role.AUDITOR, own=(Role.COORDINATOR,))}, own=brought_in)
)
