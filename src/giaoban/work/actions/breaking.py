"""A task broken down into tasks of its own, and the persons inside a body who work on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import NotAllowed, Refused
from giaoban.work import permissions
from giaoban.work.actions import giving
from giaoban.work.actions.moving import begin, finish, record
from giaoban.work.enums import TaskKind
from giaoban.work.models import Handler, Task
from giaoban.work.queries import holding_posts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body, Person
    from giaoban.core.policies import Actor


@transaction.atomic
def break_down(
    *,
    by: User,
    at: dt.datetime,
    task: Task,
    title: str,
    lead: Body,
    due_on: dt.date | None = None,
    kind: str = TaskKind.CARRY_OUT,
    product: str = "",
    after: Task | None = None,
) -> Task:
    """Give a part of a task as a task of its own: the office to any body, a body to itself."""
    step = begin("break_down", by=by, task=task)
    if permissions.speaks_for_own(by) and lead.pk != by.body_id:
        raise NotAllowed(f"{by.role} breaks down for the own body alone")
    _check_part(task, title, due_on, after)
    part = Task.objects.create(
        title=title.strip()[:1000],
        kind=kind,
        product=product.strip()[:500],
        field=task.field,
        follower=task.follower,
        parent=task,
        after=after,
        due_on=due_on,
        first_due_on=due_on,
        document=task.document,
        start=task.start,
        end=task.end,
        sentence=task.sentence,
        reader=task.reader,
        reason=task.reason,
        created_by=by,
        created_at=at,
        touched_at=at,
    )
    part.directives.set(task.directives.all())
    giving.name(part, [(lead.name, lead)], [], on=timezone.localdate(at))
    record("confirm", by=by, at=at, task=part, part_of=task.pk)
    giving.give(part, by=by, at=at)
    giving.find(part)
    finish(task, step, by=by, at=at, part=part.pk)
    return part


def _check_part(task: Task, title: str, due_on: dt.date | None, after: Task | None) -> None:
    if not title.strip():
        raise Refused(_("Hãy ghi nội dung nhiệm vụ."))
    if due_on is not None and task.due_on is not None and due_on > task.due_on:
        raise Refused(_("Hạn của nhiệm vụ con không được sau hạn của nhiệm vụ này."))
    if after is not None and after.parent_id != task.pk:
        raise Refused(_("Việc làm trước phải là nhiệm vụ con khác của nhiệm vụ này."))


@transaction.atomic
def set_handlers(
    *,
    by: Actor,
    at: dt.datetime,
    task: Task,
    body: Body,
    persons: Sequence[Person],
    via: str = "",
) -> None:
    """Name the persons inside a body who work on a task, of those who hold posts there that day."""
    step = begin("set_handlers", by=by, task=task)
    if body.pk != by.body_id:
        raise NotAllowed(f"{by.role} names persons of the own body alone")
    offered = set(holding_posts(body.pk, timezone.localdate(at)).values_list("pk", flat=True))
    wanted = {person.pk for person in persons}
    if wanted - offered:
        raise Refused(_("Hãy chọn cán bộ đang giữ chức vụ tại cơ quan."))
    part = task.assignments.get(body=body)
    part.handlers.exclude(person__in=wanted).delete()
    known = set(part.handlers.values_list("person", flat=True))
    Handler.objects.bulk_create(
        Handler(assignment=part, person_id=key) for key in sorted(wanted - known)
    )
    finish(task, step, by=by, at=at, via=via, body=body.pk, persons=sorted(wanted))
