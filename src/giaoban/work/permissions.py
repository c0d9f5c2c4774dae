"""Who may do what to tasks: the roles behind the ``who`` of the table of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from giaoban.bodies.models import Bloc
from giaoban.core import unchanged
from giaoban.core.enums import Reach, Role
from giaoban.core.policies import Actor, Policy, only, register
from giaoban.work import states
from giaoban.work.enums import FollowUpKind, Part, Who
from giaoban.work.models import (
    Assignment,
    BulkAct,
    CalendarFeed,
    Field,
    FollowedBody,
    FollowUp,
    FollowUpFinding,
    Handler,
    Succeeding,
    Task,
    Watch,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def leads_bloc(by: Actor) -> bool:
    """Tell whether the person is a leader of the body that leads a bloc."""
    if by.role != Role.LEADER or by.body_id is None:
        return False
    return bool(unchanged.count(Bloc.objects.filter(lead_id=by.body_id)))


def speaks_for_own(by: Actor) -> bool:
    """Tell whether the person speaks for the own body alone; the office does so for others."""
    return by.role != Role.COORDINATOR


def own(by: Actor) -> Q:
    """Return the tasks in which the person's body has a part; all for a leader of the lead body."""
    return Q() if leads_bloc(by) else _taking_part(by)


def _of_part(by: Actor, **part: str) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    parts = Assignment.objects.filter(body_id=by.body_id, **part)
    return Q(pk__in=parts.values("task_id"))


def _taking_part(by: Actor) -> Q:
    return _of_part(by)


def _cooperating(by: Actor) -> Q:
    return _of_part(by, part=Part.COOPERATING)


def _leading(by: Actor) -> Q:
    return Q(lead_id=by.body_id) if by.body_id is not None else Q(pk__in=())


def _verifying(by: Actor) -> Q:
    """A leader verifies where their body leads the bloc; nothing is theirs elsewhere."""
    return Q() if leads_bloc(by) else Q(pk__in=())


_OF_BODY = only(own=(Role.FOCAL_POINT,))
_OF_BODY_OR_OFFICE = only(Role.COORDINATOR, own=(Role.FOCAL_POINT,))
_WHO: dict[Who, tuple[Mapping[Role, Reach], Callable[[Actor], Q]]] = {
    Who.OFFICE: (only(Role.COORDINATOR), own),
    Who.LEAD: (_OF_BODY, _leading),
    Who.LEAD_OR_OFFICE: (_OF_BODY_OR_OFFICE, _leading),
    Who.COOPERATING_OR_OFFICE: (_OF_BODY_OR_OFFICE, _cooperating),
    Who.TAKING_PART: (_OF_BODY, _taking_part),
    Who.TAKING_PART_OR_OFFICE: (_OF_BODY_OR_OFFICE, _taking_part),
    Who.VERIFIER: (only(Role.COORDINATOR, own=(Role.LEADER,)), _verifying),
}
_SEEN = only(Role.COORDINATOR, Role.AUDITOR, own=(Role.FOCAL_POINT, Role.LEADER))

tasks = register(
    Policy(
        Task,
        {
            "view": _SEEN,
            "confirm": only(Role.COORDINATOR),
            "change": only(Role.COORDINATOR),
            **{act: _WHO[who][0] for act, who in states.acts().items()},
        },
        own,
        {act: _WHO[who][1] for act, who in states.acts().items()},
    )
)


def _of_own_body(by: Actor) -> Q:
    """Return the persons that the own body has put on its tasks."""
    if by.body_id is None:
        return Q(pk__in=())
    return Q() if leads_bloc(by) else Q(assignment__body_id=by.body_id)


