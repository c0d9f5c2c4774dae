"""Tasks: their source, first deadline, bodies, withdrawing, and who sees them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from giaoban.core import search
from giaoban.core.errors import Conflict, NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.work import actions, permissions, queries
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory
from tests.factories.documents import DocumentFactory
from tests.factories.work import AssignmentFactory, TaskFactory

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)
TODAY = dt.date(2022, 4, 8)
DUE = dt.date(2022, 6, 15)


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory()


def _confirm(by: User, **fields: object) -> Task:
    given = {"title": "Gửi số liệu", "reason": "Trưởng ban giao", **fields}
    return actions.confirm(by=by, at=AT, **given)


def _parts(task: Task) -> set[tuple[str, str, str]]:
    rows = task.assignments.select_related("body")
    return {(each.part, each.body.name if each.body else "", each.written) for each in rows}


def _lead() -> list[tuple[str, Body]]:
    return [("Sở Một", BodyFactory(name="Sở Một"))]


def test_the_deadline_of_a_given_task_is_not_changed(office: User) -> None:
    """A day that was given moves by an extension alone; all else may be mended."""
    task = _confirm(office, due_on=DUE, lead=_lead())
    for due in (dt.date(2022, 7, 1), None):
        with pytest.raises(Refused, match="gia hạn"):
            actions.change(by=office, at=AT, task=task, version=1, due_on=due)
        task.refresh_from_db()
    actions.change(by=office, at=AT, task=task, version=1, title="Khác", due_on=DUE)
    assert (task.title, task.due_on, task.first_due_on) == ("Khác", DUE, DUE)


def test_the_day_of_a_draft_is_mended(office: User) -> None:
    """What was mistyped before the task was given is not its first deadline."""
    task = _confirm(office, due_on=DUE)
    other = dt.date(2022, 7, 1)
    actions.change(by=office, at=AT, task=task, version=1, due_on=other)
    assert (task.state, task.due_on, task.first_due_on) == (TaskState.DRAFT, other, other)


def test_the_database_holds_the_first_deadline(office: User) -> None:
    """Not even a plain UPDATE changes it once it was given; other fields may change beside it."""
    task = _confirm(office, due_on=DUE, lead=_lead())
    rows = Task.objects.filter(pk=task.pk)
    for other in (None, dt.date(2022, 7, 1)):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            rows.update(due_on=None, first_due_on=other)
    assert rows.update(due_on=None, first_due_on=DUE) == 1


def test_the_first_deadline_may_come_later(office: User) -> None:
    """A task without a deadline takes its first one when it gets it."""
    task = _confirm(office)
    actions.change(by=office, at=AT, task=task, version=1, due_on=DUE)
    assert task.first_due_on == DUE


@pytest.mark.parametrize("fields", [{"reason": " "}, {"title": " "}])
def test_a_task_has_a_source_and_a_title(office: User, fields: dict[str, object]) -> None:
    """Typed without a reason, or without what is to be done, it is refused."""
    with pytest.raises(Refused):
        _confirm(office, **fields)


def test_a_task_out_of_a_paper_needs_no_reason(office: User) -> None:
    """The sentence is reason enough."""
    task = _confirm(office, reason="", document=DocumentFactory(), start=0, end=40)
    assert (task.source_text, task.first_due_on) == (task.document.title, None)


def test_a_body_has_one_part(office: User) -> None:
    """A body that leads and cooperates leads; a name twice stands once; unknown names stay."""
    body = BodyFactory(name="Sở Một")
    named = [("Sở Một", body), ("Ban chưa rõ", None), ("ban chưa rõ", None)]
    task = _confirm(office, lead=[("Sở Một", body)], cooperating=named)
    assert _parts(task) == {("lead", "Sở Một", "Sở Một"), ("cooperating", "", "Ban chưa rõ")}


def test_changing_without_bodies_leaves_them(office: User) -> None:
    """Parts change only where both lists are given."""
    task = _confirm(office, lead=[("Sở Một", BodyFactory(name="Sở Một"))])
    actions.change(by=office, at=AT, task=task, version=1, title="Khác")
    assert len(_parts(task)) == 1
    actions.change(by=office, at=AT, task=task, version=2, lead=[], cooperating=[("B", None)])
    assert _parts(task) == {("cooperating", "", "B")}


def test_who_saves_second_is_told(office: User) -> None:
    """A change of an old version raises Conflict and writes nothing."""
    task = _confirm(office)
    actions.change(by=office, at=AT, task=task, version=1, title="Một")
    with pytest.raises(Conflict):
        actions.change(by=office, at=AT, task=task, version=1, title="Hai")
    task.refresh_from_db()
    assert task.title == "Một"


def test_withdrawn_and_restored(office: User) -> None:
    """A withdrawn task is on record but not found; restored it is; twice is once."""
    task = _confirm(office, title="Gửi số liệu quý")
    for act, state, found in (
        (actions.withdraw, TaskState.WITHDRAWN, 0),
        (actions.restore, TaskState.DRAFT, 1),
    ):
        for _ in range(2):
            act(by=office, at=AT, task=task)
        assert task.state == state
        assert len(search.find("so lieu quy", by=office)) == found
    acts = AuditEntry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["work.confirm", "work.withdraw", "work.restore"]


@pytest.mark.parametrize("act", [actions.withdraw, actions.restore])
def test_only_the_office_withdraws(db: None, act: object) -> None:
    """A focal point may do it not even with the own body's task."""
    person = UserFactory(focal_point=True)
    task = AssignmentFactory(body=person.body).task
    with pytest.raises(NotAllowed):
        act(by=person, at=AT, task=task)  # type: ignore[operator]


