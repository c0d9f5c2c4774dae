"""A task accepted, declined, ended without being done, or taken off the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import Refused
from giaoban.work import permissions, states
from giaoban.work.actions import giving, recurring
from giaoban.work.actions.moving import begin, call_off, enter, finish
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import OPEN, Task

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor


@transaction.atomic
def assign(
    *,
    by: Actor,
    at: dt.datetime,
    task: Task,
    lead: Body | None = None,
    version: int | None = None,
) -> Task:
    """Give a draft, or a task that was declined, to the body that leads it."""
    step = begin("assign", by=by, task=task, version=version)
    if lead is not None and lead.pk != task.lead_id:
        giving.replace_lead(task, lead)
    leads = task.assignments.filter(part=Part.LEAD)
    if leads.count() > 1 and leads.filter(body__isnull=False).exists():
        giving.give(task, by=by, at=at)
        return task
    if task.lead_id is None:
        raise Refused(_("Hãy chọn cơ quan chủ trì trước khi giao."))
    task.assigned_at = task.assigned_at or at
    finish(task, step, by=by, at=at, lead=task.lead_id)
    giving.find(task)
    return task


@transaction.atomic
def accept(*, by: Actor, at: dt.datetime, task: Task, via: str = "") -> Task:
    """Take a task on; one that only informs is ended by it."""
    step = begin("accept", by=by, task=task)
    if step.to in states.DONE:
        task.done_on = timezone.localdate(at)
    finish(task, step, by=by, at=at, via=via)
    if task.state in states.DONE:
        recurring.follow(task, by=by, at=at)
    return task


@transaction.atomic
def decline(*, by: Actor, at: dt.datetime, task: Task, reason: str, via: str = "") -> Task:
    """Ask the office to look again at a task that was given, with the reason."""
    step = begin("decline", by=by, task=task, reason=reason)
    finish(task, step, by=by, at=at, reason=reason, via=via)
    return task


@transaction.atomic
def cancel(
    *, by: Actor, at: dt.datetime, task: Task, reason: str, version: int | None = None
) -> Task:
    """Call a task off; what waits to be decided is called off with it."""
    step = begin("cancel", by=by, task=task, reason=reason, version=version)
    for child in task.children.filter(state__in=OPEN):
        cancel(by=by, at=at, task=child, reason=reason)
    task.refresh_from_db()
    call_off(task)
    finish(task, step, by=by, at=at, reason=reason)
    return task


@transaction.atomic
def supersede(
    *,
    by: Actor,
    at: dt.datetime,
    task: Task,
    successor: Task,
    reason: str,
    version: int | None = None,
) -> Task:
    """Put another task in the place of one that is open."""
    step = begin("supersede", by=by, task=task, reason=reason, version=version)
    if successor.pk == task.pk or not successor.is_open:
        raise Refused(_("Hãy chọn một nhiệm vụ khác còn đang thực hiện để thay thế."))
    if successor.parent_id == task.pk:
        raise Refused(_("Nhiệm vụ con không thay thế được nhiệm vụ mà nó thuộc về."))
    for child in task.children.filter(state__in=OPEN):
        supersede(by=by, at=at, task=child, successor=successor, reason=reason)
    task.refresh_from_db()
    call_off(task)
    task.superseded_by = successor
    finish(task, step, by=by, at=at, reason=reason, successor=successor.pk)
    return task


@transaction.atomic
def withdraw(*, by: Actor, at: dt.datetime, task: Task) -> None:
    """Take a task off the register that was entered by mistake; twice is once.

    Its row, its source and where it stood stay on record.
    """
    permissions.tasks.require(by, "withdraw", task)
    task.refresh_from_db()
    if task.state == TaskState.WITHDRAWN:
        return
    step = begin("withdraw", by=by, task=task)
    if task.is_group and task.children.filter(state__in=states.DONE).exists():
        raise Refused(
            _("Đã có cơ quan hoàn thành phần việc của mình nên không rút được nhiệm vụ này.")
        )
    before = task.state
    for child in task.children.filter(state__in=OPEN):
        withdraw(by=by, at=at, task=child)
    task.refresh_from_db()
    task.state_before = before
    finish(task, step, by=by, at=at)


@transaction.atomic
def restore(*, by: Actor, at: dt.datetime, task: Task) -> None:
    """Put a withdrawn task back where it stood, with its children; twice is once."""
    permissions.tasks.require(by, "restore", task)
    task.refresh_from_db()
    if task.state != TaskState.WITHDRAWN:
        return
    step = begin("restore", by=by, task=task)
    # What was withdrawn on another day, by itself, stays so.
    for child in task.children.filter(state=TaskState.WITHDRAWN, ended_at=task.ended_at):
        restore(by=by, at=at, task=child)
    task.refresh_from_db()
    enter(task, TaskState(task.state_before or TaskState.DRAFT), at=at)
    task.state_before = ""
    finish(task, step, by=by, at=at)
