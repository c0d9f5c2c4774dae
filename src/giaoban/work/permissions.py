"""Who may do what to tasks."""

from __future__ import annotations

from django.db.models import Q

from giaoban.bodies.models import Bloc
from giaoban.core.enums import Reach, Role
from giaoban.core.policies import Actor, Policy, only, register
from giaoban.work.enums import FollowUpKind
from giaoban.work.models import (
    Assignment,
    BulkAct,
    CalendarFeed,
    FollowedBody,
    FollowUp,
    FollowUpFinding,
    Succeeding,
    Task,
    Watch,
)


def own(by: Actor) -> Q:
    """Return the tasks in which the person's body has a part; all for a leader of the lead body."""
    if by.body_id is None:
        return Q(pk__in=())
    if by.role == Role.LEADER and Bloc.objects.filter(lead_id=by.body_id).exists():
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


# --- follow-up ---------------------------------------------------------------------------------

# A body hears of a letter once it is sent, of a visit once there is a decision.
_TOLD = Q(kind=FollowUpKind.URGING, sent_on__isnull=False) | (
    ~Q(kind=FollowUpKind.URGING) & (Q(paper__isnull=False) | ~Q(decision=""))
)
_OFFICE = only(Role.COORDINATOR)


def _sees_all(by: Actor) -> bool:
    return by.role == Role.LEADER and Bloc.objects.filter(lead_id=by.body_id).exists()


def concerning(by: Actor) -> Q:
    """Return the follow-up acts that concern the person's body and that it was told of."""
    if by.body_id is None:
        return Q(pk__in=())
    if _sees_all(by):
        return Q()
    own_rows = FollowedBody.objects.filter(body_id=by.body_id)
    return _TOLD & Q(pk__in=own_rows.values("follow_up_id"))


def _own_followed(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    if _sees_all(by):
        return Q()
    told = FollowUp.objects.filter(_TOLD).values("pk")
    return Q(body_id=by.body_id, follow_up_id__in=told)


def _own_finding(by: Actor) -> Q:
    """Return what was found in the person's body, and what was said of all."""
    if by.body_id is None:
        return Q(pk__in=())
    if _sees_all(by):
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
findings = register(
    Policy(FollowUpFinding, {"view": _SEEN, "change": _OFFICE, "remedy": _OFFICE}, _own_finding)
)

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
    Policy(BulkAct, {"view": only(own=(Role.COORDINATOR,)), "add": _OFFICE}, _done_by)
)
feeds = register(
    Policy(CalendarFeed, {"view": _OF_ONESELF, "make": _OF_ONESELF}, _feed_of),
)
watches = register(Policy(Watch, {"view": _OF_ONESELF, "watch": _OF_ONESELF}, _watched_by))


def seen_among(by: Actor, rows: list[FollowedBody]) -> list[FollowedBody]:
    """Return of an act's bodies those that the person may see; no query but for leaders."""
    reach = followed.reach(by, "view")
    if reach is Reach.ALL or (rows and _sees_all(by)):
        return rows
    return [each for each in rows if each.body_id == by.body_id]
