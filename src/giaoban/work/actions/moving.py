"""How every act on a task begins and ends: who, whether now, the new state, the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from giaoban.core import audit, locks
from giaoban.core.errors import Refused
from giaoban.work import permissions, states
from giaoban.work.actions import announcing
from giaoban.work.enums import Part, TaskState, Who
from giaoban.work.models import ENDED, Task

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor
    from giaoban.work.states import Step

_SIGNS = frozenset(Who) - {Who.OFFICE, Who.VERIFIER}


def begin(act: str, *, by: Actor, task: Task, reason: str = "", version: int | None = None) -> Step:
    """Take the task for an act: refused to who may not, and where the table has no such way.

    Raises:
        Conflict: a version is given, and somebody else changed the task since.
    """
    permissions.tasks.require(by, act, task)
    if version is None:
        locks.take(task)
    else:
        locks.claim(task, version)
    step = states.step_of(act, task.state, task.kind, group=task.is_group)
    if step.reason and not reason.strip():
        raise Refused(_("Hãy ghi lý do."))
    return step


def finish(
    task: Task,
    step: Step,
    *,
    by: Actor | None,
    at: dt.datetime,
    reason: str = "",
    via: str = "",
    **facts: Any,
) -> None:
    """Move the task where the table says, put the act on record, sum up the task above."""
    before = task.state
    if step.to is not None:
        enter(task, step.to, at=at, reason=reason)
    if step.who in _SIGNS or step.act == "assign":
        task.touched_at = at
    task.save()
    if task.state != before:
        facts = {"from": before, "to": task.state, **facts}
    record(step.act, by=by, at=at, task=task, via=via, **facts)
    sum_up(task, by=by, at=at)


def enter(task: Task, state: TaskState, *, at: dt.datetime, reason: str = "") -> None:
    """Set the state and what goes with it; the caller saves."""
    task.state = state
    task.state_reason = reason.strip()[:1000]
    task.ended_at = at if state in ENDED else None
    if state not in states.DONE:
        task.done_on = None


def record(
    act: str, *, by: Actor | None, at: dt.datetime, task: Task, via: str = "", **facts: Any
) -> None:
    """Put an act on record; whoever is to hear of it is told from here."""
    if via:
        facts["via"] = via
    audit.record(f"work.{act}", by=by, at=at, subject=task, facts=facts)
    announcing.announce(act, by=by, at=at, task=task, facts=facts)


def sum_up(task: Task, *, by: Actor | None, at: dt.datetime) -> None:
    """Let the group above a task stand where its children stand."""
    if task.parent_id is None:
        return
    above = Task.objects.filter(pk=task.parent_id, is_group=True).first()
    if above is None or above.state in {TaskState.WITHDRAWN, TaskState.SUPERSEDED}:
        return
    locks.take(above)
    children = list(above.children.values_list("state", "done_on"))
    whole = not above.assignments.filter(part=Part.LEAD, body=None).exists()
    state = states.summed([state for state, _day in children], whole=whole)
    if state is None or state == above.state:
        return
    before = above.state
    enter(above, state, at=at, reason=task.state_reason or _("Các nhiệm vụ con đều đã hủy."))
    above.done_on = max(day for _state, day in children if day) if state in states.DONE else None
    above.save()
    record("sum_up", by=by, at=at, task=above, **{"from": before, "to": state})
