"""The course of a task: evidence, work sent in and verified, extensions, persons, guests."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from giaoban.core.errors import Conflict, NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.documents import storing
from giaoban.reporting.guests import Guest
from giaoban.work import actions, evidence, queries
from giaoban.work.enums import Outcome, TaskKind, TaskState, Timeliness
from giaoban.work.models import Extension, Handler, Submission, Task
from tests.factories.bodies import PersonFactory, PostFactory
from tests.integration.work.people import AT, DUE, PDF, make_people, make_task, stand, submission

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

    from tests.integration.work.people import People

LINK = "https://vidu.example/ket-qua"


@pytest.fixture
def people(db: None) -> People:
    """Make a bloc in small."""
    return make_people()


@pytest.fixture
def task(people: People) -> Task:
    """Give a task."""
    return make_task(people)


@pytest.fixture
def folder(settings: SettingsWrapper, tmp_path: Path) -> Path:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def _prove(people: People, task: Task, url: str = LINK) -> None:
    actions.attach(by=people.lead, at=AT, task=task, title="", data=None, url=url)


def test_completion_needs_evidence(people: People, task: Task) -> None:
    """Without evidence it is refused where the kind asks for it, and only there."""
    with pytest.raises(Refused, match="minh chứng"):
        actions.submit(by=people.lead, at=AT, task=task, text="Xong")
    _prove(people, task)
    assert actions.submit(by=people.lead, at=AT, task=task, text="Xong").evidence.count() == 1
    comment = make_task(people, kind=TaskKind.COMMENT)
    assert actions.submit(by=people.lead, at=AT, task=comment, text="Góp ý").number == 1


def test_who_did_it_does_not_verify_it(people: People, task: Task) -> None:
    """Not the sender, not who added evidence, not the office that sent it on behalf."""
    actions.attach(by=people.second, at=AT, task=task, title="", data=None, url=LINK)
    actions.submit(by=people.office, at=AT, task=task, text="Xong", on_behalf=True)
    for by in (people.office, people.second):
        with pytest.raises(Refused, match="không tự kiểm chứng"):
            actions.verify(by=by, at=AT, task=task)
    actions.verify(by=people.chief, at=AT, task=task)
    assert (task.state, task.submissions.get().on_behalf) == (TaskState.VERIFIED, True)


def test_the_office_says_that_it_speaks_for_another(people: People, task: Task) -> None:
    """Without the word it is refused, so that nobody does it unawares."""
    _prove(people, task)
    with pytest.raises(Refused, match="gửi thay"):
        actions.submit(by=people.office, at=AT, task=task, text="Xong")


def test_done_on_the_local_day_it_was_sent(people: People, task: Task) -> None:
    """Sent in the evening of UTC is the next day here; when it was verified does not count."""
    _prove(people, task)
    late = dt.datetime(2022, 6, 14, 18, tzinfo=dt.UTC)
    actions.submit(by=people.lead, at=late, task=task, text="Xong")
    actions.verify(by=people.office, at=late + dt.timedelta(days=9), task=task)
    assert (task.done_on, task.timeliness(DUE)) == (DUE, Timeliness.ON_TIME)


def test_sent_back_and_again(people: People, task: Task) -> None:
    """What was missing is told; the next sending has a number and evidence of its own."""
    _prove(people, task)
    actions.submit(by=people.lead, at=AT, task=task, text="Xong")
    actions.send_back(by=people.office, at=AT, task=task, text="Thiếu chữ ký")
    assert task.state_reason == "Thiếu chữ ký"
    _prove(people, task, f"{LINK}/2")
    again = actions.submit(by=people.lead, at=AT, task=task, text="Đã ký")
    assert (again.number, again.evidence.count(), task.state_reason) == (2, 1, "")


def test_what_is_recalled_can_be_sent_again(people: People, task: Task) -> None:
    """Its evidence is free again."""
    _prove(people, task)
    actions.submit(by=people.lead, at=AT, task=task, text="Xong")
    actions.recall(by=people.lead, at=AT, task=task)
    assert task.evidence.filter(submission=None).count() == 1
    assert actions.submit(by=people.lead, at=AT, task=task, text="Xong").evidence.count() == 1


def test_verified_as_it_was_looked_at(people: People) -> None:
    """A page that was opened before the work was sent again does not verify it."""
    task = stand(people, TaskState.SUBMITTED)
    with pytest.raises(Conflict):
        actions.verify(by=people.office, at=AT, task=task, version=task.version - 1)


def test_a_file_is_kept_once(people: People, task: Task, folder: Path) -> None:
    """The same bytes twice are one row; the file is safe from the sweep."""
    kept = [
        actions.attach(by=people.lead, at=AT, task=task, title="Biên bản", name="b.pdf", data=PDF)
        for _ in range(2)
    ]
    assert kept[0] == kept[1]
    assert (kept[0].title, kept[0].size) == ("Biên bản.pdf", len(PDF))
    assert (folder / kept[0].place).read_bytes() == PDF
    assert storing.held() == queries.kept_files() == {kept[0].sha256}


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"", "rỗng"),
        ("a.exe", b"MZ", "Chỉ nhận"),
        ("a.png", b"%PDF", "không đúng"),
        ("a.txt", b"a\0b", "không đúng"),
        ("a.txt", "BÁO CÁO\n\nTỐI MẬT\n".encode(), "độ mật"),
        ("a.csv", b"x" * 101, "lớn hơn"),
    ],
)
def test_files_that_are_refused(
    settings: SettingsWrapper, name: str, data: bytes, why: str
) -> None:
    """Empty, of another kind, not what they say, secret, too large."""
    settings.MAX_UPLOAD_BYTES = 100
    with pytest.raises(Refused, match=why):
        evidence.check(data, name)


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://vidu.example", "vidu"])
def test_addresses_that_are_refused(url: str) -> None:
    """Only whole addresses of the web."""
    with pytest.raises(Refused):
        evidence.address(url)


def test_a_guest_of_the_body(people: People, task: Task) -> None:
    """Somebody who came by a link does it for the body; the trail tells by which."""
    guest = Guest(report_id=1, body_id=people.body.pk, via="đường dẫn Sở Một")
    told = actions.tell_progress(
        by=guest, at=AT, task=task, body=people.body, percent=50, text="Nửa", via=guest.via
    )
    assert (told.by, told.via, task.percent) == (None, guest.via, 50)
    actions.attach(by=guest, at=AT, task=task, title="", data=None, url=LINK, via=guest.via)
    actions.submit(by=guest, at=AT, task=task, text="Xong", via=guest.via)
    entry = AuditEntry.objects.filter(act="work.submit").get()
    assert (entry.actor_id, entry.facts["via"]) == (None, guest.via)
    actions.verify(by=people.office, at=AT, task=task)
    other = Guest(report_id=1, body_id=people.foreign.body_id, via="khác")
    with pytest.raises(NotAllowed):
        actions.reopen(by=other, at=AT, task=task, reason="Vì thế")


def test_a_body_speaks_for_itself(people: People, task: Task) -> None:
    """A cooperating body tells its own part, which does not move the task."""
    with pytest.raises(NotAllowed):
        actions.tell_progress(
            by=people.cooperating, at=AT, task=task, body=people.body, percent=1, text="a"
        )
    actions.tell_progress(
        by=people.cooperating, at=AT, task=task, body=people.other, percent=90, text="a"
    )
    assert (task.state, task.percent) == (TaskState.ASSIGNED, None)


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        (True, True, Timeliness.NO_FAULT),
        (True, False, Timeliness.LATE),
        (False, True, Timeliness.LATE),
    ],
)
def test_late_without_fault(
    people: People, task: Task, first: bool, second: bool, how: Timeliness
) -> None:
    """Only while every delay up to the day was nobody's fault."""
    for days, no_fault in ((10, first), (20, second)):
        until = DUE + dt.timedelta(days=days)
        asked = actions.ask_extension(
            by=people.lead, at=AT, task=task, until=until, reason="Chờ", no_fault=no_fault
        )
        actions.decide_extension(by=people.chief, at=AT, extension=asked, grant=True)
        task.refresh_from_db()
    task.done_on = DUE + dt.timedelta(days=19)
    assert (task.first_due_on, task.due_on, task.extensions_granted) == (DUE, until, 2)
    assert task.timeliness(DUE) == how


