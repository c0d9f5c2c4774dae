"""Another task is told by its number or by words of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from giaoban.work.enums import TaskState
from giaoban.work.models import Task
from tests.integration.work.people import make_people, make_task

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.integration.work.people import People


@pytest.fixture
def people(db: None) -> People:
    """Make a bloc in small."""
    return make_people()


@pytest.fixture
def old(client: Client, people: People) -> Task:
    """Make the task that is to be replaced; the office looks at it."""
    client.force_login(people.office)
    return make_task(people, title="Lập kế hoạch cũ")


def _replace(client: Client, old: Task, typed: str) -> HttpResponse:
    sent = {"successor": typed, "reason": "Gộp hai việc"}
    return client.post(reverse("work:supersede", args=[old.pk]), sent)


@pytest.mark.parametrize("typed", ["{pk}", " {pk} ", "ke hoach MOI", "Lập kế hoạch mới"])
def test_number_and_words_find_it(client: Client, people: People, old: Task, typed: str) -> None:
    """A number, words with or without marks, the whole title even where a longer one has it too."""
    new = make_task(people, title="Lập kế hoạch mới")
    if typed.startswith("Lập"):
        make_task(people, title="Lập kế hoạch mới cho năm sau")
    answer = _replace(client, old, typed.format(pk=new.pk))
    assert answer.status_code == 302
    old.refresh_from_db()
    assert (old.state, old.superseded_by) == (TaskState.SUPERSEDED, new)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("999999", "Không có nhiệm vụ nào mang số này."),
        ("đê điều", "Không có nhiệm vụ nào có những chữ này."),
        ("ke hoach", "Nhiều nhiệm vụ có những chữ này"),
        ("{own}", "Không có nhiệm vụ nào mang số này."),
        ("kế\x00hoạch", "Không có nhiệm vụ nào có những chữ này."),
    ],
)
def test_none_and_several_are_told(
    client: Client, people: People, old: Task, typed: str, says: str
) -> None:
    """The error says which; of several it names numbers and titles."""
    some = [make_task(people, title=f"Kế hoạch {name}") for name in ("một", "hai")]
    answer = _replace(client, old, typed.format(own=old.pk))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    named = [each for each in some if f"{each.pk}, {each.title}" in page]
    assert named == (some if says.startswith("Nhiều") else [])
    old.refresh_from_db()
    assert old.state != TaskState.SUPERSEDED


def test_open_tasks_are_proposed(client: Client, people: People, old: Task) -> None:
    """The newest fifty that are open, and never the task itself."""
    made = [make_task(people, title=f"Việc {at}") for at in range(52)]
    last = Task.objects.filter(pk=made[-1].pk)
    last.update(state=TaskState.CANCELLED, state_reason="vì thế")
    page = client.get(reverse("work:record", args=[old.pk])).content.decode()
    proposed = page.partition("<datalist")[2].partition("</datalist>")[0]
    assert proposed.count("<option") == 50
    assert f'<option value="{made[-2].pk}">Việc 50</option>' in proposed
    assert f'value="{made[-1].pk}"' not in proposed
    assert f'value="{old.pk}"' not in proposed


def test_a_number_on_record_says_its_title(client: Client, people: People, old: Task) -> None:
    """The form of a task that follows another names the other beside its number."""
    second = make_task(people, title="Việc sau", after=old)
    page = client.get(reverse("work:change", args=[second.pk])).content.decode()
    assert "data-said>Lập kế hoạch cũ</output>" in page
