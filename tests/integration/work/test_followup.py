"""Follow-up: each kind has its course; a body sees its own part, and answers for itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from giaoban.bodies.actions import reorganise
from giaoban.bodies.actions.given import NameGiven
from giaoban.core.errors import Conflict, NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.work import following, followup_states, letters
from giaoban.work.actions import change, confirm, followup
from giaoban.work.enums import FindingKind, FollowUpKind, FollowUpState
from giaoban.work.models import FollowedBody, FollowUp, FollowUpFinding, Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, PersonFactory
from tests.factories.documents import DocumentFactory
from tests.factories.work import AT

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

DAY = dt.date(2022, 4, 8)
MOST_QUERIES = 20
LIST = "/nhiem-vu/don-doc/"


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory()


def _plan(office: User, *bodies: Body, **more: Any) -> FollowUp:
    kind = more.pop("kind", FollowUpKind.URGING)
    given = followup.Given(kind=kind, title="Đôn đốc quý II", bodies=bodies, **more)
    return followup.plan(by=office, at=AT, given=given)


def _inspect(office: User, *bodies: Body) -> FollowUp:
    row = _plan(office, *bodies, kind=FollowUpKind.INSPECTION, decision="12-QĐ/BTG", decided_on=DAY)
    followup.begin(by=office, at=AT, follow_up=row)
    return row


def _task(office: User, body: Body, **more: Any) -> Task:
    lead = [(body.name, body)]
    return confirm(by=office, at=AT, title="Gửi số liệu", reason="Giao ban", lead=lead, **more)


# --- the table of states -------------------------------------------------------------------------

DO: dict[str, Callable[[User, FollowUp], object]] = {
    "send": lambda by, row: followup.send(by=by, at=AT, follow_up=row, on=DAY),
    "give_up": lambda by, row: followup.give_up(by=by, at=AT, follow_up=row),
    "begin": lambda by, row: followup.begin(by=by, at=AT, follow_up=row),
    "conclude": lambda by, row: followup.conclude(by=by, at=AT, follow_up=row, conclusion="Đạt"),
    "cancel": lambda by, row: followup.cancel(by=by, at=AT, follow_up=row, reason="Trùng"),
    "answer": lambda by, row: followup.answer(
        by=by, at=AT, followed=row.followed.get(), on=DAY, text="Đã gửi"
    ),
}


@pytest.mark.parametrize("act", followup_states.TABLE)
@pytest.mark.parametrize("state", FollowUpState.values)
def test_no_act_outside_the_table(office: User, act: str, state: str) -> None:
    """In every state each act leads where the table says, or is refused and nothing changes."""
    urging = state in {"drafted", "sent", "answered", "unanswered"}
    row = _plan(office, BodyFactory(), kind="urging" if urging else "inspection")
    FollowUp.objects.filter(pk=row.pk).update(
        state=state, sent_on=DAY, decision="1-QĐ", decided_on=DAY, state_reason="x", conclusion="x"
    )
    row.refresh_from_db()
    if state in followup_states.TABLE[act].sources:
        DO[act](office, row)
        expected = followup_states.TABLE[act].target
    else:
        with pytest.raises(Refused):
            DO[act](office, row)
        expected = FollowUpState(state)
    row.refresh_from_db()
    assert row.state == expected


def test_every_act_of_the_table_is_tried() -> None:
    """An act added to the table has to be added here."""
    assert set(DO) == set(followup_states.TABLE)


WRONG: list[dict[str, Any]] = [
    {"state": FollowUpState.PLANNED},
    {"kind": FollowUpKind.SURVEY, "state": FollowUpState.SENT},
    {"kind": FollowUpKind.SURVEY, "state": FollowUpState.UNDER_WAY},
    {
        "kind": FollowUpKind.SURVEY,
        "state": FollowUpState.CONCLUDED,
        "decision": "1",
        "decided_on": DAY,
    },
    {"state": FollowUpState.SENT},
    {"state": FollowUpState.CANCELLED},
    {"starts_on": DAY, "ends_on": DAY - dt.timedelta(days=1)},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_the_database_refuses_what_makes_no_sense(office: User, wrong: dict[str, Any]) -> None:
    """A state of another kind, without decision, day, reason or conclusion cannot be stored."""
    row = _plan(office, BodyFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=row.pk).update(**wrong)


def test_an_answer_is_whole_and_a_finding_has_words(office: User) -> None:
    """A day without words, or words without a person, are no answer."""
    body = BodyFactory()
    row = _inspect(office, body)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.followed.update(answer="Đã gửi")
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUpFinding.objects.create(follow_up=row, kind="strength", text="", by=office, at=AT)


# --- urging --------------------------------------------------------------------------------------


def test_the_letter_is_drafted_from_the_rows(office: User) -> None:
    """It names the body as of the day, each task with its paper, first deadline and delay."""
    body = BodyFactory(name="Sở Cũ")
    body.names.update(valid_from=None)
    paper = DocumentFactory(identifier="85-KH/TU")
    task = _task(office, body, due_on=dt.date(2022, 3, 31))
    Task.objects.filter(pk=task.pk).update(document=paper, start=0, end=5)
    row = _plan(office, tasks=[task], content="Ban đề nghị.", answer_by=dt.date(2022, 4, 20))
    followup.send(by=office, at=AT, follow_up=row, on=DAY)
    name = NameGiven(name="Sở Mới")
    on = dt.date(2022, 5, 1)
    reorganise.rename(body=body, name=name, on=on, decision="1-QĐ", by=office, at=AT)
    assert row.followed.get().letter == (
        "Kính gửi: Sở Cũ.\n\nBan đề nghị.\n\n"
        "Tính đến ngày 08/4/2022, quý cơ quan còn 1 nhiệm vụ chưa hoàn thành:\n"
        "1. Gửi số liệu (theo văn bản số 85-KH/TU; hạn đầu tiên 31/3/2022; đã quá 8 ngày).\n\n"
        "Đề nghị quý cơ quan báo cáo kết quả thực hiện, nêu rõ nguyên nhân và thời gian hoàn "
        "thành, gửi về trước ngày 20/4/2022."
    )
    assert following.seen_by(office, row)[0].called == "Sở Cũ"  # type: ignore[attr-defined]


def test_a_letter_without_tasks_has_no_list() -> None:
    """A body that is urged in general gets the words and what is asked."""
    text = letters.draft(name="Sở A", tasks=[], content="", on=DAY, answer_by=None)
    assert text.startswith("Kính gửi: Sở A.\n\nĐề nghị quý cơ quan báo cáo")


def test_each_body_gets_its_own_tasks_and_sees_no_other(office: User, client: Client) -> None:
    """One act urges two bodies; neither finds the other's letter, tasks, answer or name."""
    persons = [UserFactory(focal_point=True) for _ in range(2)]
    persons[0].body.names.update(name="Sở Của mình")
    tasks = [_task(office, person.body, due_on=DAY) for person in persons]
    Task.objects.filter(pk=tasks[1].pk).update(title="Việc của người khác")
    row = _plan(office, tasks=tasks)
    client.force_login(persons[0])
    assert client.get(f"{LIST}{row.pk}/").status_code == 404
    followup.send(by=office, at=AT, follow_up=row, on=DAY)
    other = row.followed.get(body=persons[1].body)
    followup.answer(by=persons[1], at=AT, followed=other, on=DAY, text="Chuyện riêng")
    page = client.get(f"{LIST}{row.pk}/").content.decode() + client.get(LIST).content.decode()
    for hidden in ("Việc của người khác", "Chuyện riêng", persons[1].body.name):
        assert hidden not in page
    assert "Gửi số liệu" in page


