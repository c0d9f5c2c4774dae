"""How every act on a task begins and ends: who, whether now, the new state, the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from giaoban.core import audit, locks
from giaoban.core.errors import Refused
from giaoban.work import permissions, states
from giaoban.work.actions import announcing
from giaoban.work.enums import Outcome, Part, TaskState, Who
from giaoban.work.models import ENDED, Task

if TYPE_CHECKING:
    import datetime as dt

    from django_stubs_ext import StrOrPromise

    from giaoban.core.policies import Actor
    from giaoban.work.states import Step

_SIGNS = frozenset(Who) - {Who.OFFICE, Who.VERIFIER}
_ALL_CANCELLED = gettext_lazy("Các nhiệm vụ con đều đã hủy.")


def begin(act: str, *, by: Actor, task: Task, reason: str = "", version: int | None = None) -> Step:
    """Take the task for an act: refused to who may not, and where the table has no such way.

    Raises:
        Conflict: a version is given, and somebody else changed the task since.
    """
    permissions.tasks.require(by, act, task)
    _group_above(task)
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


def on_record(words: StrOrPromise) -> str:
    """Return words that are kept with a row: the office's language, whatever the person reads."""
    with override("vi"):
        return str(words)


def call_off(task: Task) -> None:
    """Let nothing of the task wait to be decided any more."""
    for waiting in (task.submissions, task.extensions):
        waiting.filter(outcome=Outcome.WAITING).update(outcome=Outcome.RECALLED)


def _group_above(task: Task) -> Task | None:
    """Return the group that a task is a child of, and let others wait for it.

    It is always taken before its children, or two acts would each wait for the other's row. Its
    version stays: who mends the group meets a conflict only where its own state has changed.
    """
    if task.parent_id is None:
        return None
    return Task.objects.select_for_update().filter(pk=task.parent_id, is_group=True).first()


def sum_up(task: Task, *, by: Actor | None, at: dt.datetime) -> None:
    """Let the group above a task stand where its children stand."""
    above = _group_above(task)
    if above is None or above.state in {TaskState.WITHDRAWN, TaskState.SUPERSEDED}:
        return
    children = list(above.children.values_list("state", "done_on"))
    whole = not above.assignments.filter(part=Part.LEAD, body=None).exists()
    state = states.summed([state for state, _day in children], whole=whole)
    if state is None or state == above.state:
        return
    before = above.state
    enter(above, state, at=at, reason=task.state_reason or on_record(_ALL_CANCELLED))
    above.done_on = max(day for _state, day in children if day) if state in states.DONE else None
    above.version += 1
    above.save()
    record("sum_up", by=by, at=at, task=above, **{"from": before, "to": state})
