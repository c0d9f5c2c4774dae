"""Who gets a task: bodies named in it, classes of them, and a child for each where several lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from giaoban.bodies.models import Bloc, Body
from giaoban.bodies.queries import bodies_of_class, find_class
from giaoban.core import search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.work.actions.moving import enter, record, sum_up
from giaoban.work.enums import Part, Rhythm, TaskState
from giaoban.work.models import Assignment, Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from giaoban.core.policies import Actor

KIND = "task"
Named = tuple[str, "Body | None"]
# In these the body that leads has not begun, and another may be given the task.
_NOT_BEGUN = frozenset({TaskState.DRAFT, TaskState.ASSIGNED, TaskState.DECLINED})
COPIED = (
    "title",
    "folded",
    "kind",
    "product",
    "field",
    "follower",
    "due_on",
    "first_due_on",
    "due_text",
    "document",
    "start",
    "end",
    "sentence",
    "reader",
    "reason",
    "created_by",
)


def name(task: Task, lead: Sequence[Named], cooperating: Sequence[Named], *, on: dt.date) -> None:
    """Write who leads and who cooperates, each body once; a body that does both leads.

    What stays is left as it stands, so that the persons who work on it stay too.
    """
    wanted: dict[object, Assignment] = {}
    for part, named in ((Part.LEAD, lead), (Part.COOPERATING, cooperating)):
        for written, body in _resolved(named, task, on):
            key = body.pk if body is not None else fold(written)
            made = Assignment(task=task, part=part, body=body, written=written.strip()[:300])
            wanted.setdefault(key, made)
    for row in task.assignments.all():
        new = wanted.pop(row.body_id or fold(row.written), None)
        if new is None:
            row.delete()
        elif (row.part, row.written) != (new.part, new.written):
            row.part, row.written = new.part, new.written
            row.save(update_fields=["part", "written"])
    Assignment.objects.bulk_create(wanted.values())


def _resolved(named: Sequence[Named], task: Task, on: dt.date) -> Iterator[Named]:
    """Yield the names; a class that is no single body gives each of its bodies a line."""
    for written, body in named:
        found = find_class(written) if body is None else None
        members = list(bodies_of_class(found, on, _bloc(task))) if found is not None else []
        if members:
            yield from ((written, member) for member in members)
        else:
            yield written, body


def _bloc(task: Task) -> Bloc | None:
    """Return the bloc that the office coordinates which gives the task."""
    return Bloc.objects.filter(lead_id=task.created_by.body_id).order_by("pk").first()


def give(task: Task, *, by: Actor | None, at: dt.datetime, draft: bool = False) -> None:
    """Give the task to the body that leads, or divide it among several.

    It stays a draft while no such body is known. A body that has begun keeps what it has in hand.
    """
    leading = list(task.assignments.filter(part=Part.LEAD).select_related("body").order_by("pk"))
    known = [each.body for each in leading if each.body is not None]
    if task.is_group or (len(leading) > 1 and known and task.state in _NOT_BEGUN and not draft):
        divide(task, known, by=by, at=at)
        return
    lead = known[0] if known else None
    if (lead.pk if lead else None) == task.lead_id and task.state != TaskState.DRAFT:
        return
    _hand_over(task, lead, by=by, at=at, draft=draft)


def _hand_over(
    task: Task, lead: Body | None, *, by: Actor | None, at: dt.datetime, draft: bool
) -> None:
    if task.state not in _NOT_BEGUN:
        raise Refused(
            _(
                "Cơ quan chủ trì đã bắt đầu thực hiện nên không đổi được. Hãy hủy hoặc thay thế "
                "nhiệm vụ này bằng nhiệm vụ mới."
            )
        )
    task.lead = lead
    given = lead is not None and not draft
    enter(task, TaskState.ASSIGNED if given else TaskState.DRAFT, at=at)
    if given:
        task.assigned_at = task.assigned_at or at
    task.save()
    if given:
        record("assign", by=by, at=at, task=task, lead=task.lead_id)
        sum_up(task, by=by, at=at)


def divide(task: Task, bodies: Sequence[Body], *, by: Actor | None, at: dt.datetime) -> None:
    """Give each body a child of its own; one that no longer leads loses what it had not begun."""
    _become_group(task, at)
    wanted = {body.pk: body for body in bodies}
    for child in task.children.select_for_update().exclude(state=TaskState.CANCELLED):
        if child.lead_id in wanted:
            wanted.pop(child.lead_id)
            name_others(child, task)
        else:
            _take_back(child, by=by, at=at)
    for body in wanted.values():
        _child(task, body, by=by, at=at)


def _become_group(task: Task, at: dt.datetime) -> None:
    if task.is_group:
        return
    task.is_group, task.lead = True, None
    task.assigned_at = task.assigned_at or at
    enter(task, TaskState.ASSIGNED, at=at)
    task.save()


def _take_back(child: Task, *, by: Actor | None, at: dt.datetime) -> None:
    if child.state not in _NOT_BEGUN:
        raise Refused(
            _("%(body)s đã bắt đầu thực hiện nên không bỏ khỏi danh sách chủ trì được.")
            % {"body": child.lead.name if child.lead else ""}
        )
    enter(child, TaskState.CANCELLED, at=at, reason=_("Cơ quan không còn được giao chủ trì."))
    child.version += 1
    child.save()
    record("cancel", by=by, at=at, task=child)


def _child(group: Task, body: Body, *, by: Actor | None, at: dt.datetime) -> Task:
    copied = {field: getattr(group, field) for field in COPIED}
    child = Task.objects.create(
        **copied,
        rhythm=Rhythm.STANDING if group.rhythm == Rhythm.STANDING else Rhythm.ONE_OFF,
        parent=group,
        lead=body,
        state=TaskState.ASSIGNED,
        created_at=at,
        assigned_at=at,
        touched_at=at,
    )
    written = group.assignments.get(part=Part.LEAD, body=body).written
    child.assignments.create(part=Part.LEAD, body=body, written=written)
    name_others(child, group)
    child.directives.set(group.directives.all())
    find(child)
    record("assign", by=by, at=at, task=child, lead=body.pk, group=group.pk)
    return child


def name_others(child: Task, group: Task) -> None:
    """Let those who cooperate in the divided task cooperate in the child too."""
    others = group.assignments.filter(part=Part.COOPERATING).select_related("body")
    lead = child.assignments.filter(part=Part.LEAD).select_related("body")
    name(
        child,
        [(each.written, each.body) for each in lead],
        [(each.written, each.body) for each in others],
        on=child.created_at.date(),
    )


def find(task: Task) -> None:
    """Let the task be found by its words and its bodies."""
    parts = task.assignments.select_related("body")
    names = [each.body.name if each.body else each.written for each in parts]
    task.folded = fold(" ".join([task.title, *names]))
    task.save(update_fields=["folded"])
    words = [task.title[500:], *names, task.sentence]
    search.put(KIND, task.pk, title=task.title, words=" ".join(words))