def test_a_body_finds_the_letter_to_answer_on_its_home(office: User, client: Client) -> None:
    """A letter stands first of all on the home of the body that owes its answer, until then."""
    person, foreign = UserFactory(focal_point=True), UserFactory(focal_point=True)
    assert person.body is not None
    row = _plan(office, person.body, answer_by=dt.date(2022, 4, 20))
    followup.send(by=office, at=AT, follow_up=row, on=DAY)
    for user, sees in ((person, True), (foreign, False), (office, False)):
        client.force_login(user)
        page = client.get("/").content.decode()
        assert ("1 văn bản đôn đốc chưa trả lời" in page) == sees
        assert ("Văn bản đôn đốc chờ trả lời" in page) == sees
    [asked] = row.followed.all()
    followup.answer(by=person, at=AT, followed=asked, text="Đã xong", on=DAY)
    client.force_login(person)
    assert "Văn bản đôn đốc chờ trả lời" not in client.get("/").content.decode()


def test_answers_come_one_by_one(office: User) -> None:
    """The last answer ends it; the same twice is once, another one does not replace it."""
    person = UserFactory(focal_point=True)
    row = _plan(office, person.body, BodyFactory())
    followup.send(by=office, at=AT, follow_up=row, on=DAY)
    own, other = (
        row.followed.get(body=person.body),
        row.followed.exclude(body=person.body).get(),
    )
    for _ in range(2):
        followup.answer(by=person, at=AT, followed=own, on=DAY, text="Đã gửi")
    row.refresh_from_db()
    assert row.state == FollowUpState.SENT
    with pytest.raises(Refused):
        followup.answer(by=person, at=AT, followed=own, on=DAY, text="Khác")
    with pytest.raises(NotAllowed):
        followup.answer(by=person, at=AT, followed=other, on=DAY, text="Thay")
    followup.give_up(by=office, at=AT, follow_up=row)
    followup.answer(by=office, at=AT, followed=other, on=DAY, text="Qua điện thoại")
    row.refresh_from_db()
    assert row.state == FollowUpState.ANSWERED
    found = {each.pk: each.on_behalf for each in FollowedBody.objects.all()}
    assert found == {own.pk: False, other.pk: True}
    assert AuditEntry.objects.filter(act="follow_up.answer").count() == 2


