"""Who may do what to bodies, people, blocs and classes."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from giaoban.bodies.models import (
    Bloc,
    Body,
    BodyClass,
    BodyName,
    BodyParent,
    Membership,
    Person,
    Post,
    Reorganisation,
    Succession,
)
from giaoban.core.enums import Role
from giaoban.core.policies import Actor, Policy, everybody, nothing, only, register

_OFFICE = only(Role.COORDINATOR, Role.ADMINISTRATOR)
_REGISTERS = only(
    Role.COORDINATOR,
    Role.PUBLISHER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
    own=(Role.FOCAL_POINT, Role.LEADER),
)


def _leads(by: Actor) -> Q:
    """Hold for every row where the person is a leader of a lead body: they see the whole bloc."""
    if by.role != Role.LEADER or by.body_id is None:
        return Q(pk__in=())
    return Q(Exists(Bloc.objects.filter(lead_id=by.body_id)))


def _own_body(by: Actor) -> Q:
    return _leads(by) | Q(pk=by.body_id)


def _own_part(by: Actor) -> Q:
    return _leads(by) | Q(body_id=by.body_id)


def _own_person(by: Actor) -> Q:
    if by.body_id is None:
        return nothing(by)
    held = Post.objects.filter(person=OuterRef("pk"), body_id=by.body_id)
    return _leads(by) | Q(Exists(held))


def _own_bloc(by: Actor) -> Q:
    if by.body_id is None:
        return nothing(by)
    inside = Membership.objects.filter(bloc=OuterRef("pk"), body_id=by.body_id)
    return Q(lead_id=by.body_id) | Q(Exists(inside))


def _own_succession(by: Actor) -> Q:
    # A body that was dissolved has no successor; that is not the empty body of this person.
    if by.body_id is None:
        return nothing(by)
    return _leads(by) | Q(predecessor_id=by.body_id) | Q(successor_id=by.body_id)


def _own_act(by: Actor) -> Q:
    if by.body_id is None:
        return nothing(by)
    touched = Succession.objects.filter(
        Q(predecessor_id=by.body_id) | Q(successor_id=by.body_id), act=OuterRef("pk")
    )
    return _leads(by) | Q(Exists(touched))


BODY = register(
    Policy(
        Body,
        {
            "view": _REGISTERS,
            "add": _OFFICE,
            "edit": _OFFICE,
            "edit_contact": only(Role.COORDINATOR, Role.ADMINISTRATOR, own=(Role.FOCAL_POINT,)),
            "reorganise": _OFFICE,
        },
        own=_own_body,
    )
)
PERSON = register(
    Policy(Person, {"view": _REGISTERS, "add": _OFFICE, "edit": _OFFICE}, own=_own_person)
)
BLOC = register(Policy(Bloc, {"view": _REGISTERS, "add": _OFFICE, "edit": _OFFICE}, own=_own_bloc))
BODY_CLASS = register(
    Policy(
        BodyClass,
        {"view": everybody(but=(Role.FOCAL_POINT,)), "add": _OFFICE, "edit": _OFFICE},
    )
)
REORGANISATION = register(
    Policy(Reorganisation, {"view": _REGISTERS, "undo": _OFFICE}, own=_own_act)
)
BODY_NAME = register(Policy(BodyName, {"view": _REGISTERS}, own=_own_part))
BODY_PARENT = register(Policy(BodyParent, {"view": _REGISTERS}, own=_own_part))
MEMBERSHIP = register(Policy(Membership, {"view": _REGISTERS}, own=_own_part))
POST = register(Policy(Post, {"view": _REGISTERS}, own=_own_part))
SUCCESSION = register(Policy(Succession, {"view": _REGISTERS}, own=_own_succession))