def test_an_extension_is_decided_once_and_by_another(people: People, task: Task) -> None:
    """Another day may be granted; a refusal says why; what is decided stays."""
    until = DUE + dt.timedelta(days=30)
    asked = actions.ask_extension(
        by=people.lead, at=AT, task=task, until=until, reason="Chờ", no_fault=False
    )
    with pytest.raises(Refused, match="chờ quyết định"):
        actions.ask_extension(
            by=people.lead, at=AT, task=task, until=until, reason="Nữa", no_fault=False
        )
    with pytest.raises(Refused, match="lý do"):
        actions.decide_extension(by=people.office, at=AT, extension=asked, grant=False)
    day = DUE + dt.timedelta(days=7)
    actions.decide_extension(by=people.office, at=AT, extension=asked, grant=True, until=day)
    with pytest.raises(Refused, match="đã được xử lý"):
        actions.decide_extension(by=people.chief, at=AT, extension=asked, grant=True)
    task.refresh_from_db()
    assert (task.due_on, task.no_fault_until, asked.outcome) == (day, None, Outcome.GRANTED)


def test_what_waits_is_called_off_with_the_task(people: People) -> None:
    """A cancelled task leaves nothing to be decided."""
    task = stand(people, TaskState.SUBMITTED)
    actions.cancel(by=people.office, at=AT, task=task, reason="Thôi")
    assert task.submissions.get().outcome == Outcome.RECALLED
    assert (task.state, task.state_reason) == (TaskState.CANCELLED, "Thôi")


