"""Hand the open work of a body that ended to its successor, in one act; and take that back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.models import User
from giaoban.bodies.models import Person, Reorganisation
from giaoban.bodies.queries import existing
from giaoban.core import audit
from giaoban.core.errors import Refused
from giaoban.core.models import AuditEntry
from giaoban.work import permissions, succession
from giaoban.work.actions import announcing
from giaoban.work.actions.indexing import reindex
from giaoban.work.enums import Part
from giaoban.work.models import (
    Assignment,
    Extension,
    Handler,
    Progress,
    Submission,
    Succeeding,
    Task,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

_BATCH = 500


@dataclass(slots=True)
class _Plan:
    """What handing over writes, gathered before the first row is touched."""

    moved: dict[int, list[int]] = field(default_factory=dict)
    dropped: list[int] = field(default_factory=list)
    led: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    rows: list[Succeeding] = field(default_factory=list)
    gave_way: dict[int, Succeeding] = field(default_factory=dict)


@transaction.atomic
def hand(
    *,
    by: User,
    at: dt.datetime,
    on: dt.date,
    act: Reorganisation,
    successors: Mapping[int, int],
    chosen: Mapping[int, int],
    expected: int,
) -> int:
    """Hand over all open work that the act's bodies left; return how many parts in tasks.

    ``successors`` gives each ended body its successor, ``chosen`` another one for single parts,
    by the key of the assignment. ``expected`` is how many the person saw; where there are others
    by now, nothing is written. With nothing left to hand over, nothing happens.
    """
    permissions.succeedings.require(by, "hand")
    Reorganisation.objects.select_for_update().get(pk=act.pk)
    left = list(succession.left_by(act).select_related("task").order_by("task_id", "pk"))
    if not left:
        return 0
    if len(left) != expected:
        raise Refused(_("Danh sách việc vừa thay đổi. Hãy xem lại rồi bàn giao."))
    _check(on, {*successors.values(), *chosen.values()})
    plan = _plan(act, left, successors, chosen, by=by, at=at)
    _carry_out(plan, at)
    _record("succession.hand", "work.hand", act, plan.rows, by=by, at=at)
    announcing.hand_over(by=by, at=at, act=act, rows=plan.rows)
    return len(plan.rows)


def _check(on: dt.date, keys: set[int]) -> None:
    known = set(existing(on).filter(pk__in=keys).values_list("pk", flat=True))
    if keys - known:
        raise Refused(_("Cơ quan nhận bàn giao phải đang hoạt động."))


def _plan(
    act: Reorganisation,
    left: list[Assignment],
    successors: Mapping[int, int],
    chosen: Mapping[int, int],
    *,
    by: User,
    at: dt.datetime,
) -> _Plan:
    plan = _Plan()
    present = _present(left, {*successors.values(), *chosen.values()})
    for row in left:
        old = row.body_id or 0
        new = chosen.get(row.pk) or successors.get(old)
        if new is None:
            raise Refused(_("Hãy chọn cơ quan nhận bàn giao cho từng cơ quan cũ."))
        there = present.get((row.task_id, new))
        gone = _less(row, there)
        if gone is row:
            plan.dropped.append(row.pk)
        else:
            if there is not None:
                _give_way(plan, there, new)
            plan.moved.setdefault(new, []).append(row.pk)
            present[row.task_id, new] = row
        if row.part == Part.LEAD and row.task.lead_id == old:
            plan.led.setdefault((old, new), []).append(row.task_id)
        line = Succeeding(
            act=act,
            task_id=row.task_id,
            part=row.part,
            to_part=there.part if there is not None else "",
            written=gone.written if gone is not None else "",
            from_body_id=old,
            to_body_id=new,
            by=by,
            at=at,
        )
        plan.rows.append(line)
        if gone is not None:
            plan.gave_way[gone.pk] = line
    return plan


def _less(row: Assignment, there: Assignment | None) -> Assignment | None:
    """Return which of two parts of one body gives way: the one that comes, unless it leads."""
    if there is None:
        return None
    return there if row.part == Part.LEAD and there.part == Part.COOPERATING else row


def _present(left: list[Assignment], heirs: set[int]) -> dict[tuple[int, int], Assignment]:
    """Return the parts that the successors have in the tasks already."""
    found: dict[tuple[int, int], Assignment] = {}
    for keys in _batches([row.task_id for row in left]):
        for each in Assignment.objects.filter(task__in=keys, body__in=heirs):
            found[each.task_id, each.body_id or 0] = each
    return found


def _give_way(plan: _Plan, there: Assignment, new: int) -> None:
    """Let the successor's own lesser part go: it leads now."""
    moved = plan.moved.get(new, [])
    if there.pk in moved:
        moved.remove(there.pk)
    plan.dropped.append(there.pk)


def _note_persons(plan: _Plan) -> None:
    """Note who worked on the parts that give way; they go with them."""
    for keys in _batches(plan.gave_way):
        found = Handler.objects.filter(assignment__in=keys).order_by("pk")
        for part, person in found.values_list("assignment", "person"):
            plan.gave_way[part].persons.append(person)


