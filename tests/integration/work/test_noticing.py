"""Whom acts on tasks and the calendar tell, and whom never: each kind, each person of a bloc."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from giaoban.bodies.actions import reorganise
from giaoban.bodies.models import Body
from giaoban.core.enums import Role
from giaoban.core.errors import Refused
from giaoban.notices import jobs, kinds
from giaoban.notices.models import Notice
from giaoban.work import actions, noticing, permissions
from giaoban.work.actions import followup, succession
from giaoban.work.actions.followup import Given
from giaoban.work.enums import TaskState
from giaoban.work.models import FollowUp, Task, Watch
from tests.factories.accounts import UserFactory
from tests.factories.bodies import PostFactory
from tests.integration.work.people import AT, DUE, TODAY, People, make_people, make_task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from giaoban.accounts.models import User

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def morning(day: dt.date) -> dt.datetime:
    """Return seven in the morning of a day, in Vietnam."""
    return dt.datetime.combine(day, dt.time(0), dt.UTC)


@pytest.fixture
def people() -> People:
    """Make a bloc in small."""
    return make_people()


def told(people: People, kind: str, others: Mapping[int, str] | None = None) -> set[str]:
    """Return by name who was told of the kind; ``others`` names those beside the bloc."""
    names = {each.pk: name for name, each in people.everybody.items()} | dict(others or {})
    return {names[row.person_id] for row in Notice.objects.filter(kind=kind)}


def _submitted(people: People, task: Task) -> None:
    actions.accept(by=people.lead, at=AT, task=task)
    actions.attach(
        by=people.lead, at=AT, task=task, title="a", data=None, url="https://vidu.example/a"
    )
    actions.submit(by=people.lead, at=AT, task=task, text="Xong")


def _assign(people: People) -> None:
    make_task(people, follower=people.office)


def _decline(people: People) -> None:
    task = make_task(people, follower=people.office)
    actions.decline(by=people.lead, at=AT, task=task, reason="Thuộc Sở khác")


def _submit(people: People) -> None:
    _submitted(people, make_task(people, follower=people.office))


def _send_back(people: People) -> None:
    task = make_task(people)
    _submitted(people, task)
    actions.send_back(by=people.chief, at=AT, task=task, text="Thiếu số liệu")


def _asked(people: People) -> object:
    task = make_task(people)
    actions.accept(by=people.lead, at=AT, task=task)
    until = DUE + 10 * DAY
    return actions.ask_extension(
        by=people.lead, at=AT, task=task, until=until, reason="Chờ số liệu", no_fault=True
    )


def _decide(people: People) -> None:
    asked = _asked(people)
    actions.decide_extension(by=people.chief, at=AT, extension=asked, grant=True)  # type: ignore[arg-type]


def _urging(people: People) -> FollowUp:
    given = Given(
        kind="urging", number="31-CV", title="Đôn đốc", bodies=[people.body], answer_by=DUE
    )
    row = followup.plan(by=people.office, at=AT, given=given)
    followup.send(by=people.office, at=AT, follow_up=row, on=TODAY)
    return row


def _verified(people: People, task: Task | None = None) -> Task:
    task = task or make_task(people)
    _submitted(people, task)
    return actions.verify(by=people.chief, at=AT, task=task, text="Đủ số liệu")


def _closed(people: People) -> None:
    actions.close(by=people.office, at=AT, task=_verified(people))


def _reopened(people: People) -> None:
    actions.reopen(by=people.office, at=AT, task=_verified(people), reason="Số liệu sai")


def _cancelled(people: People) -> None:
    actions.cancel(by=people.office, at=AT, task=make_task(people), reason="Không còn cần")


def _superseded(people: People) -> None:
    task, other = make_task(people), make_task(people, title="Gửi số liệu sáu tháng")
    actions.supersede(by=people.office, at=AT, task=task, successor=other, reason="Gộp hai việc")


def _due_soon(people: People) -> None:
    make_task(people, follower=people.office)
    jobs.collect(morning(DUE - 7 * DAY))


def _late(people: People) -> None:
    make_task(people, follower=people.office)
    jobs.collect(morning(DUE + DAY))


def _stale(people: People) -> None:
    make_task(people, follower=people.office, due_on=None)
    jobs.collect(AT + 31 * DAY)


CASES: list[tuple[Callable[[People], object], str, set[str]]] = [
    (_assign, noticing.ASSIGNED, {"lead", "cooperating"}),
    (_decline, noticing.DECLINED, {"office"}),
    (_submit, noticing.SUBMITTED, {"office"}),
    (_send_back, noticing.SENT_BACK, {"lead"}),
    (_asked, noticing.EXTENSION_ASKED, {"office", "second"}),
    (_decide, noticing.EXTENSION_DECIDED, {"lead"}),
    (_verified, noticing.VERIFIED, {"lead"}),
    (_closed, noticing.CLOSED, {"lead"}),
    (_reopened, noticing.REOPENED, {"lead", "cooperating"}),
    (_cancelled, noticing.CANCELLED, {"lead", "cooperating"}),
    (_superseded, noticing.SUPERSEDED, {"lead", "cooperating"}),
    (_urging, noticing.URGED, {"lead"}),
    (_due_soon, noticing.DUE_SOON, {"lead", "office"}),
    (_late, noticing.LATE, {"lead", "office"}),
    (_stale, noticing.STALE, {"lead", "office"}),
]


@pytest.mark.parametrize(("act", "kind", "wanted"), CASES, ids=[each[1] for each in CASES])
def test_those_are_told_whom_it_concerns(
    people: People, act: Callable[[People], object], kind: str, wanted: set[str]
) -> None:
    """A kind reaches the body in hand, who follows, the office; nobody of another body."""
    act(people)
    assert told(people, kind) == wanted
    assert not Notice.objects.filter(person=people.foreign).exists()
    for row in Notice.objects.filter(kind=kind):
        said = kinds.say(row)
        assert said.title
        assert kinds.of(row).counted(1)


def test_a_watcher_hears_of_it_only_while_the_task_is_theirs_to_see(people: People) -> None:
    """A focal point of another body that watches by a row left behind is never told."""
    task = make_task(people)
    for user in (people.foreign, people.auditor):
        Watch.objects.create(task=task, user=user)
    _submitted(people, task)
    actions.send_back(by=people.chief, at=AT, task=task, text="Thiếu số liệu")
    jobs.collect(morning(DUE + DAY))
    assert told(people, noticing.SENT_BACK) == {"lead", "auditor"}
    assert told(people, noticing.LATE) == {"lead", "auditor"}


def test_who_acts_is_not_told_and_who_left_neither(people: People) -> None:
    """The follower who assigns hears nothing of it; a closed account gets no notice."""
    people.cooperating.is_active = False
    people.cooperating.save()
    task = make_task(people, follower=people.office)
    actions.accept(by=people.lead, at=AT, task=task)
    actions.attach(
        by=people.office, at=AT, task=task, title="a", data=None, url="https://vidu.example/a"
    )
    actions.submit(by=people.office, at=AT, task=task, text="Xong", on_behalf=True)
    assert told(people, noticing.ASSIGNED) == {"lead"}
    assert told(people, noticing.SUBMITTED) == set()


def test_what_is_urgent_goes_out_at_once(people: People) -> None:
    """What asks for a hand at once, or stops one, is urgent; nothing else of tasks is."""
    for act, _kind, _wanted in CASES:
        act(people)
    urgent = set(Notice.objects.filter(urgent=True).values_list("kind", flat=True))
    now = {noticing.URGED, noticing.SENT_BACK, noticing.REOPENED, noticing.CANCELLED}
    assert urgent == now


def _put_on(people: People, task: Task) -> dict[str, User]:
    """Let the leader of each body that has a part be put on the task by its focal point."""
    found = {}
    for name, by, body in (
        ("of lead", people.lead, people.body),
        ("of cooperating", people.cooperating, people.other),
    ):
        person = PostFactory(body=body).person
        actions.set_handlers(by=by, at=AT, task=task, body=body, persons=[person])
        found[name] = UserFactory(role=Role.LEADER, body=body, person=person)
    return found


def test_the_persons_put_on_a_task_hear_how_it_ends(people: People) -> None:
    """Of what is done those of the lead, of what is called off or reopened all; watchers always."""
    task = make_task(people)
    names = {user.pk: name for name, user in _put_on(people, task).items()}
    Watch.objects.create(task=task, user=people.auditor)
    _verified(people, task)
    actions.close(by=people.office, at=AT, task=task)
    actions.reopen(by=people.office, at=AT, task=task, reason="Số liệu sai")
    actions.cancel(by=people.office, at=AT, task=task, reason="Không còn cần")

    done = {"lead", "of lead", "auditor"}
    for kind in (noticing.VERIFIED, noticing.CLOSED):
        assert told(people, kind, names) == done
    for kind in (noticing.REOPENED, noticing.CANCELLED):
        assert told(people, kind, names) == {*done, "cooperating", "of cooperating"}


def test_a_draft_that_is_called_off_is_told_to_no_body(people: People) -> None:
    """The bodies were never given it; who watches it hears."""
    task = make_task(people, draft=True)
    Watch.objects.create(task=task, user=people.auditor)
    actions.cancel(by=people.office, at=AT, task=task, reason="Không còn cần")
    assert told(people, noticing.CANCELLED) == {"auditor"}


def test_each_body_hears_of_its_part_of_a_divided_task(people: People) -> None:
    """Once, with its own part; the whole is told to those alone who watch it."""
    leads = [(body.name, body) for body in (people.body, people.other)]
    task = make_task(people, lead=leads, cooperating=[])
    Watch.objects.create(task=task, user=people.auditor)
    actions.cancel(by=people.office, at=AT, task=task, reason="Không còn cần")
    rows = Notice.objects.filter(kind=noticing.CANCELLED)
    heard = {(row.person, row.link.rstrip("/").rsplit("/", 1)[-1]) for row in rows}
    parts = {each.lead_id: str(each.pk) for each in task.children.all()}
    assert len(rows) == len(heard)
    assert heard == {
        (people.lead, parts[people.body.pk]),
        (people.cooperating, parts[people.other.pk]),
        (people.auditor, str(task.pk)),
    }


def test_what_replaces_a_task_is_told_by_its_number(people: People) -> None:
    """The words of another body's task stay with that body; the reason is said."""
    task = make_task(people)
    third = people.foreign.body
    other = make_task(people, title="Việc của Sở khác", lead=[(third.name, third)], cooperating=[])
    actions.supersede(by=people.office, at=AT, task=task, successor=other, reason="Giao lại")
    row = Notice.objects.get(kind=noticing.SUPERSEDED, person=people.lead)
    assert kinds.say(row).detail == f"Được thay bằng nhiệm vụ số {other.pk}: Giao lại"
    assert "Việc của Sở khác" not in str(row.facts)


