"""The form of a new task: what it refuses beside the field, and what it says was done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from giaoban.work.enums import Rhythm, TaskState
from giaoban.work.models import Task
from tests.integration.work.people import People, make_people

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> People:
    """Make a bloc in small."""
    return make_people()


def enter(client: Client, people: People, **fields: Any) -> Any:
    """Send the form as the office does; return the answer."""
    client.force_login(people.office)
    sent = {"title": "Việc", "reason": "Kết luận giao ban", "lead": [people.body.pk]}
    given = {name: value for name, value in (sent | fields).items() if value is not None}
    return client.post(reverse("work:new"), given)


def said(answer: Any) -> str:
    """Return what the next page will tell."""
    return " ".join(str(each) for each in get_messages(answer.wsgi_request))


def test_what_is_given_is_told_with_its_size(client: Client, people: People) -> None:
    """Two that lead are told as two."""
    answer = enter(client, people, lead=[people.body.pk, people.other.pk])
    assert said(answer) == "Đã ghi và giao nhiệm vụ cho 2 cơ quan."


def test_a_task_for_nobody_is_not_given_silently(client: Client, people: People) -> None:
    """Without a lead it is refused where the lead is chosen; as a draft it is kept."""
    answer = enter(client, people, lead=None)
    assert answer.status_code == 422
    assert "lead" in answer.context["form"].errors
    assert "Đã lưu dự thảo" in said(enter(client, people, lead=None, draft="1"))
    assert Task.objects.get().state == TaskState.DRAFT


def test_a_name_nobody_knows_is_told(client: Client, people: People) -> None:
    """What cannot be given stays a draft, and the page says why."""
    answer = enter(client, people, lead=None, lead_others="các hợp tác xã")
    assert "Chưa giao cho “các hợp tác xã”" in said(answer)
    assert "Đã ghi và giao" not in said(answer)
    assert Task.objects.get().state == TaskState.DRAFT


def test_a_past_deadline_is_asked_about(client: Client, people: People) -> None:
    """A slip of the pen makes no task that is late from its birth; a true one is taken."""
    past = timezone.localdate() - dt.timedelta(days=2)
    answer = enter(client, people, due_on=past)
    assert answer.status_code == 422
    assert 'name="is_past"' in answer.content.decode()
    assert enter(client, people, due_on=past, is_past="on").status_code == 302
    assert Task.objects.get().due_on == past
    assert 'name="is_past"' not in client.get(reverse("work:new")).content.decode()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"rhythm": Rhythm.RECURRING}, {"due_on", "every"}),
        ({"rhythm": Rhythm.RECURRING, "every": "month"}, {"due_on"}),
        ({"rhythm": Rhythm.STANDING, "due_on": "01/01/2999"}, {"due_on"}),
    ],
)
def test_a_rhythm_is_mended_in_the_form(
    client: Client, people: People, fields: dict[str, str], wrong: set[str]
) -> None:
    """What a rhythm lacks is said beside its field, and nothing typed is lost."""
    answer = enter(client, people, **fields)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == wrong
