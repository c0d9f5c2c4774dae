"""Work and extensions judged by another person than the one who did or asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from giaoban.core.errors import Refused
from giaoban.work import actions
from giaoban.work.enums import TaskKind, TaskState, Timeliness
from giaoban.work.models import Field
from tests.factories.accounts import UserFactory
from tests.factories.bodies import PersonFactory, PostFactory
from tests.integration.work.people import AT, DUE, make_people, make_task

if TYPE_CHECKING:
    from django.test import Client

    from tests.integration.work.people import People


@pytest.fixture
def people(db: None) -> People:
    """Make a bloc in small."""
    return make_people()


def test_evidence_of_an_earlier_sending_is_work_too(people: People) -> None:
    """Who brought the evidence that was sent back does not verify the second sending of it."""
    task = make_task(people)
    actions.attach(
        by=people.office, at=AT, task=task, title="a", data=None, url="https://vidu.example/a"
    )
    actions.submit(by=people.lead, at=AT, task=task, text="Xong")
    actions.send_back(by=people.second, at=AT, task=task, text="Ghi rõ hơn")
    actions.submit(by=people.lead, at=AT, task=task, text="Đã ghi rõ")
    with pytest.raises(Refused, match="không tự kiểm chứng"):
        actions.verify(by=people.office, at=AT, task=task)
    actions.verify(by=people.second, at=AT, task=task)
    assert task.state == TaskState.VERIFIED


@pytest.mark.parametrize(
    ("found", "how"), [(None, Timeliness.NO_FAULT), (True, "no_fault"), (False, "late")]
)
def test_whether_it_is_nobodys_fault_is_found_by_who_decides(
    people: People, found: bool | None, how: str
) -> None:
    """The body claims it; the day can be granted and the claim not."""
    task = make_task(people)
    until = DUE + dt.timedelta(days=10)
    asked = actions.ask_extension(
        by=people.lead, at=AT, task=task, until=until, reason="Bão", no_fault=True
    )
    decided = actions.decide_extension(
        by=people.office, at=AT, extension=asked, grant=True, no_fault=found
    )
    task.refresh_from_db()
    assert (task.due_on, task.first_due_on, decided.no_fault) == (until, DUE, found is not False)
    task.done_on = until
    assert task.timeliness(until) == how


def test_the_claim_is_offered_to_be_confirmed(client: Client, people: People) -> None:
    """The form has the claim ticked; sent without it the day is granted alone."""
    task = make_task(people)
    asked = actions.ask_extension(
        by=people.lead,
        at=AT,
        task=task,
        until=DUE + dt.timedelta(days=10),
        reason="Bão",
        no_fault=True,
    )
    client.force_login(people.office)
    url = reverse("work:decide_extension", args=[task.pk])
    assert "checked" in client.get(reverse("work:record", args=[task.pk])).content.decode()
    client.post(url, {"outcome": "dat", "number": asked.number})
    asked.refresh_from_db()
    assert (asked.granted_due_on, asked.no_fault) == (asked.asked_due_on, False)


def test_no_day_is_asked_for_that_has_passed(client: Client, people: People) -> None:
    """A task that is long late is not extended into the past."""
    task = make_task(people)
    client.force_login(people.lead)
    sent = {"until": f"{DUE + dt.timedelta(days=1):%d/%m/%Y}", "reason": "Chờ"}
    answer = client.post(reverse("work:ask_extension", args=[task.pk]), sent)
    assert answer.status_code == 422
    assert "không thể là ngày đã qua" in answer.content.decode()
    assert not task.extensions.exists()


def test_what_was_typed_stays_when_an_act_is_refused(client: Client, people: People) -> None:
    """Sent in without evidence, the page says so beside the words that were typed."""
    task = make_task(people)
    client.force_login(people.lead)
    answer = client.post(reverse("work:submit", args=[task.pk]), {"text": "Đã làm đủ ba việc"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "phải có minh chứng" in page
    assert "Đã làm đủ ba việc" in page


def test_a_reason_is_never_cut(client: Client, people: People) -> None:
    """What the register cannot keep whole is told, not shortened in silence."""
    task = make_task(people)
    client.force_login(people.lead)
    sent = {"until": "30/6/2099", "reason": "dài " * 300}
    answer = client.post(reverse("work:ask_extension", args=[task.pk]), sent)
    assert (answer.status_code, task.extensions.count()) == (422, 0)


def test_a_retired_field_stays_with_its_tasks(client: Client, people: People) -> None:
    """Mending an old task does not take its field away; new tasks are not offered it."""
    field = Field.objects.create(name="Giáo dục", is_active=False)
    task = make_task(people, field=field)
    client.force_login(people.office)
    url = reverse("work:change", args=[task.pk])
    form = client.get(url).context["form"]
    names = ("version", "title", "kind", "field", "lead", "cooperating")
    sent = {name: form[name].value() or "" for name in names}
    sent |= {"lead": [people.body.pk], "cooperating": [people.other.pk], "product": "Báo cáo"}
    assert client.post(url, sent).status_code == 302
    task.refresh_from_db()
    assert (task.field, task.product) == (field, "Báo cáo")


def test_the_day_that_was_asked_for_stands_on_the_page(client: Client, people: People) -> None:
    """Before it is decided, and where it was refused, the request shows its own day."""
    task = make_task(people)
    actions.ask_extension(
        by=people.lead,
        at=AT,
        task=task,
        until=dt.date(2022, 12, 24),
        reason="Chờ số liệu",
        no_fault=False,
    )
    client.force_login(people.lead)
    assert "24/12/2022" in client.get(reverse("work:record", args=[task.pk])).content.decode()


def test_the_office_tells_what_a_cooperating_body_did(client: Client, people: People) -> None:
    """It says for which body it speaks; where none cooperates it is not offered."""
    task = make_task(people)
    client.force_login(people.office)
    url = reverse("work:contribute", args=[task.pk])
    assert client.post(url, {"text": "Đã góp số liệu"}).status_code == 422
    sent = {"text": "Đã góp số liệu", "body": people.other.pk}
    assert client.post(url, sent).status_code == 302
    assert task.progress.get().body == people.other
    assert client.post(url, {**sent, "body": people.body.pk}).status_code == 422
    alone = make_task(people, cooperating=[])
    page = client.get(reverse("work:record", args=[alone.pk]))
    assert "contribute" not in {each.offer.act for each in page.context["hand"]}


def test_who_was_named_to_do_it_does_not_verify_it(people: People) -> None:
    """A coordinator of the lead body who works on its own task is no second pair of eyes."""
    office = people.office.body
    focal = UserFactory(focal_point=True, body=office)
    person = PersonFactory()
    PostFactory(person=person, body=office)
    people.office.person = person
    people.office.save()
    task = make_task(people, lead=[(office.name, office)], kind=TaskKind.COMMENT)
    actions.set_handlers(by=focal, at=AT, task=task, body=office, persons=[person])
    actions.submit(by=focal, at=AT, task=task, text="Xong")
    with pytest.raises(Refused, match="không tự kiểm chứng"):
        actions.verify(by=people.office, at=AT, task=task)
    actions.verify(by=people.second, at=AT, task=task)
    assert task.state == TaskState.VERIFIED
