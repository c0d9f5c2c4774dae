"""Tasks that several bodies lead, that are broken down, that follow one another, that recur."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from giaoban.core.errors import NotAllowed, Refused
from giaoban.work import actions, queries, recurrence
from giaoban.work.actions import giving
from giaoban.work.enums import Every, Part, Rhythm, TaskKind, TaskState
from giaoban.work.models import Task
from tests.factories.bodies import BodyClassFactory, BodyFactory, MembershipFactory
from tests.integration.work.people import AT, DUE, make_people, make_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.test import Client

    from tests.integration.work.people import People

CLASS = "các sở, ban, ngành"


@pytest.fixture
def people(db: None) -> People:
    """Make a bloc in small."""
    return make_people()


def _shared(people: People, **fields: object) -> Task:
    leads = [(body.name, body) for body in (people.body, people.other)]
    return make_task(people, lead=leads, cooperating=[], **fields)


def _child(group: Task, people: People) -> Task:
    return group.children.get(lead=people.body)


def test_several_that_lead_get_a_child_each(people: People) -> None:
    """The whole has no lead and is not pending; its bodies see their own child."""
    group = _shared(people)
    group.refresh_from_db()
    children = list(group.children.order_by("pk"))
    assert (group.is_group, group.lead, group.state, group.pending) == (True, None, "assigned", 0)
    assert [child.lead for child in children] == [people.body, people.other]
    assert {child.due_on for child in children} == {DUE}
    assert {child.pending for child in children} == {1}


def test_a_class_means_its_bodies_of_the_day(people: People) -> None:
    """Bodies of the bloc that exist that day; one that ended before gets nothing."""
    BodyClassFactory(name=CLASS)
    bloc = people.office.body.leads.get()
    for body in (people.body, people.other):
        MembershipFactory(bloc=bloc, body=body)
    MembershipFactory(bloc=bloc, body=BodyFactory(valid_to=dt.date(2021, 1, 1)))
    group = make_task(people, lead=[(CLASS, None)], cooperating=[])
    assert {child.lead for child in group.children.all()} == {people.body, people.other}
    assert set(group.assignments.values_list("written", flat=True)) == {CLASS}


def test_the_whole_is_done_when_all_are(people: People) -> None:
    """It takes the state of its parts and the latest of their days."""
    group = _shared(people, kind=TaskKind.COMMENT)
    for days, child in enumerate(group.children.order_by("pk")):
        group.refresh_from_db()
        assert group.state in {TaskState.ASSIGNED, TaskState.IN_PROGRESS}
        at = AT + dt.timedelta(days=days)
        actions.submit(by=people.office, at=at, task=child, text="Xong", on_behalf=True)
        actions.verify(by=people.chief, at=at, task=child)
    group.refresh_from_db()
    assert (group.state, group.done_on) == (TaskState.VERIFIED, dt.date(2022, 4, 9))


def test_changing_who_leads(people: People) -> None:
    """A new lead gets a child; one that has not begun is taken off, one that has is not."""
    group = _shared(people)
    third = people.foreign.body
    kept = [(people.other.name, people.other), (third.name, third)]
    actions.change(
        by=people.office, at=AT, task=group, version=group.version, lead=kept, cooperating=[]
    )
    states = dict(group.children.values_list("lead", "state"))
    assert states == {
        people.body.pk: TaskState.CANCELLED,
        people.other.pk: TaskState.ASSIGNED,
        third.pk: TaskState.ASSIGNED,
    }
    actions.accept(by=people.cooperating, at=AT, task=group.children.get(lead=people.other))
    group.refresh_from_db()
    with pytest.raises(Refused, match="đã bắt đầu"):
        actions.change(
            by=people.office,
            at=AT,
            task=group,
            version=group.version,
            lead=kept[1:],
            cooperating=[],
        )


def test_withdrawn_and_restored_with_its_children(people: People) -> None:
    """All go and all come back to where they stood."""
    group = _shared(people)
    actions.accept(by=people.lead, at=AT, task=_child(group, people))
    actions.withdraw(by=people.office, at=AT, task=group)
    assert set(group.children.values_list("state", flat=True)) == {TaskState.WITHDRAWN}
    actions.restore(by=people.office, at=AT, task=group)
    assert set(group.children.values_list("state", flat=True)) == {"accepted", "assigned"}
    assert group.state == TaskState.IN_PROGRESS


def test_a_whole_is_not_worked_on(people: People) -> None:
    """Its acts are those of its children; the refusal says so."""
    with pytest.raises(Refused, match="từng cơ quan"):
        actions.submit(by=people.office, at=AT, task=_shared(people), text="a", on_behalf=True)


def test_divided_whole_or_not_at_all(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken off after the first child, nothing of the task is written."""
    made = giving._child

    def once(group: Task, body: object, **more: object) -> Task:
        if group.children.exists():
            raise DatabaseError("broken off")
        return made(group, body, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(giving, "_child", once)
    with pytest.raises(DatabaseError), transaction.atomic():
        _shared(people)
    assert not Task.objects.exists()


def test_broken_down(people: People) -> None:
    """A body breaks its task down for itself alone; the whole waits for its parts."""
    task = make_task(people, kind=TaskKind.COMMENT)
    given = {"by": people.lead, "at": AT, "task": task, "title": "Việc nhỏ"}
    with pytest.raises(NotAllowed):
        actions.break_down(**given, lead=people.other)
    with pytest.raises(Refused, match="không được sau"):
        actions.break_down(**given, lead=people.body, due_on=DUE + dt.timedelta(days=1))
    part = actions.break_down(**given, lead=people.body, due_on=DUE)
    assert (part.parent, part.state, part.reason) == (task, TaskState.ASSIGNED, task.reason)
    with pytest.raises(Refused, match="nhiệm vụ con"):
        actions.submit(by=people.lead, at=AT, task=task, text="Xong")


def test_one_after_another(people: People) -> None:
    """What follows is not sent in before what it follows is done."""
    first = make_task(people)
    second = make_task(people, kind=TaskKind.COMMENT, after=first)
    with pytest.raises(Refused, match="làm sau"):
        actions.submit(by=people.lead, at=AT, task=second, text="Xong")
    actions.cancel(by=people.office, at=AT, task=first, reason="Thôi")
    second.refresh_from_db()
    assert actions.submit(by=people.lead, at=AT, task=second, text="Xong")


@pytest.mark.parametrize("link", ["after", "parent"])
def test_no_circles(people: People, link: str) -> None:
    """A task stands neither under nor behind itself, however many stand between."""
    chain = [make_task(people)]
    for _ in range(3):
        task = make_task(people)
        actions.change(
            by=people.office, at=AT, task=task, version=task.version, **{link: chain[-1]}
        )
        chain.append(task)
    assert queries.above(chain[-1].pk, link) == {task.pk for task in chain}
    for wrong in (chain[0], chain[-1]):
        with pytest.raises(Refused, match="chính nhiệm vụ này"), transaction.atomic():
            actions.change(
                by=people.office,
                at=AT,
                task=chain[0],
                version=chain[0].version,
                **{link: wrong},
            )
        chain[0].refresh_from_db()


def _recurring(people: People, **fields: object) -> Task:
    return make_task(
        people,
        rhythm=Rhythm.RECURRING,
        every=Every.MONTH,
        kind=TaskKind.COMMENT,
        **fields,
    )


def test_what_is_done_comes_back(people: People) -> None:
    """Verifying one occurrence makes the next, with the same bodies, and no third."""
    task = _recurring(people)
    actions.submit(by=people.lead, at=AT, task=task, text="Xong")
    actions.verify(by=people.office, at=AT, task=task)
    again = task.occurrences.get()
    assert (again.due_on, again.lead, again.state) == (
        dt.date(2022, 7, 15),
        people.body,
        TaskState.ASSIGNED,
    )
    assert again.assignments.filter(part=Part.COOPERATING, body=people.other).exists()
    assert actions.begin_periods(at=AT) == 0


def test_a_period_begins_by_itself(people: People) -> None:
    """What was not done does not hold up the next; twice is once; a long sleep is made up."""
    task = _recurring(people)
    later = dt.datetime(2022, 8, 20, 3, tzinfo=dt.UTC)
    assert (actions.begin_periods(at=later), actions.begin_periods(at=later)) == (3, 0)
    days = task.occurrences.order_by("due_on").values_list("due_on", flat=True)
    assert [day.month for day in days] == [7, 8, 9]
    assert Task.objects.get(pk=task.pk).state == TaskState.ASSIGNED


def test_a_divided_task_comes_back_as_a_whole(people: People) -> None:
    """Its next occurrence has its children."""
    group = _shared(people, rhythm=Rhythm.RECURRING, every=Every.QUARTER, kind=TaskKind.INFORMATION)
    assert actions.begin_periods(at=dt.datetime(2022, 6, 17, tzinfo=dt.UTC)) == 1
    again = group.occurrences.get()
    assert (again.is_group, again.children.count()) == (True, 2)


@pytest.mark.parametrize(
    "fields",
    [
        {"rhythm": Rhythm.RECURRING, "every": ""},
        {"rhythm": Rhythm.RECURRING, "every": Every.MONTH, "due_on": None},
        {"rhythm": Rhythm.STANDING},
    ],
)
def test_rhythms_that_are_refused(people: People, fields: dict[str, object]) -> None:
    """What recurs needs a day and a period, what stands has none."""
    with pytest.raises(Refused):
        make_task(people, **fields)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(Every))