def _carry_out(plan: _Plan, at: dt.datetime) -> None:
    _note_persons(plan)
    for keys in _batches(plan.dropped):
        Assignment.objects.filter(pk__in=keys).delete()
    for new, rows in plan.moved.items():
        for keys in _batches(rows):
            Assignment.objects.filter(pk__in=keys).update(body=new)
    for (_old, new), tasks in plan.led.items():
        for keys in _batches(tasks):
            Task.objects.filter(pk__in=keys).update(lead=new)
    Succeeding.objects.bulk_create(plan.rows, batch_size=_BATCH)
    _touch({row.task_id for row in plan.rows}, at)


def _touch(tasks: set[int], at: dt.datetime) -> None:
    """Make an edit begun before meet the act as a conflict, and let search know."""
    for keys in _batches(sorted(tasks)):
        Task.objects.filter(pk__in=keys).update(version=F("version") + 1, touched_at=at)
    reindex(sorted(tasks))


def _record(
    act_name: str,
    task_name: str,
    act: Reorganisation,
    rows: list[Succeeding],
    *,
    by: User,
    at: dt.datetime,
) -> None:
    audit.record(act_name, by=by, at=at, subject=act, facts={"parts": len(rows)})
    subjects = (
        (Task(pk=row.task_id), {"from": row.from_body_id, "to": row.to_body_id, "part": row.part})
        for row in rows
    )
    audit.record_many(task_name, by=by, at=at, subjects=subjects)


@transaction.atomic
def hand_back(*, by: User, at: dt.datetime, act: Reorganisation) -> int:
    """Take a handing over back, as long as the successors did nothing in it; twice is once."""
    permissions.succeedings.require(by, "hand_back")
    Reorganisation.objects.select_for_update().get(pk=act.pk)
    rows = list(succession.handed(act).select_related("task"))
    if not rows:
        return 0
    if n := _built_on(rows):
        raise Refused(
            ngettext(
                "Cơ quan nhận bàn giao đã xử lý %(n)s việc nên không hủy bàn giao được.",
                "Cơ quan nhận bàn giao đã xử lý %(n)s việc nên không hủy bàn giao được.",
                n,
            )
            % {"n": n}
        )
    for row in reversed(rows):
        _give_back(row)
    Succeeding.objects.filter(act=act).delete()
    _touch({row.task_id for row in rows}, at)
    _record("succession.hand_back", "work.hand_back", act, rows, by=by, at=at)
    return len(rows)


def _built_on(rows: list[Succeeding]) -> int:
    """Count the tasks that went on since they were handed over."""
    since = min(row.at for row in rows)
    heirs = {row.to_body_id for row in rows}
    people = set(User.objects.filter(body__in=heirs).values_list("pk", flat=True))
    touched = {row.task_id for row in rows if not row.task.is_open}
    for keys in _batches([row.task_id for row in rows]):
        for model in (Progress, Submission, Extension):
            later = model.objects.filter(task__in=keys, body__in=heirs, at__gt=since)
            touched |= set(later.values_list("task_id", flat=True))
        touched |= _acted_on(keys, people, since) | _without_the_heir(rows, keys)
    return len(touched)


def _acted_on(keys: list[int], people: set[int], since: dt.datetime) -> set[int]:
    """Return the tasks on which the successor's people have any act on record: accepted, attached.

    Watching a task is nothing done in it.
    """
    subjects = [str(key) for key in keys]
    label = Task._meta.label_lower  # noqa: SLF001
    found = AuditEntry.objects.filter(subject_type=label, subject_id__in=subjects, at__gt=since)
    found = found.filter(actor_id__in=people).exclude(act__in=("work.watch", "work.unwatch"))
    return {int(key) for key in found.values_list("subject_id", flat=True)}


def _without_the_heir(rows: list[Succeeding], keys: list[int]) -> set[int]:
    """Return the tasks in which the successor has no part any more."""
    there = set(Assignment.objects.filter(task__in=keys).values_list("task_id", "body_id"))
    wanted = set(keys)
    return {
        row.task_id
        for row in rows
        if row.task_id in wanted and (row.task_id, row.to_body_id) not in there
    }


def _give_back(row: Succeeding) -> None:
    """Undo one line; the last first, so that each finds what it left."""
    there = Assignment.objects.filter(task=row.task_id, body=row.to_body_id)
    if not row.to_part or (row.part == Part.LEAD and row.to_part == Part.COOPERATING):
        there.update(body=row.from_body_id)
        if row.to_part:
            _put_back(row, row.to_body_id, row.to_part)
    else:
        _put_back(row, row.from_body_id, row.part)
    if row.part == Part.LEAD:
        of_heir = Q(pk=row.task_id, lead=row.to_body_id)
        Task.objects.filter(of_heir).update(lead=row.from_body_id)


def _put_back(row: Succeeding, body: int, part: str) -> None:
    """Put the part back that gave way, as it was written and with the persons who worked on it."""
    back = Assignment.objects.create(
        task_id=row.task_id, body_id=body, part=part, written=row.written
    )
    known = Person.objects.filter(pk__in=row.persons) if row.persons else ()
    Handler.objects.bulk_create(Handler(assignment=back, person=person) for person in known)


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    wanted = list(keys)
    for at in range(0, len(wanted), _BATCH):
        yield wanted[at : at + _BATCH]


def obstacle(act: Reorganisation) -> str:
    """Return why a reorganisation cannot be taken back: work was handed over under it."""
    if succession.handed(act).exists():
        return _(
            "Việc của cơ quan cũ đã bàn giao cho cơ quan kế thừa. Hãy hủy việc bàn giao trước, "
            "ở trang bàn giao của đợt sắp xếp này."
        )
    return ""