def test_without_bodies_it_concerns_those_that_lead(office: User) -> None:
    """The bodies are those that lead the tasks; with neither it is refused."""
    body = BodyFactory()
    row = _plan(office, tasks=[_task(office, body)])
    assert row.followed.get().body == body
    with pytest.raises(Refused):
        _plan(office)


def test_a_sent_letter_is_not_mended(office: User) -> None:
    """A draft can be mended by one at a time; what went out stays."""
    body = BodyFactory()
    row = _plan(office, body)
    given = followup.Given(kind="urging", title="Khác", bodies=[body])
    followup.change(by=office, at=AT, follow_up=row, version=row.version, given=given)
    with pytest.raises(Conflict):
        followup.change(by=office, at=AT, follow_up=row, version=1, given=given)
    followup.send(by=office, at=AT, follow_up=row, on=DAY)
    with pytest.raises(Refused):
        followup.change(by=office, at=AT, follow_up=row, version=row.version, given=given)


# --- inspection, supervision, survey ------------------------------------------------------------


def test_it_begins_with_a_decision(office: User) -> None:
    """Without the paper or its number and day nothing begins; a paper of the register will do."""
    row = _plan(office, BodyFactory(), kind=FollowUpKind.SURVEY, decision="12-QĐ/BTG")
    with pytest.raises(Refused, match="quyết định"):
        followup.begin(by=office, at=AT, follow_up=row)
    row.refresh_from_db()
    given = followup.Given(
        kind="survey", title="Khảo sát", paper=DocumentFactory(), bodies=[BodyFactory()]
    )
    followup.change(by=office, at=AT, follow_up=row, version=row.version, given=given)
    followup.begin(by=office, at=AT, follow_up=row)
    assert row.state == FollowUpState.UNDER_WAY


def test_a_remedy_is_a_task(office: User, client: Client) -> None:
    """What was found is put right by a task whose source it is; both pages show the link."""
    client.force_login(office)
    body = BodyFactory()
    row = _inspect(office, body)
    finding = followup.find(
        by=office, at=AT, follow_up=row, kind="shortcoming", text="Chưa công khai", body=body
    )
    task = followup.remedy(
        by=office, at=AT, finding=finding, title="Công khai danh sách", body=body, due_on=DAY
    )
    assert task.reason == "Kiểm tra: Đôn đốc quý II"
    assert task.lead == body
    assert "Công khai danh sách" in client.get(f"{LIST}{row.pk}/").content.decode()
    assert "Chưa công khai" in client.get(f"/nhiem-vu/{task.pk}/").content.decode()
    strength = followup.find(
        by=office, at=AT, follow_up=row, kind=FindingKind.STRENGTH, text="Tốt", body=None
    )
    with pytest.raises(Refused):
        followup.remedy(by=office, at=AT, finding=strength, title="Gì", body=body, due_on=None)
    with pytest.raises(Refused):
        followup.find(
            by=office, at=AT, follow_up=row, kind="strength", text="Tốt", body=BodyFactory()
        )