def test_a_body_sees_its_own(db: None) -> None:
    """A body sees the tasks it leads or cooperates in, and no others."""
    person = UserFactory(focal_point=True)
    own = {
        AssignmentFactory(body=person.body, part=part).task
        for part in (Part.LEAD, Part.COOPERATING)
    }
    AssignmentFactory()
    TaskFactory()
    assert set(permissions.tasks.scope(person)) == own


@pytest.mark.parametrize(
    ("role", "seen"),
    [("leader", 1), ("focal_point", 0), ("auditor", 1), ("publisher", None)],
)
def test_the_lead_body(db: None, role: str, seen: int | None) -> None:
    """A leader of the lead body sees the whole bloc's tasks, its focal point does not."""
    person = UserFactory(role=role, body=BlocFactory().lead)
    AssignmentFactory()
    assert permissions.tasks.scope(person).count() == (seen or 0)


@pytest.mark.parametrize(
    ("days", "late", "soon"),
    [(-1, True, False), (0, False, True), (14, False, True), (15, False, False)],
)
def test_late_and_soon(db: None, days: int, late: bool, soon: bool) -> None:
    """Late from the day after, soon from today for two weeks."""
    TaskFactory(due_on=TODAY + dt.timedelta(days=days))
    TaskFactory(due_on=TODAY + dt.timedelta(days=days), withdrawn=True)
    assert queries.late(Task.objects.all(), TODAY).exists() == late
    assert queries.soon(Task.objects.all(), TODAY).exists() == soon


@pytest.mark.parametrize(
    ("fields", "good"),
    [
        ({}, True),
        ({"reason": ""}, False),
        ({"title": ""}, False),
        ({"first_due_on": None, "due_on": DUE}, False),
        ({"first_due_on": DUE, "due_on": None}, True),
    ],
)
def test_constraints_of_a_task(db: None, fields: dict[str, object], good: bool) -> None:
    """task_has_source, task_has_title, task_keeps_first_deadline."""
    if good:
        TaskFactory(**fields)
    else:
        with pytest.raises(IntegrityError):
            TaskFactory(**fields)


@pytest.mark.parametrize(
    ("start", "end", "good"), [(0, 5, True), (5, 5, False), (None, None, False)]
)
def test_a_task_that_was_read_has_its_span(
    db: None, start: int | None, end: int | None, good: bool
) -> None:
    """task_has_span."""
    given = {"document": DocumentFactory(), "start": start, "end": end, "reason": ""}
    if good:
        TaskFactory(**given)
    else:
        with pytest.raises(IntegrityError):
            TaskFactory(**given)


@pytest.mark.parametrize(
    ("fields", "good"),
    [({"body": None, "written": ""}, False), ({"body": None, "written": "Ban A"}, True)],
)
def test_a_part_names_somebody(db: None, fields: dict[str, object], good: bool) -> None:
    """assignment_names_somebody."""
    if good:
        AssignmentFactory(**fields)
    else:
        with pytest.raises(IntegrityError):
            AssignmentFactory(**fields)


def test_a_part_stands_once(db: None) -> None:
    """assignment_once: a body leads or cooperates, not both; unknown ones may be several."""
    first = AssignmentFactory()
    for _ in range(2):
        AssignmentFactory(task=first.task, body=None, written="Ban A")
    with pytest.raises(IntegrityError):
        AssignmentFactory(task=first.task, body=first.body, part=Part.COOPERATING)
