"""Tasks put on record and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core import locks
from giaoban.core.errors import Refused
from giaoban.work import permissions
from giaoban.work.actions import giving
from giaoban.work.actions.moving import record
from giaoban.work.enums import Part, Rhythm, TaskKind, TaskState
from giaoban.work.models import ENDED, Task
from giaoban.work.queries import above

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from giaoban.accounts.models import User
    from giaoban.directives.models import Directive
    from giaoban.documents.models import Document
    from giaoban.work.actions.giving import Named
    from giaoban.work.models import Field

# What goes down from a divided task to its open children when it is mended.
SHARED = ("title", "kind", "product", "field", "follower", "due_text")


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
    kind: str = TaskKind.CARRY_OUT,
    rhythm: str = Rhythm.ONE_OFF,
    every: str = "",
    product: str = "",
    field: Field | None = None,
    follower: User | None = None,
    after: Task | None = None,
    draft: bool = False,
) -> Task:
    """Put a task on record, out of a sentence of a paper or typed with a reason, and give it.

    ``lead`` and ``cooperating`` hold (name as written, body or None) pairs; a name that is a class
    ("các sở, ban, ngành") means its bodies as of the day. Several that lead get a child each. The
    task stays a draft while nobody is known to lead it, or where ``draft`` asks for it.
    """
    permissions.tasks.require(by, "confirm")
    if document is None and not reason.strip():
        raise Refused(_("Nhiệm vụ nhập trực tiếp phải nêu căn cứ: ai giao, ở đâu, khi nào."))
    task = Task(
        title=title.strip()[:1000],
        kind=kind,
        rhythm=rhythm,
        every=every if rhythm == Rhythm.RECURRING else "",
        product=product.strip()[:500],
        field=field,
        follower=follower,
        after=after,
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
    _check(task)
    task.save()
    task.directives.set(directives)
    giving.name(task, lead, cooperating, on=timezone.localdate(at))
    source = document.pk if document else None
    record("confirm", by=by, at=at, task=task, document=source, start=start, end=end)
    giving.give(task, by=by, at=at, draft=draft)
    giving.find(task)
    return task


def _check(task: Task) -> None:
    """Refuse what no task can be, with what to do about it."""
    if not task.title.strip():
        raise Refused(_("Hãy ghi nội dung nhiệm vụ."))
    if task.rhythm == Rhythm.RECURRING and not (task.every and task.due_on):
        raise Refused(_("Nhiệm vụ định kỳ cần có hạn của kỳ đầu và khoảng lặp lại."))
    if task.rhythm == Rhythm.STANDING and task.due_on:
        raise Refused(_("Nhiệm vụ thường xuyên không có hạn; kết quả được báo cáo từng kỳ."))
    if task.pk and task.after_id and task.pk in above(task.after_id, "after"):
        raise Refused(
            _(
                "Nhiệm vụ được chọn phải làm sau chính nhiệm vụ này. Hãy chọn nhiệm vụ khác để làm "
                "trước."
            )
        )
    if task.parent is not None:
        _check_above(task, task.parent)


def _check_above(task: Task, parent: Task) -> None:
    """Refuse a circle; the children of a divided task are kept by its list of bodies alone."""
    before = Task.objects.filter(pk=task.pk).values_list("parent_id", flat=True).first()
    if parent.pk != before and (parent.is_group or task.is_group):
        raise Refused(
            _("Nhiệm vụ chia cho nhiều cơ quan: hãy sửa danh sách cơ quan chủ trì của nhiệm vụ đó.")
        )
    if task.pk in above(parent.pk, "parent"):
        raise Refused(
            _(
                "Nhiệm vụ được chọn đang thuộc chính nhiệm vụ này. Hãy chọn nhiệm vụ khác, hoặc "
                "tách nhiệm vụ đó ra trước."
            )
        )


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
    """Mend a task; its sentence and its source stay as they were.

    ``lead`` and ``cooperating`` go together: both are given, or neither. A day that was given
    moves by an extension alone; where it was mistyped the entry is withdrawn and made anew, so
    that no first deadline is ever lost.

    Raises:
        Conflict: somebody else changed the task since this version was read.
    """
    permissions.tasks.require(by, "change", task)
    locks.claim(task, version)
    if task.state in ENDED:
        raise Refused(_("Nhiệm vụ đã kết thúc nên không sửa được nữa."))
    changed = {k: v for k, v in fields.items() if getattr(task, k) != v}
    _set_day(task, changed)
    for field, value in changed.items():
        setattr(task, field, value)
    _check(task)
    task.save()
    if lead is not None and cooperating is not None:
        before = _parts(task)
        fresh = giving.name(task, lead, cooperating, on=timezone.localdate(at))
        draft = task.state == TaskState.DRAFT and bool(task.lead_id)
        giving.give(task, by=by, at=at, draft=draft, fresh=fresh)
        changed |= {part: after for part, after in _parts(task).items() if before[part] != after}
    _hand_down(task, changed, by=by, at=at)
    giving.find(task)
    record("change", by=by, at=at, task=task, fields=sorted(changed))
    return task


def _parts(task: Task) -> dict[str, list[tuple[int | None, str]]]:
    """Return who leads and who cooperates, to be compared."""
    found: dict[str, list[tuple[int | None, str]]] = {part: [] for part in Part.values}
    for part, body, written in task.assignments.values_list("part", "body_id", "written"):
        found[part].append((body, written))
    return {part: sorted(named, key=str) for part, named in found.items()}


def _set_day(task: Task, changed: dict[str, Any]) -> None:
    """Let a draft's day change freely, a given task's only come where there was none."""
    if "due_on" not in changed:
        return
    if task.assigned_at is None or task.first_due_on is None:
        task.first_due_on = changed["due_on"]
    else:
        raise Refused(
            _(
                "Nhiệm vụ đã giao thì hạn chỉ đổi bằng gia hạn. Nếu hạn ghi nhầm, hãy rút nhiệm vụ "
                "rồi ghi lại."
            )
        )


def _hand_down(task: Task, changed: dict[str, Any], *, by: User, at: dt.datetime) -> None:
    """Let the open children of a divided task follow it, each on record."""
    if not task.is_group:
        return
    shared = {name: value for name, value in changed.items() if name in SHARED}
    for child in task.children.exclude(state__in=ENDED).order_by("pk"):
        locks.take(child)
        if child.state in ENDED:
            continue
        given = dict(shared)
        if "due_on" in changed and child.first_due_on is None:
            given |= {"due_on": task.due_on, "first_due_on": task.first_due_on}
        for name, value in given.items():
            setattr(child, name, value)
        if given:
            child.save()
            record("change", by=by, at=at, task=child, fields=sorted(given), group=task.pk)
        giving.find(child)