def test_an_act_that_fails_tells_nobody(people: People) -> None:
    """The notice is written in the transaction of the act."""
    task = make_task(people)
    Notice.objects.all().delete()

    def fail() -> None:
        with transaction.atomic():
            actions.decline(by=people.lead, at=AT, task=task, reason="Thuộc Sở khác")
            raise Refused("sau đó hỏng")

    with pytest.raises(Refused):
        fail()
    assert not Notice.objects.exists()


def test_the_same_act_later_is_told_again_and_a_retry_is_not(people: People) -> None:
    """Declined and assigned anew is news; what stands already refuses to be done twice."""
    task = make_task(people)
    actions.decline(by=people.lead, at=AT, task=task, reason="Thuộc Sở khác")
    actions.assign(by=people.office, at=AT, task=task)
    with pytest.raises(Refused):
        actions.assign(by=people.office, at=AT, task=task)
    rows = Notice.objects.filter(kind=noticing.ASSIGNED, person=people.lead)
    assert rows.count() == 2
    assert rows.values("key").distinct().count() == 2


def test_due_days_are_told_twice_and_late_ones_weekly(people: People) -> None:
    """Seven days before, one day before; on the first late day, then each week, never twice."""
    make_task(people)
    days = [*range(-9, 0), *range(1, 16)]
    for each in days:
        jobs.collect(morning(DUE + each * DAY))
    count = Notice.objects.filter(person=people.lead).values_list("kind")
    by_kind = {kind: count.filter(kind=kind).count() for kind in (noticing.DUE_SOON, noticing.LATE)}
    assert by_kind == {noticing.DUE_SOON: 2, noticing.LATE: 3}