def test_no_day_is_drifted_off(first: dt.date, every: Every) -> None:
    """Twelve months of steps lead to the same day of the month, but for the 29th of February."""
    day = first
    for _ in range(12 // recurrence.MONTHS[every]):
        day = recurrence.next_day(first, day, every)
    assert (day.year, day.month) == (first.year + 1, first.month)
    assert day.day == first.day or first.month == 2


def test_the_board_is_one_query(
    people: People, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    """Bodies × states; a divided task counts by its children alone, late ones are told."""
    _shared(people)
    make_task(people, due_on=dt.date(2022, 4, 1))
    with django_assert_num_queries(1):
        board = queries.board(Task.objects.all(), AT.date())
    assert board[people.body.pk][TaskState.ASSIGNED] == queries.Cell(2, 1)
    assert board[people.other.pk][TaskState.ASSIGNED] == queries.Cell(1, 0)


def test_who_gives_to_a_class_is_not_among_it(people: People) -> None:
    """The office's own body gets nothing by "các sở, ban, ngành", and what is its by its name."""
    BodyClassFactory(name=CLASS)
    own = people.office.body
    for body in (people.body, people.other, own):
        MembershipFactory(bloc=own.leads.get(), body=body)
    group = make_task(people, lead=[(CLASS, None)], cooperating=[])
    assert {child.lead for child in group.children.all()} == {people.body, people.other}
    named = make_task(people, lead=[(CLASS, None), (own.name, own)], cooperating=[])
    assert {child.lead for child in named.children.all()} == {people.body, people.other, own}


def test_without_a_paper_no_paper_is_said_to_write(client: Client, people: People) -> None:
    """The child of a task entered by hand says to whom it was given together with others."""
    BodyClassFactory(name=CLASS)
    for body in (people.body, people.other):
        MembershipFactory(bloc=people.office.body.leads.get(), body=body)
    group = make_task(
        people, lead=[(CLASS, None)], cooperating=[("Sở thứ hai", people.foreign.body)]
    )
    client.force_login(people.office)
    url = reverse("work:record", args=[_child(group, people).pk])
    page = client.get(url).content.decode()
    assert f"được giao chung cho “{CLASS}”" in page
    assert "ghi là “Sở thứ hai”" in page
    assert "văn bản ghi" not in page
