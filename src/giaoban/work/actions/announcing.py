"""Tell people of an act on a task, within the act: both are written, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse

from giaoban.bodies.models import Body
from giaoban.notices.actions import notices
from giaoban.notices.collectors import Proposal
from giaoban.work import noticing, permissions, recipients
from giaoban.work.models import Extension, Submission

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from django.db.models import Q

    from giaoban.bodies.models import Reorganisation
    from giaoban.core.policies import Actor
    from giaoban.work.models import FollowUp, Succeeding, Task

Facts = dict[str, object]


class Told(NamedTuple):
    """What is told of an act: the kind, whom, and what more is said."""

    kind: str
    to: Callable[[Task], Q]
    more: Callable[[Task, Mapping[str, Any]], Facts]


def _lead(task: Task) -> Facts:
    return {"lead": task.lead.name if task.lead is not None else ""}


def _with_lead(task: Task, _facts: Mapping[str, Any]) -> Facts:
    return _lead(task)


def _with_reason(task: Task, _facts: Mapping[str, Any]) -> Facts:
    return {**_lead(task), "reason": task.state_reason[:300]}


def _with_successor(task: Task, facts: Mapping[str, Any]) -> Facts:
    return {"reason": task.state_reason[:300], "successor": facts["successor"]}


def _as_verified(_task: Task, facts: Mapping[str, Any]) -> Facts:
    return {"answer": Submission.objects.get(pk=facts["submission"]).answer[:300]}


def _as_done(task: Task, _facts: Mapping[str, Any]) -> Facts:
    return {"done_on": task.done_on.isoformat() if task.done_on is not None else ""}


def _as_asked(task: Task, facts: Mapping[str, Any]) -> Facts:
    asked = Extension.objects.get(pk=facts["extension"])
    until = asked.asked_due_on.isoformat()
    return {**_lead(task), "until": until, "reason": asked.reason[:300]}


def _as_decided(_task: Task, facts: Mapping[str, Any]) -> Facts:
    decided = Extension.objects.get(pk=facts["extension"])
    until = decided.granted_due_on
    return {
        "granted": until is not None,
        "until": until.isoformat() if until is not None else "",
        "reason": decided.answer[:300],
    }


def _by_lead(task: Task) -> Q:
    return recipients.of_body([task.lead_id]) | recipients.watching(task)


def _of_lead(task: Task) -> Q:
    """Those of the body that leads: who answers for it, and who did the work."""
    return _by_lead(task) | recipients.at_work_on(task, body=task.lead_id)


def _of_all(task: Task) -> Q:
    """Those of every body that has a part, as far as it was given the task.

    Of a divided task they hear by their children, each by its own.
    """
    watching = recipients.watching(task)
    if task.is_group or task.assigned_at is None:
        return watching
    return recipients.of_bodies_in(task) | recipients.at_work_on(task) | watching


def _in_office(task: Task) -> Q:
    return recipients.of_office(task) | recipients.watching(task)


_TOLD: dict[str, Told] = {
    "assign": Told(noticing.ASSIGNED, recipients.of_bodies_in, _with_lead),
    "decline": Told(noticing.DECLINED, _in_office, _with_reason),
    "submit": Told(noticing.SUBMITTED, _in_office, _with_lead),
    "send_back": Told(noticing.SENT_BACK, _by_lead, _with_reason),
    "reopen": Told(noticing.REOPENED, _of_all, _with_reason),
    "cancel": Told(noticing.CANCELLED, _of_all, _with_reason),
    "supersede": Told(noticing.SUPERSEDED, _of_all, _with_successor),
    "verify": Told(noticing.VERIFIED, _of_lead, _as_verified),
    "close": Told(noticing.CLOSED, _of_lead, _as_done),
    "ask_extension": Told(noticing.EXTENSION_ASKED, _in_office, _as_asked),
    "decide_extension": Told(noticing.EXTENSION_DECIDED, _by_lead, _as_decided),
}


def announce(
    act: str, *, by: Actor | None, at: dt.datetime, task: Task, facts: Mapping[str, Any]
) -> None:
    """Tell those whom the act concerns and who may see the task; never the one who acted."""
    told = _TOLD.get(act)
    if told is None:
        return
    people = recipients.of_task(task, told.to(task), but=by)
    if not people:
        return
    # The version counts the acts on a task, so that the same act later is told again.
    key = f"{told.kind}:{task.pk}:{task.version}"
    said = noticing.facts_of(task, **told.more(task, facts))
    link = reverse("work:record", args=[task.pk])
    given = [Proposal(person, told.kind, key, said, link) for person in people]
    notices.put_many(proposals=given, at=at)


def urge(*, by: Actor, at: dt.datetime, follow_up: FollowUp) -> None:
    """Tell the focal points of the bodies that a letter goes out to."""
    facts = {
        "title": follow_up.title,
        "number": follow_up.number,
        "answer_by": follow_up.answer_by.isoformat() if follow_up.answer_by else "",
    }
    link = reverse("work:followup", args=[follow_up.pk])
    rows = list(follow_up.followed.all())
    people = recipients.by_body([each.body_id for each in rows])
    given = [
        Proposal(person, noticing.URGED, f"{noticing.URGED}:{each.pk}", facts, link)
        for each in rows
        for person in people.get(each.body_id, ())
        if person.pk != by.pk and permissions.followed.may(person, "view", each)
    ]
    notices.put_many(proposals=given, at=at)


def hand_over(
    *, by: Actor, at: dt.datetime, act: Reorganisation, rows: Sequence[Succeeding]
) -> None:
    """Tell the focal points of each successor how much was handed over to it, once."""
    counted: dict[int, dict[int, set[int]]] = {}
    for row in rows:
        to = counted.setdefault(row.to_body_id, {})
        to.setdefault(row.from_body_id, set()).add(row.task_id)
    people = recipients.by_body(list(counted))
    origins_of = {row.from_body_id for row in rows}
    names = dict(Body.objects.filter(pk__in=origins_of).values_list("pk", "name"))
    given = [
        Proposal(
            person,
            noticing.HANDED,
            f"{noticing.HANDED}:{act.pk}:{origin}:{to}:{at:%Y%m%d%H%M%S}",
            {"n": len(tasks), "from": names[origin], "act": act.decision[:200]},
            f"{reverse('work:list')}?body={to}",
        )
        for to, origins in counted.items()
        for origin, tasks in origins.items()
        for person in people.get(to, ())
        if person.pk != by.pk
    ]
    notices.put_many(proposals=given, at=at)
