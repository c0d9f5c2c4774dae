"""Open work is handed to the successor in one act; what is done keeps the old body."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from giaoban.bodies.actions import reorganise
from giaoban.bodies.actions.given import NameGiven
from giaoban.core.errors import Refused
from giaoban.core.models import AuditEntry
from giaoban.work import queries, succession
from giaoban.work.actions import accept, confirm, watching
from giaoban.work.actions import succession as actions
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Assignment, Handler, Progress, Succeeding, Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, PersonFactory
from tests.factories.work import AT

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body, Reorganisation

ON = dt.date(2022, 5, 16)
LATER = dt.date(2022, 6, 1)


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory()


def _task(office: User, lead: Body, *others: Body, title: str = "Gửi báo cáo") -> Task:
    return confirm(
        by=office,
        at=AT,
        title=title,
        reason="Giao ban",
        lead=[(lead.name, lead)],
        cooperating=[(body.name, body) for body in others],
    )


def _dissolve(office: User, body: Body, *heirs: Body) -> Reorganisation:
    return reorganise.dissolve(body=body, heirs=heirs, on=ON, decision="01-QĐ/TU", by=office, at=AT)


def _hand(office: User, act: Reorganisation, **given: dict[int, int]) -> int:
    successors = {
        body.pk: heirs[0].pk
        for body in succession.ended_by(act)
        if (heirs := succession.heirs(body, LATER))
    }
    return actions.hand(
        by=office,
        at=AT,
        on=LATER,
        act=act,
        successors=given.get("successors", successors),
        chosen=given.get("chosen", {}),
        expected=succession.left_by(act).count(),
    )


def _parts(task: Task) -> dict[str, str]:
    rows = Assignment.objects.filter(task=task).select_related("body")
    return {each.body.name: each.part for each in rows if each.body}


def test_a_body_dissolved_in_mid_quarter(office: User) -> None:
    """Its open tasks go to the heir, who leads and finds them; those done stay where they were."""
    old, new = BodyFactory(name="Sở Cũ"), BodyFactory(name="Sở Mới")
    task, done = _task(office, old), _task(office, old, title="Đã xong")
    Task.objects.filter(pk=done.pk).update(
        state=TaskState.CLOSED, done_on=dt.date(2022, 5, 1), ended_at=AT
    )
    act = _dissolve(office, old, new)
    assert [(each.act, each.n) for each in succession.waiting()] == [(act, 1)]
    assert _hand(office, act) == 1
    task.refresh_from_db()
    assert task.lead == new
    assert "so moi" in task.folded
    assert _parts(task) == {"Sở Mới": Part.LEAD}
    assert _parts(done) == {"Sở Cũ": Part.LEAD}
    assert succession.waiting() == []
    assert list(queries.of_body(Task.objects.all(), new.pk)) == [task]
    acts = AuditEntry.objects.filter(subject_id=str(task.pk), act="work.hand")
    assert acts.get().facts == {"from": old.pk, "to": new.pk, "part": Part.LEAD}


def test_twice_is_once(office: User) -> None:
    """A second time there is nothing to hand over, and nothing is written."""
    old, new = BodyFactory.create_batch(2)
    _task(office, old)
    act = _dissolve(office, old, new)
    assert _hand(office, act) == 1
    assert _hand(office, act) == 0
    assert Succeeding.objects.count() == 1


MERGED = [
    # (parts of the two old bodies and of the one they merge into, what comes of it)
    ((Part.LEAD, None, None), Part.LEAD),
    ((None, Part.COOPERATING, None), Part.COOPERATING),
    ((Part.LEAD, Part.COOPERATING, None), Part.LEAD),
    ((Part.COOPERATING, Part.LEAD, None), Part.LEAD),
    ((Part.LEAD, None, Part.COOPERATING), Part.LEAD),
    ((Part.COOPERATING, None, Part.LEAD), Part.LEAD),
    ((Part.COOPERATING, Part.COOPERATING, Part.COOPERATING), Part.COOPERATING),
    ((Part.COOPERATING, Part.LEAD, Part.COOPERATING), Part.LEAD),
]


@pytest.mark.parametrize(("before", "after"), MERGED)
def test_parts_meet_and_come_apart_again(
    office: User, before: tuple[Part | None, ...], after: Part
) -> None:
    """Whatever parts meet in one body, the greater stays; taken back, all is as it was."""
    bodies = [BodyFactory(name=f"Sở {letter}") for letter in "ABC"]
    task = confirm(by=office, at=AT, title="Gửi báo cáo", reason="Giao ban")
    for body, part in zip(bodies, before, strict=True):
        if part is not None:
            Assignment.objects.create(task=task, body=body, part=part)
            if part == Part.LEAD:
                Task.objects.filter(pk=task.pk).update(lead=body, state=TaskState.ASSIGNED)
    lead, parts = Task.objects.get(pk=task.pk).lead, _parts(task)
    act = reorganise.merge(
        bodies=bodies[:2], into=bodies[2], on=ON, decision="01-QĐ/TU", by=office, at=AT
    )
    _hand(office, act)
    assert _parts(task) == {"Sở C": after}
    assert Task.objects.get(pk=task.pk).lead == (bodies[2] if after == Part.LEAD else None)
    actions.hand_back(by=office, at=AT, act=act)
    assert _parts(task) == parts
    assert Task.objects.get(pk=task.pk).lead == lead


@pytest.mark.parametrize("before", [before for before, _after in MERGED])
def test_who_worked_on_it_works_on_it_again(office: User, before: tuple[Part | None, ...]) -> None:
    """Whichever part gives way, taken back it has its persons again and the words of the paper."""
    bodies = [BodyFactory(name=f"Sở {letter}") for letter in "ABC"]
    task = confirm(by=office, at=AT, title="Gửi báo cáo", reason="Giao ban")
    for body, part in zip(bodies, before, strict=True):
        if part is not None:
            row = Assignment.objects.create(
                task=task, body=body, part=part, written=f"{body.name} (phòng chuyên môn)"
            )
            for person in PersonFactory.create_batch(2):
                Handler.objects.create(assignment=row, person=person)
            if part == Part.LEAD:
                Task.objects.filter(pk=task.pk).update(lead=body, state=TaskState.ASSIGNED)
    as_it_was = _whole_parts(task)
    act = reorganise.merge(
        bodies=bodies[:2], into=bodies[2], on=ON, decision="01-QĐ/TU", by=office, at=AT
    )
    for _twice in range(2):
        _hand(office, act)
        assert {body for body, *_rest in _whole_parts(task)} == {"Sở C"}
        actions.hand_back(by=office, at=AT, act=act)
        assert _whole_parts(task) == as_it_was


def _whole_parts(task: Task) -> set[tuple[str, str, str, frozenset[int]]]:
    """Return each part in a task: the body, what it is, as the paper has it, who works on it."""
    rows = Assignment.objects.filter(task=task).select_related("body")
    return {
        (
            each.body.name if each.body else "",
            each.part,
            each.written,
            frozenset(each.handlers.values_list("person", flat=True)),
        )
        for each in rows
    }


def test_a_person_who_is_gone_since_is_not_put_back(office: User) -> None:
    """The part is given back all the same."""
    old, new = BodyFactory.create_batch(2)
    task = _task(office, old, new)
    row = task.assignments.get(body=new)
    gone = PersonFactory()
    Handler.objects.create(assignment=row, person=gone)
    act = _dissolve(office, old, new)
    _hand(office, act)
    gone.delete()
    actions.hand_back(by=office, at=AT, act=act)
    assert _parts(task) == {old.name: Part.LEAD, new.name: Part.COOPERATING}
    assert not Handler.objects.exists()


def test_single_tasks_go_to_another_heir(office: User) -> None:
    """After a split each task may be given to another of the new bodies."""
    old = BodyFactory(name="Sở Văn xã")
    first, second = _task(office, old, title="Văn"), _task(office, old, title="Xã")
    names = [NameGiven(name="Sở Văn"), NameGiven(name="Sở Xã")]
    act = reorganise.split(
        body=old, names=names, goes_on=False, on=ON, decision="01-QĐ/TU", by=office, at=AT
    )
    heirs = succession.heirs(old, LATER)
    part = succession.left_by(act).get(task=second)
    _hand(office, act, chosen={part.pk: heirs[1].pk})
    assert _parts(first) == {"Sở Văn": Part.LEAD}
    assert _parts(second) == {"Sở Xã": Part.LEAD}


def test_chains_are_followed(office: User) -> None:
    """Work that waited while its successor ended too goes to the one that stands now."""
    first, second, third = BodyFactory.create_batch(3)
    _task(office, first)
    act = _dissolve(office, first, second)
    reorganise.dissolve(
        body=second,
        heirs=[third],
        on=ON + dt.timedelta(days=9),
        decision="02-QĐ/TU",
        by=office,
        at=AT,
    )
    assert succession.heirs(first, LATER) == [third]
    assert _hand(office, act) == 1


def test_a_body_without_successor_needs_a_choice(office: User) -> None:
    """Nobody is guessed: without a choice the act is refused whole."""
    old, other = BodyFactory.create_batch(2)
    task = _task(office, old)
    act = _dissolve(office, old)
    with pytest.raises(Refused):
        _hand(office, act, successors={})
    assert _hand(office, act, successors={old.pk: other.pk}) == 1
    task.refresh_from_db()
    assert task.lead == other


def test_what_was_not_seen_is_not_handed_over(office: User) -> None:
    """Where the list changed since the preview nothing is written."""
    old, new = BodyFactory.create_batch(2)
    _task(office, old)
    act = _dissolve(office, old, new)
    with pytest.raises(Refused):
        actions.hand(
            by=office,
            at=AT,
            on=LATER,
            act=act,
            successors={old.pk: new.pk},
            chosen={},
            expected=7,
        )
    assert not Succeeding.objects.exists()


def test_a_body_that_is_gone_takes_nothing(office: User) -> None:
    """The successor has to exist on the day."""
    old, gone = BodyFactory(), BodyFactory(valid_to=dt.date(2021, 1, 1))
    _task(office, old)
    act = _dissolve(office, old)
    with pytest.raises(Refused):
        _hand(office, act, successors={old.pk: gone.pk})


def test_undoing_the_reorganisation_waits_for_the_way_back(office: User) -> None:
    """It is refused while work is handed over; after the handing back it goes."""
    old, new = BodyFactory.create_batch(2)
    task = _task(office, old)
    act = _dissolve(office, old, new)
    _hand(office, act)
    with pytest.raises(Refused, match="bàn giao"):
        reorganise.undo(act=act, by=office, at=AT)
    assert actions.hand_back(by=office, at=AT, act=act) == 1
    assert actions.hand_back(by=office, at=AT, act=act) == 0
    reorganise.undo(act=act, by=office, at=AT)
    task.refresh_from_db()
    assert task.lead == old


def test_work_that_went_on_is_not_handed_back(office: User) -> None:
    """Once the heir reported progress the act stays."""
    old, new = BodyFactory.create_batch(2)
    task = _task(office, old)
    act = _dissolve(office, old, new)
    _hand(office, act)
    Progress.objects.create(
        task=task, body=new, percent=10, by=office, at=AT + dt.timedelta(days=1)
    )
    with pytest.raises(Refused):
        actions.hand_back(by=office, at=AT, act=act)


def test_ended_tasks_show_the_name_of_their_day(office: User) -> None:
    """A body renamed since shows its old name on what it ended before, the new one on the rest."""
    body = BodyFactory(name="Sở Cũ")
    body.names.update(valid_from=None)
    done, task = _task(office, body), _task(office, body)
    Task.objects.filter(pk=done.pk).update(
        state=TaskState.CLOSED, done_on=dt.date(2022, 5, 1), ended_at=AT
    )
    reorganise.rename(
        body=body, name=NameGiven(name="Sở Mới"), on=ON, decision="01-QĐ/TU", by=office, at=AT
    )
    rows = queries.with_bodies([Task.objects.get(pk=key) for key in (done.pk, task.pk)])
    assert [row.leads[0].name for row in rows] == ["Sở Cũ", "Sở Mới"]


def test_thousands_take_few_queries(
    office: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """Two thousand tasks are handed over in one act, by batches."""
    old, new = BodyFactory.create_batch(2)
    tasks = Task.objects.bulk_create(
        Task(
            title=f"Việc {at}",
            folded="",
            reason="Giao ban",
            lead=old,
            state=TaskState.ASSIGNED,
            created_by=office,
            created_at=AT,
        )
        for at in range(2000)
    )
    Assignment.objects.bulk_create(
        Assignment(task=task, body=old, part=Part.LEAD) for task in tasks
    )
    act = _dissolve(office, old, new)
    with django_assert_max_num_queries(120):
        assert _hand(office, act) == 2000
    assert Task.objects.filter(lead=new).count() == 2000


def test_the_page_keeps_choices_of_other_pages(office: User, client: Client) -> None:
    """What was chosen on the first page of the preview stands while the second is looked at."""
    client.force_login(office)
    old = BodyFactory(name="Sở Văn xã")
    for _ in range(101):
        _task(office, old)
    act = reorganise.split(
        body=old,
        names=[NameGiven(name="Sở Văn"), NameGiven(name="Sở Xã")],
        goes_on=False,
        on=ON,
        decision="01-QĐ/TU",
        by=office,
        at=AT,
    )
    second = succession.heirs(old, timezone.localdate())[1]
    part = succession.left_by(act).order_by("task__due_order", "task_id").first()
    assert part is not None
    url = reverse("work:hand_over", args=[act.pk])
    page = client.post(url, {f"viec-{part.pk}": second.pk, "trang": "2"}).content.decode()
    assert f'name="viec-{part.pk}" value="{second.pk}"' in page
    sent = {f"viec-{part.pk}": second.pk, "n": "101", "confirmed": "1"}
    assert client.post(url, sent).status_code == 302
    assert Task.objects.filter(lead=second).count() == 1


def test_home_and_body_tell_what_waits(office: User, client: Client) -> None:
    """The home page counts it, the body's page leads to it."""
    client.force_login(office)
    old, new = BodyFactory.create_batch(2)
    _task(office, old)
    act = _dissolve(office, old, new)
    url = reverse("work:hand_over", args=[act.pk])
    assert "1 việc của cơ quan đã sắp xếp chưa bàn giao" in client.get("/").content.decode()
    assert url in client.get(reverse("bodies:record", args=[old.pk])).content.decode()


def test_what_the_successor_took_on_is_not_handed_back(office: User) -> None:
    """Accepting a task is something done in it; watching it is not."""
    old, new = BodyFactory.create_batch(2)
    task = _task(office, old)
    act = _dissolve(office, old, new)
    _hand(office, act)
    later = AT + dt.timedelta(days=1)
    heir = UserFactory(focal_point=True, body=new)
    task.refresh_from_db()
    watching.watch(by=heir, at=later, task=task)
    accept(by=heir, at=later, task=task)
    with pytest.raises(Refused):
        actions.hand_back(by=office, at=later, act=act)