handlers = register(Policy(Handler, {"view": _SEEN}, _of_own_body))
fields = register(
    Policy(
        Field,
        {
            "view": only(Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
            "edit": only(Role.COORDINATOR, Role.ADMINISTRATOR),
        },
    )
)


def may_now(by: Actor, task: Task) -> set[str]:
    """Return the acts that the person may do to the task and that its state allows."""
    owned: dict[Callable[[Actor], Q], bool] = {}
    found = set()
    for act in states.steps(task.state, task.kind, group=task.is_group):
        reach = tasks.reach(by, act)
        if reach is Reach.OWN:
            whose = tasks.owns[act]
            if whose not in owned:
                owned[whose] = Task.objects.filter(whose(by), pk=task.pk).exists()
            reach = reach if owned[whose] else None
        if reach is not None:
            found.add(act)
    return found


# --- follow-up ---------------------------------------------------------------------------------

# A body hears of a letter once it is sent, of a visit once there is a decision.
_TOLD = Q(kind=FollowUpKind.URGING, sent_on__isnull=False) | (
    ~Q(kind=FollowUpKind.URGING) & (Q(paper__isnull=False) | ~Q(decision=""))
)
_OFFICE = only(Role.COORDINATOR)


def concerning(by: Actor) -> Q:
    """Return the follow-up acts that concern the person's body and that it was told of."""
    if by.body_id is None:
        return Q(pk__in=())
    if leads_bloc(by):
        return Q()
    own_rows = FollowedBody.objects.filter(body_id=by.body_id)
    return _TOLD & Q(pk__in=own_rows.values("follow_up_id"))


def _own_followed(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    if leads_bloc(by):
        return Q()
    told = FollowUp.objects.filter(_TOLD).values("pk")
    return Q(body_id=by.body_id, follow_up_id__in=told)


def _own_finding(by: Actor) -> Q:
    """Return what was found in the person's body, and what was said of all."""
    if by.body_id is None:
        return Q(pk__in=())
    if leads_bloc(by):
        return Q()
    mine = FollowUp.objects.filter(concerning(by)).values("pk")
    return (Q(body_id=by.body_id) | Q(body__isnull=True)) & Q(follow_up_id__in=mine)


follow_ups = register(
    Policy(FollowUp, {"view": _SEEN, "add": _OFFICE, "change": _OFFICE}, concerning)
)
followed = register(
    Policy(
        FollowedBody,
        {"view": _SEEN, "answer": only(Role.COORDINATOR, own=(Role.FOCAL_POINT,))},
        _own_followed,
    )
)
findings = register(Policy(FollowUpFinding, {"view": _SEEN, "remedy": _OFFICE}, _own_finding))

# --- handing over, acts on many, calendars -----------------------------------------------------


def _done_by(by: Actor) -> Q:
    return Q(by_id=by.pk)


def _feed_of(by: Actor) -> Q:
    return Q(user_id=by.pk)


def _watched_by(by: Actor) -> Q:
    return Q(user_id=by.pk)


_OF_ONESELF = dict.fromkeys(
    (Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER), Reach.OWN
)
succeedings = register(
    Policy(
        Succeeding,
        {"view": only(Role.COORDINATOR, Role.AUDITOR), "hand": _OFFICE, "hand_back": _OFFICE},
    )
)
bulk_acts = register(
    Policy(
        BulkAct,
        {
            "view": only(own=(Role.COORDINATOR,)),
            "add": _OFFICE,
            "undo": only(own=(Role.COORDINATOR,)),
        },
        _done_by,
    )
)
feeds = register(
    Policy(CalendarFeed, {"view": _OF_ONESELF, "make": _OF_ONESELF}, _feed_of),
)
watches = register(Policy(Watch, {"view": _OF_ONESELF, "watch": _OF_ONESELF}, _watched_by))


def seen_among(by: Actor, rows: list[FollowedBody]) -> list[FollowedBody]:
    """Return of an act's bodies those that the person may see; no query but for leaders."""
    reach = followed.reach(by, "view")
    if reach is Reach.ALL or (rows and leads_bloc(by)):
        return rows
    return [each for each in rows if each.body_id == by.body_id]