def test_a_body_that_sent_its_work_in_is_not_reminded(people: People) -> None:
    """Nothing is owed while the office looks at it; sent back, it is late."""
    make_task(people)
    Task.objects.update(state=TaskState.SUBMITTED)
    told = Notice.objects.filter(kind__in=[noticing.DUE_SOON, noticing.LATE])
    for each in (-7, -1, 1):
        jobs.collect(morning(DUE + each * DAY))
    assert not told.exists()
    Task.objects.update(state=TaskState.SENT_BACK)
    jobs.collect(morning(DUE + 2 * DAY))
    assert set(told.values_list("kind", flat=True)) == {noticing.LATE}


def test_a_silence_is_told_once(people: People) -> None:
    """Again only after the body has said something and is silent anew."""
    task = make_task(people, due_on=None)
    for each in (29, 31, 32, 40):
        jobs.collect(AT + each * DAY)
    rows = Notice.objects.filter(kind=noticing.STALE, person=people.lead)
    assert rows.count() == 1
    later = AT + 50 * DAY
    actions.tell_progress(
        by=people.lead, at=later, task=task, body=people.body, percent=10, text="Đang làm"
    )
    for each in (10, 31):
        jobs.collect(later + each * DAY)
    assert rows.count() == 2


def test_a_successor_hears_what_it_takes_over(people: People) -> None:
    """Once, with how much; no other body hears of it."""
    make_task(people, cooperating=[])
    heir = Body.objects.get(pk=people.other.pk)
    act = reorganise.dissolve(
        body=people.body,
        heirs=[heir],
        on=TODAY,
        decision="12-QĐ",
        by=UserFactory(role=Role.ADMINISTRATOR),
        at=AT,
    )
    given = {"by": people.office, "at": AT, "on": TODAY + DAY, "act": act, "chosen": {}}
    for _twice in range(2):
        succession.hand(successors={people.body.pk: heir.pk}, expected=1, **given)  # type: ignore[arg-type]
    row = Notice.objects.get(kind=noticing.HANDED)
    assert row.person == people.cooperating
    assert kinds.say(row).title == "Nhận bàn giao 1 việc từ Sở Một"


def test_a_notice_leads_to_a_page_that_its_reader_may_open(people: People) -> None:
    """Every notice of a task stands for a task in the reader's scope."""
    for _act, _kind, _wanted in CASES:
        _act(people)
    of_tasks = Notice.objects.exclude(kind=noticing.URGED).select_related("person")
    assert of_tasks.exists()
    for row in of_tasks:
        pk = row.link.rstrip("/").rsplit("/", 1)[-1]
        assert permissions.tasks.scope(row.person).filter(pk=pk).exists(), row.kind
