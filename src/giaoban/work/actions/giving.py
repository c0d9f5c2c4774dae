"""Who gets a task: bodies named in it, classes of them, and a child for each where several lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.bodies.models import Bloc, Body
from giaoban.bodies.queries import bodies_of_class, find_class
from giaoban.core import search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.work import states
from giaoban.work.actions.moving import call_off, enter, on_record, record, sum_up
from giaoban.work.enums import Part, Rhythm, TaskState
from giaoban.work.models import Assignment, Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from giaoban.core.policies import Actor

KIND = "task"
Named = tuple[str, "Body | None"]
# In these the body that leads has not begun, and another may be given the task.
_NOT_BEGUN = frozenset({TaskState.DRAFT, TaskState.ASSIGNED, TaskState.DECLINED})
_LEADS_NO_MORE = gettext_lazy("Cơ quan không còn được giao chủ trì.")
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


def name(
    task: Task, lead: Sequence[Named], cooperating: Sequence[Named], *, on: dt.date
) -> set[int | None]:
    """Write who leads and who cooperates, each body once; a body that does both leads.

    What stays is left as it stands, so that the persons who work on it stay too. Return the bodies
    that lead now and did not before.
    """
    before = set(task.assignments.filter(part=Part.LEAD).values_list("body_id", flat=True))
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
    now = task.assignments.filter(part=Part.LEAD).values_list("body_id", flat=True)
    return {body for body in now if body not in before}


def replace_lead(task: Task, lead: Body) -> None:
    """Let one body lead in place of all that were named; in the divided task above it too.

    A name that the directory did not know was meant for it, and stays as the paper wrote it.
    """
    group = task.parent if task.parent is not None and task.parent.is_group else None
    if group is not None:
        _replace_in(group, task.lead_id, lead)
    named = task.assignments.filter(part=Part.LEAD)
    unknown = list(named.filter(body=None).values_list("written", flat=True))
    named.exclude(body=lead).delete()
    written = unknown[0] if len(unknown) == 1 else lead.name
    Assignment.objects.update_or_create(
        task=task, body=lead, defaults={"part": Part.LEAD, "written": written}
    )
    task.lead = lead


def _replace_in(group: Task, old: int | None, lead: Body) -> None:
    if group.assignments.filter(part=Part.LEAD, body=lead).exists():
        raise Refused(
            _("%(body)s đã có phần chủ trì của mình trong nhiệm vụ này. Hãy chọn cơ quan khác.")
            % {"body": lead.name}
        )
    group.assignments.filter(body=lead).delete()
    group.assignments.filter(part=Part.LEAD, body=old).update(body=lead, written=lead.name)
    find(group)


def _resolved(named: Sequence[Named], task: Task, on: dt.date) -> Iterator[Named]:
    """Yield the names; a class that is no single body gives each of its bodies a line.

    Who gives a task to "các sở, ban, ngành" does not mean the own body; by its name it may.
    """
    for written, body in named:
        found = find_class(written) if body is None else None
        members = [
            member
            for member in (bodies_of_class(found, on, _bloc(task)) if found is not None else ())
            if member.pk != task.created_by.body_id
        ]
        if members:
            yield from ((written, member) for member in members)
        else:
            yield written, body


def _bloc(task: Task) -> Bloc | None:
    """Return the bloc that the office coordinates which gives the task."""
    return Bloc.objects.filter(lead_id=task.created_by.body_id).order_by("pk").first()


def give(
    task: Task,
    *,
    by: Actor | None,
    at: dt.datetime,
    draft: bool = False,
    fresh: Collection[int | None] = (),
) -> None:
    """Give the task to the body that leads, or divide it among several.

    It stays a draft while no such body is known. A body that has begun keeps what it has in hand.
    ``fresh`` are the bodies that have just been named to lead.
    """
    leading = list(task.assignments.filter(part=Part.LEAD).select_related("body").order_by("pk"))
    known = [each.body for each in leading if each.body is not None]
    if task.is_group or (len(leading) > 1 and known and task.state in _NOT_BEGUN and not draft):
        divide(task, known, by=by, at=at, fresh=fresh)
        return
    if len(known) > 1 and task.state not in _NOT_BEGUN:
        raise Refused(
            _(
                "Cơ quan chủ trì đã bắt đầu thực hiện nên không thêm cơ quan cùng chủ trì được. "
                "Hãy tách nhiệm vụ con cho cơ quan đó."
            )
        )
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


def divide(
    task: Task,
    bodies: Sequence[Body],
    *,
    by: Actor | None,
    at: dt.datetime,
    fresh: Collection[int | None] = (),
) -> None:
    """Give each body a child of its own; one that no longer leads loses what it had not begun.

    A child that was called off comes back only where its body has been named anew.
    """
    _become_group(task, at)
    named = {body.pk for body in bodies}
    children = list(task.children.select_for_update().order_by("pk"))
    for child in children:
        if child.lead_id in named:
            if child.state in states.OPEN:
                name_others(child, task)
        elif child.state not in states.UNDONE:
            _take_back(child, by=by, at=at)
    there = {
        child.lead_id
        for child in children
        if child.state not in states.UNDONE or child.lead_id not in fresh
    }
    for body in bodies:
        if body.pk not in there:
            _child(task, body, by=by, at=at)


def _become_group(task: Task, at: dt.datetime) -> None:
    if task.is_group:
        return
    task.is_group, task.lead = True, None
    task.assigned_at = task.assigned_at or at
    enter(task, TaskState.ASSIGNED, at=at)
    task.save()


def _take_back(child: Task, *, by: Actor | None, at: dt.datetime) -> None:
    if child.state not in _NOT_BEGUN or child.children.filter(state__in=states.OPEN).exists():
        raise Refused(
            _("%(body)s đã bắt đầu thực hiện nên không bỏ khỏi danh sách chủ trì được.")
            % {"body": child.lead.name if child.lead else ""}
        )
    call_off(child)
    enter(child, TaskState.CANCELLED, at=at, reason=on_record(_LEADS_NO_MORE))
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
        on=timezone.localdate(child.created_at),
    )


def find(task: Task) -> None:
    """Let the task be found by its words and its bodies."""
    parts = task.assignments.select_related("body")
    names = [each.body.name if each.body else each.written for each in parts]
    task.folded = fold(" ".join([task.title, *names]))
    task.save(update_fields=["folded"])
    words = [task.title[500:], *names, task.sentence]
    search.put(KIND, task.pk, title=task.title, words=" ".join(words))