def test_a_body_sees_what_was_found_in_it_alone(office: User, client: Client) -> None:
    """Of an inspection of two bodies each reads its own findings and those said of all."""
    person = UserFactory(focal_point=True)
    other = BodyFactory()
    row = _inspect(office, person.body, other)
    for body, text in ((person.body, "Của mình"), (other, "Của người"), (None, "Của chung")):
        followup.find(by=office, at=AT, follow_up=row, kind="shortcoming", text=text, body=body)
    client.force_login(person)
    page = client.get(f"{LIST}{row.pk}/").content.decode()
    assert "Của mình" in page
    assert "Của chung" in page
    assert "Của người" not in page


def test_the_team_as_written(office: User, client: Client) -> None:
    """A line each, the first leads; a person of the directory is known, another stands as typed."""
    client.force_login(office)
    person = PersonFactory(name="Hồ Bảo Long")
    body = BodyFactory(name="Sở Nội vụ")
    row = _inspect(office, body)
    text = "Hồ Bảo Long; Trưởng ban\nLê Văn Mời; Chuyên gia; Sở Nội vụ\nCao Thị Lạ; Cố vấn; Viện Lạ"
    url = f"{LIST}{row.pk}/doan/"
    assert client.post(url, {"members": text, "version": row.version}).status_code == 302
    team = list(row.team.all())
    assert [(each.called, each.post, each.leads) for each in team] == [
        ("Hồ Bảo Long", "Trưởng ban", True),
        ("Lê Văn Mời", "Chuyên gia", False),
        ("Cao Thị Lạ", "Cố vấn, Viện Lạ", False),
    ]
    assert (team[0].person, team[1].body, team[2].body) == (person, body, None)
    # Sent with the version of before the first saving, it is refused.
    assert client.post(url, {"members": text, "version": 1}).status_code == 422


def test_a_conclusion_and_a_cancelling_need_words(office: User) -> None:
    """Neither is done in silence."""
    row = _inspect(office, BodyFactory())
    with pytest.raises(Refused):
        followup.conclude(by=office, at=AT, follow_up=row, conclusion=" ")
    with pytest.raises(Refused):
        followup.cancel(by=office, at=AT, follow_up=row, reason=" ")


# --- pages ---------------------------------------------------------------------------------------