def test_restored_to_where_it_stood(people: People) -> None:
    """An entry that was withdrawn by mistake goes on as if nothing had been."""
    task = stand(people, TaskState.SUBMITTED)
    actions.withdraw(by=people.office, at=AT, task=task)
    actions.restore(by=people.office, at=AT, task=task)
    assert task.state == TaskState.SUBMITTED
    actions.verify(by=people.office, at=AT, task=task)
    assert task.state == TaskState.VERIFIED


def test_handlers_hold_posts_in_the_body(people: People, task: Task) -> None:
    """Persons of another body are refused; naming anew keeps who stays."""
    own = PostFactory(body=people.body).person
    actions.set_handlers(by=people.lead, at=AT, task=task, body=people.body, persons=[own])
    actions.set_handlers(by=people.lead, at=AT, task=task, body=people.body, persons=[own])
    assert [each.person for each in queries.course(task, Handler.objects.all())["handlers"]] == [
        own
    ]
    with pytest.raises(Refused):
        actions.set_handlers(
            by=people.lead, at=AT, task=task, body=people.body, persons=[PersonFactory()]
        )


def test_constraints_of_second_eyes(people: People, task: Task) -> None:
    """submission_second_pair_of_eyes and extension_second_person, in the database itself."""
    sent = submission(task, people.lead)
    asked = Extension.objects.create(
        task=task,
        number=1,
        reason="a",
        from_due_on=DUE,
        asked_due_on=DUE + dt.timedelta(days=1),
        body=people.body,
        by=people.lead,
        at=AT,
    )
    for rows in (
        Submission.objects.filter(pk=sent.pk),
        Extension.objects.filter(pk=asked.pk),
    ):
        decided = {"outcome": Outcome.REFUSED, "decided_at": AT}
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(decided_by=people.lead, **decided)
        assert rows.update(decided_by=people.office, **decided) == 1


def test_constraints_of_a_group(people: People, task: Task) -> None:
    """task_given_has_lead: a given task has a lead, a divided one has none."""
    rows = Task.objects.filter(pk=task.pk)
    for wrong in ({"lead": None}, {"is_group": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    assert rows.update(is_group=True, lead=None) == 1
    assert rows.get().pending == 0
