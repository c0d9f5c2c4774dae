"""Tasks put on record, mended, withdrawn and restored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core import audit, locks, search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.work import permissions
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Assignment, Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from giaoban.directives.models import Directive
    from giaoban.documents.models import Document

KIND = "task"
Named = tuple[str, "Body | None"]


@transaction.atomic
def confirm(
    *,
    by: User,
    at: dt.datetime,
    title: str,
    lead: Sequence[Named] = (),
    cooperating: Sequence[Named] = (),
    due_on: dt.date | None = None,
    due_text: str = "",
    document: Document | None = None,
    start: int | None = None,
    end: int | None = None,
    sentence: str = "",
    reader: str = "",
    reason: str = "",
    directives: Iterable[Directive] = (),
) -> Task:
    """Put a task on record, out of a sentence of a paper or typed with a reason.

    ``lead`` and ``cooperating`` hold (name as written, body or None) pairs. The first deadline
    stays in view for good.
    """
    permissions.tasks.require(by, "confirm")
    if not title.strip():
        raise Refused(_("Hãy ghi nội dung nhiệm vụ."))
    if document is None and not reason.strip():
        raise Refused(_("Nhiệm vụ nhập tay cần có lý do: ai giao, ở đâu, khi nào."))
    task = Task.objects.create(
        title=title.strip()[:1000],
        folded="",
        due_on=due_on,
        first_due_on=due_on,
        due_text=due_text[:200],
        document=document,
        start=start,
        end=end,
        sentence=sentence,
        reader=reader,
        reason=reason,
        created_by=by,
        created_at=at,
        touched_at=at,
    )
    _assign(task, lead, cooperating)
    _give(task, at)
    task.directives.set(directives)
    _index(task)
    facts = {"document": document.pk if document else None, "start": start, "end": end}
    audit.record("work.confirm", by=by, at=at, subject=task, facts=facts)
    return task


def _assign(task: Task, lead: Sequence[Named], cooperating: Sequence[Named]) -> None:
    """Write who leads and who cooperates, each body once; a body that does both leads."""
    rows: dict[object, Assignment] = {}
    for part, named in ((Part.LEAD, lead), (Part.COOPERATING, cooperating)):
        for written, body in named:
            key = body.pk if body is not None else fold(written)
            rows.setdefault(
                key, Assignment(task=task, part=part, body=body, written=written.strip()[:300])
            )
    Assignment.objects.bulk_create(rows.values())


def _give(task: Task, at: dt.datetime) -> None:
    """Give the task to the body that leads; it stays a draft while no such body is known."""
    leading = task.assignments.filter(part=Part.LEAD, body__isnull=False).order_by("pk").first()
    task.lead_id = leading.body_id if leading is not None else None
    if task.state in {TaskState.DRAFT, TaskState.ASSIGNED}:
        task.state = TaskState.ASSIGNED if task.lead_id else TaskState.DRAFT
        task.assigned_at = at if task.lead_id else None
    task.save(update_fields=["lead", "state", "assigned_at"])


def _index(task: Task) -> None:
    """Let the task be found by its words and its bodies."""
    names = [each.body.name if each.body else each.written for each in _parts(task)]
    task.folded = fold(" ".join([task.title, *names]))
    task.save(update_fields=["folded"])
    words = [task.title[500:], *names, task.sentence]
    search.put(KIND, task.pk, title=task.title, words=" ".join(words))


def _parts(task: Task) -> list[Assignment]:
    return list(task.assignments.select_related("body"))


@transaction.atomic
def change(
    *,
    by: User,
    at: dt.datetime,
    task: Task,
    version: int,
    lead: Sequence[Named] | None = None,
    cooperating: Sequence[Named] | None = None,
    **fields: Any,
) -> Task:
    """Mend a task; its first deadline, its sentence and its source stay as they were.

    ``lead`` and ``cooperating`` go together: both are given, or neither.

    Raises:
        Conflict: somebody else changed the task since this version was read.
    """
    permissions.tasks.require(by, "change", task)
    locks.claim(task, version)
    changed = {k: v for k, v in fields.items() if getattr(task, k) != v}
    for field, value in changed.items():
        setattr(task, field, value)
    if not task.title.strip():
        raise Refused(_("Hãy ghi nội dung nhiệm vụ."))
    if task.first_due_on is None:
        task.first_due_on = task.due_on
    task.save()
    if lead is not None and cooperating is not None:
        task.assignments.all().delete()
        _assign(task, lead, cooperating)
        _give(task, at)
    _index(task)
    audit.record("work.change", by=by, at=at, subject=task, facts={"fields": sorted(changed)})
    return task


@transaction.atomic
def withdraw(*, by: User, at: dt.datetime, task: Task) -> None:
    """Take a task off the register; its row and its source stay on record. Twice is once."""
    permissions.tasks.require(by, "withdraw", task)
    _move(task, TaskState.WITHDRAWN, "work.withdraw", by=by, at=at)


@transaction.atomic
def restore(*, by: User, at: dt.datetime, task: Task) -> None:
    """Put a withdrawn task back. Twice is once."""
    permissions.tasks.require(by, "withdraw", task)
    if task.state == TaskState.WITHDRAWN:
        state = TaskState.ASSIGNED if task.lead_id else TaskState.DRAFT
        _move(task, state, "work.restore", by=by, at=at)


def _move(task: Task, state: TaskState, act: str, *, by: User, at: dt.datetime) -> None:
    locks.claim(task, task.version)
    if task.state == state:
        return
    task.state = state
    task.save(update_fields=["state"])
    audit.record(act, by=by, at=at, subject=task)