def test_queries_do_not_grow(
    office: User, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """Three acts and thirty take the same few queries."""
    client.force_login(office)
    bodies = BodyFactory.create_batch(3)
    counts = []
    for some in (3, 27):
        for _ in range(some):
            _plan(office, *bodies)
        client.get(LIST)
        with django_assert_max_num_queries(MOST_QUERIES) as found:
            client.get(LIST)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_filters_and_search(office: User, client: Client) -> None:
    """By kind, state and body; by the words of title, number and bodies."""
    client.force_login(office)
    one, two = BodyFactory.create_batch(2)
    urging, visit = _plan(office, one, number="31-CV/BTG"), _inspect(office, two)

    def found(query: str) -> list[FollowUp]:
        return list(client.get(f"{LIST}?{query}").context["page"].object_list)

    assert found("kind=urging") == [urging]
    assert found("state=under_way") == [visit]
    assert found("state=open") == [visit, urging]
    assert found(f"body={two.pk}") == [visit]
    assert found("q=31-cv") == [urging]
    assert client.get(f"{LIST}?format=xlsx").status_code == 200


def test_entered_mended_and_shown_side_by_side(office: User, client: Client) -> None:
    """The form enters once, links the paper it names, names wrong numbers, shows both versions."""
    client.force_login(office)
    paper = DocumentFactory(identifier="12-QĐ/BTG", issued_on=DAY)
    body = BodyFactory()
    task = _task(office, body)
    sent = {
        "kind": "survey",
        "title": "Khảo sát",
        "decision": "12-QĐ/BTG",
        "decided_on": "08/4/2022",
        "bodies": [body.pk],
        "tasks": str(task.pk),
        "form_key": "k",
    }
    wrong = client.post(f"{LIST}moi/", {**sent, "tasks": f"{task.pk}, 999; mot"})
    assert "mot" in wrong.content.decode()
    answers = [client.post(f"{LIST}moi/", sent) for _ in range(2)]
    row = FollowUp.objects.get()
    assert {each.headers["Location"] for each in answers} == {f"{LIST}{row.pk}/"}
    assert row.paper == paper
    url = f"{LIST}{row.pk}/sua/"
    assert client.get(url).context["form"]["tasks"].value() == str(task.pk)
    assert client.post(url, {**sent, "title": "Mới", "version": 1}).status_code == 302
    both = client.post(url, {**sent, "title": "Khác", "version": 1})
    assert both.status_code == 409
    labels = [each["label"] for each in both.context["differences"]]
    assert labels == ["Trích yếu"]


def test_who_writes(office: User) -> None:
    """Nobody but the office writes a follow-up."""
    person = UserFactory(focal_point=True)
    with pytest.raises(NotAllowed):
        _plan(person, person.body)
    task = _task(office, person.body)
    change(by=office, at=AT, task=task, version=task.version, product="Biểu")
    assert list(following.of_task(person, task.pk)) == []


# --- several at once, twice, on wrong days -------------------------------------------------------


def test_two_bodies_answer_at_the_same_time(office: User) -> None:
    """Both read the letter before either answered; both answers are kept."""
    one, two = BodyFactory.create_batch(2)
    row = _plan(office, one, two)
    followup.send(by=office, at=AT, follow_up=row, on=DAY)
    read = list(FollowedBody.objects.select_related("follow_up").order_by("pk"))
    for each in read:
        followup.answer(by=office, at=AT, followed=each, on=DAY, text="Đã làm")
    row.refresh_from_db()
    assert row.state == FollowUpState.ANSWERED


@pytest.mark.parametrize("days", [-1, 1])
def test_an_answer_has_its_day_between_letter_and_today(office: User, days: int) -> None:
    """None came before the letter went out, none will come tomorrow."""
    row = _plan(office, BodyFactory())
    followup.send(by=office, at=AT, follow_up=row, on=DAY)
    on = DAY + dt.timedelta(days=days)
    with pytest.raises(Refused, match="Ngày trả lời"):
        followup.answer(by=office, at=AT, followed=row.followed.get(), on=on, text="Đã làm")


def test_a_finding_sent_twice_is_found_once(office: User, client: Client) -> None:
    """A second press on the button changes nothing."""
    row = _inspect(office, BodyFactory())
    client.force_login(office)
    url = f"{LIST}{row.pk}/ket-qua/"
    key = client.get(url).context["form"]["form_key"].value()
    sent = {"kind": FindingKind.SHORTCOMING, "text": "Thiếu biểu số liệu", "form_key": key}
    answers = [client.post(url, sent) for _ in range(2)]
    assert {each.headers["Location"] for each in answers} == {f"{LIST}{row.pk}/"}
    assert row.findings.count() == 1


def test_the_source_of_a_remedy_is_in_the_offices_language(office: User) -> None:
    """What stays on record is Vietnamese, whoever gave the task."""
    body = BodyFactory()
    row = _inspect(office, body)
    found = followup.find(
        by=office, at=AT, follow_up=row, kind=FindingKind.VIOLATION, text="Chậm", body=body
    )
    with translation.override("en"):
        task = followup.remedy(
            by=office, at=AT, finding=found, title="Làm ngay", body=body, due_on=None
        )
    assert task.reason == "Kiểm tra: Đôn đốc quý II"


def test_an_address_with_a_number_beyond_all_rows_opens_the_form(
    office: User, client: Client
) -> None:
    """What can be no key is left out."""
    client.force_login(office)
    answer = client.get(f"{LIST}moi/?co-quan={'9' * 30}&nhiem-vu={'9' * 30}&qua-han=1")
    assert answer.status_code == 200
