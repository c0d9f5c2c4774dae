"""The acts on the page of a task: offered to whom, sent twice, mended, fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from giaoban.documents.models import Document
from giaoban.work import actions
from giaoban.work.enums import TaskState
from giaoban.work.models import Field, Task
from tests.integration.work.people import AT, PDF, extension, make_people, make_task, stand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from tests.integration.work.people import People

MOST_QUERIES = 23


@pytest.fixture
def people(db: None) -> People:
    """Make a bloc in small."""
    return make_people()


def _offered(client: Client, task: Task) -> set[str]:
    context = client.get(reverse("work:record", args=[task.pk])).context
    acts = {each.offer.act for each in (*context["hand"], *context["beside"], *context["folded"])}
    return acts | ({"decide_extension"} if context["decide"] else set())


@pytest.mark.parametrize(
    ("who", "state", "acts"),
    [
        ("lead", TaskState.ASSIGNED, {"accept", "decline", "tell_progress", "submit", "attach"}),
        ("cooperating", TaskState.IN_PROGRESS, {"contribute", "attach", "set_handlers"}),
        ("chief", TaskState.SUBMITTED, {"verify"}),
        ("auditor", TaskState.SUBMITTED, set()),
        ("office", TaskState.VERIFIED, {"close", "reopen"}),
    ],
)
def test_what_is_offered(
    client: Client, people: People, who: str, state: TaskState, acts: set[str]
) -> None:
    """Each sees the acts that are theirs now, and no others."""
    client.force_login(people.everybody[who])
    offered = _offered(client, stand(people, state))
    assert acts <= offered
    if who != "lead":
        assert offered == acts


def test_an_extension_that_waits_is_offered(client: Client, people: People) -> None:
    """Who may decide finds the form first on the page."""
    task = make_task(people)
    extension(task, people.lead)
    client.force_login(people.chief)
    assert "decide_extension" in _offered(client, task)


def test_sent_twice_is_once(client: Client, people: People) -> None:
    """The second sending of a form leads to where the first one led."""
    task = make_task(people)
    client.force_login(people.lead)
    sent = {"percent": 40, "text": "Đang làm", "form_key": "k" * 32}
    for _ in range(2):
        answer = client.post(reverse("work:tell_progress", args=[task.pk]), sent)
        assert answer.url == reverse("work:record", args=[task.pk])
    assert task.progress.count() == 1


def test_a_key_that_no_form_has_is_no_error(client: Client, people: People) -> None:
    """PostgreSQL takes no U+0000: the form is refused and shown again, not broken off."""
    task = make_task(people)
    client.force_login(people.lead)
    sent = {"percent": 40, "text": "Đang làm", "form_key": "k\0"}
    answer = client.post(reverse("work:tell_progress", args=[task.pk]), sent)
    assert answer.status_code == 422
    assert not task.progress.exists()


def test_what_is_missing_is_shown_on_the_page(client: Client, people: People) -> None:
    """Sending back without a word says so beside the field, and changes nothing."""
    task = stand(people, TaskState.SUBMITTED)
    client.force_login(people.office)
    sent = {"outcome": "khong", "version": task.version}
    answer = client.post(reverse("work:verify", args=[task.pk]), sent)
    assert answer.status_code == 422
    assert "Hãy ghi nội dung cần bổ sung." in answer.content.decode()
    task.refresh_from_db()
    assert task.state == TaskState.SUBMITTED


def test_two_who_verify(client: Client, people: People) -> None:
    """The second is told that it was decided meanwhile."""
    task = stand(people, TaskState.SUBMITTED)
    client.force_login(people.office)
    sent = {"outcome": "dat", "version": task.version, "text": ""}
    actions.send_back(by=people.second, at=AT, task=task, text="Thiếu")
    assert client.post(reverse("work:verify", args=[task.pk]), sent).status_code == 409


def test_a_file_goes_up_and_comes_down(
    client: Client, people: People, settings: SettingsWrapper, tmp_path: Path
) -> None:
    """As it came, as an attachment; only for who sees the task."""
    settings.MEDIA_ROOT = tmp_path
    task = make_task(people)
    client.force_login(people.lead)
    file = SimpleUploadedFile("bien-ban.pdf", PDF)
    client.post(reverse("work:attach", args=[task.pk]), {"file": file, "title": "Biên bản"})
    kept = task.evidence.get()
    url = reverse("work:evidence", args=[task.pk, kept.pk])
    answer = client.get(url)
    assert answer.getvalue() == PDF
    assert "attachment" in answer["Content-Disposition"]
    client.force_login(people.foreign)
    assert client.get(url).status_code == 404


def test_neither_file_nor_address(client: Client, people: People) -> None:
    """One of the two is asked for."""
    task = make_task(people)
    client.force_login(people.lead)
    answer = client.post(reverse("work:attach", args=[task.pk]), {"title": "a"})
    assert (answer.status_code, task.evidence.count()) == (422, 0)


def test_the_queries_of_a_record_do_not_grow(
    client: Client, people: People, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """One piece of evidence and forty, one part and forty take the same."""
    task = make_task(people)
    client.force_login(people.office)
    url = reverse("work:record", args=[task.pk])
    counts = []
    for some in (1, 39):
        for at in range(some):
            link = f"https://vidu.example/{some}/{at}"
            task.evidence.create(title="a", url=link, by=people.lead, at=AT)
            task.progress.create(body=people.body, text="a", by=people.lead, at=AT)
            actions.break_down(by=people.office, at=AT, task=task, title="b", lead=people.body)
        client.get(url)
        with django_assert_max_num_queries(MOST_QUERIES) as found:
            assert client.get(url).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_draft_is_entered_and_given(client: Client, people: People) -> None:
    """A draft waits until the office gives it."""
    client.force_login(people.office)
    sent = {"title": "Việc", "kind": "carry_out", "reason": "a", "lead": [people.body.pk]}
    client.post(reverse("work:new"), {**sent, "draft": "1"})
    task = Task.objects.get()
    assert (task.state, task.assigned_at) == (TaskState.DRAFT, None)
    client.post(reverse("work:assign", args=[task.pk]), {"lead": people.other.pk})
    task.refresh_from_db()
    assert (task.state, task.lead) == (TaskState.ASSIGNED, people.other)


def test_home_tells_what_waits(client: Client, people: People) -> None:
    """What is to be verified and decided, for whom it concerns."""
    stand(people, TaskState.SUBMITTED)
    extension(make_task(people), people.lead)
    for who, said in (("chief", True), ("office", True), ("lead", False)):
        client.force_login(people.everybody[who])
        page = client.get("/").content.decode()
        assert ("Chờ quyết định gia hạn" in page) == said


def test_fields_in_use(client: Client, people: People) -> None:
    """Added once, retired, and then not offered for new tasks."""
    client.force_login(people.office)
    for _ in range(2):
        client.post(reverse("work:add_field"), {"name": "  Môi   trường "})
    field = Field.objects.get()
    sent = {"name": field.name, "order": 3, "version": field.version}
    client.post(reverse("work:change_field", args=[field.pk]), sent)
    form = client.get(reverse("work:new")).context["form"]
    assert not form.fields["field"].queryset.exists()
    answer = client.post(reverse("work:change_field", args=[field.pk]), sent)
    assert answer.status_code == 409


def test_the_usual_fields_come_once(people: People) -> None:
    """An empty register gets them, another is left alone."""
    made = actions.default_fields(by=people.office, at=AT)
    assert made == Field.objects.count() > 5
    assert actions.default_fields(by=people.office, at=AT) == 0


def test_the_office_is_told_that_it_speaks_for_the_body(client: Client, people: People) -> None:
    """Whose work it is stands above the acts of whoever does not belong to that body."""
    url = reverse("work:record", args=[make_task(people).pk])
    for who, told in (("office", True), ("lead", False)):
        client.force_login(people.everybody[who])
        page = client.get(url).content.decode()
        assert ("Bạn ghi thay thì hồ sơ ghi rõ tên bạn" in page) == told


def test_a_paper_is_named_with_its_number(people: People) -> None:
    """A clerk knows a paper by its number; without one its title stands alone."""
    task = make_task(people)
    assert task.source_text == "Trưởng ban giao"
    task.document = Document(identifier="12-KH/BTGDVTU", title="công tác quý IV")
    assert task.source_text == "12-KH/BTGDVTU, công tác quý IV"
    task.document = Document(title="công tác quý IV")
    assert task.source_text == "công tác quý IV"
