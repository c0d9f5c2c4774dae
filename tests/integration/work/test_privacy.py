"""What a body may not learn or touch of others: titles, persons, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.work import actions
from giaoban.work.actions import bulk
from giaoban.work.enums import BulkActKind, TaskKind
from tests.factories.bodies import PersonFactory, PostFactory
from tests.integration.work.people import AT, make_people, make_task

if TYPE_CHECKING:
    from django.test import Client

    from giaoban.bodies.models import Body, Person
    from tests.integration.work.people import People

SECRET = "Việc riêng của cơ quan khác"


@pytest.fixture
def people(db: None) -> People:
    """Make a bloc in small."""
    return make_people()


def _person(body: Body, name: str) -> Person:
    person = PersonFactory(name=name)
    PostFactory(person=person, body=body)
    return person


def test_the_address_of_the_list_tells_no_title(client: Client, people: People) -> None:
    """A focal point who asks for the parts of a foreign task is not told what it is called."""
    task = make_task(people, title=SECRET)
    url = f"{reverse('work:list')}?parent={task.pk}"
    client.force_login(people.foreign)
    assert SECRET not in client.get(url).content.decode()
    client.force_login(people.lead)
    assert SECRET in client.get(url).content.decode()


def test_parts_of_others_are_not_offered(client: Client, people: People) -> None:
    """A body that breaks its task down chooses among the parts that it sees."""
    task = make_task(people, cooperating=[])
    given = {"by": people.office, "at": AT, "task": task}
    actions.break_down(**given, title=SECRET, lead=people.other)
    actions.break_down(**given, title="Việc của mình", lead=people.body)
    client.force_login(people.lead)
    page = client.get(reverse("work:break_down", args=[task.pk])).content.decode()
    assert SECRET not in page
    assert "Việc của mình" in page


def test_what_has_to_come_first_is_named_by_its_number(people: People) -> None:
    """The refusal tells no title of a task that the body may not see."""
    first = make_task(people, title=SECRET, lead=[(people.other.name, people.other)])
    second = make_task(people, kind=TaskKind.COMMENT, after=first)
    with pytest.raises(Refused, match=f"số {first.pk}") as told:
        actions.submit(by=people.lead, at=AT, task=second, text="Xong")
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", {"Trần Văn A", "Lê Thị B"}),
        ("auditor", {"Trần Văn A", "Lê Thị B"}),
        ("chief", {"Trần Văn A", "Lê Thị B"}),
        ("lead", {"Trần Văn A"}),
        ("cooperating", {"Lê Thị B"}),
    ],
)
def test_persons_are_shown_to_their_own_body(
    client: Client, people: People, who: str, seen: set[str]
) -> None:
    """Who works on a task inside a body is known to it and to the body that leads the bloc."""
    task = make_task(people)
    for by, body, name in (
        (people.lead, people.body, "Trần Văn A"),
        (people.cooperating, people.other, "Lê Thị B"),
    ):
        person = _person(body, name)
        actions.set_handlers(by=by, at=AT, task=task, body=body, persons=[person])
    client.force_login(people.everybody[who])
    page = client.get(reverse("work:record", args=[task.pk]))
    assert {each.person.name for each in page.context["handlers"]} == seen


def test_evidence_is_taken_back_by_who_brought_it(people: People) -> None:
    """A body that cooperates cannot remove what the lead brought; the lead can remove anything."""
    task = make_task(people)
    theirs = actions.attach(
        by=people.lead, at=AT, task=task, title="a", data=None, url="https://vidu.example/a"
    )
    own = actions.attach(
        by=people.cooperating, at=AT, task=task, title="b", data=None, url="https://vidu.example/b"
    )
    with pytest.raises(Refused, match="cơ quan khác"):
        actions.detach(by=people.cooperating, at=AT, kept=theirs)
    for _ in range(2):
        actions.detach(by=people.cooperating, at=AT, kept=own)
    actions.detach(by=people.lead, at=AT, kept=theirs)
    assert not task.evidence.exists()
    assert AuditEntry.objects.filter(act="work.detach").count() == 2


def test_an_act_on_many_is_taken_back_by_who_did_it(people: People) -> None:
    """Another coordinator does not undo it."""
    task = make_task(people)
    asked = bulk.Asked(BulkActKind.FOLLOWER, follower=people.second)
    act = bulk.do(by=people.office, at=AT, asked=asked, tasks=[task.pk])
    with pytest.raises(NotAllowed):
        bulk.undo(by=people.second, at=AT, act=act)
    assert bulk.undo(by=people.office, at=AT, act=act) == []


def test_a_body_is_told_of_its_own_part_of_a_divided_task(client: Client, people: People) -> None:
    """It is not told a number of bodies that counts itself alone; the office is told all."""
    group = make_task(
        people, lead=[(body.name, body) for body in (people.body, people.other)], cooperating=[]
    )
    url = reverse("work:record", args=[group.pk])
    for by, said in ((people.lead, "phần của cơ quan bạn"), (people.office, "0 trên 2 cơ quan")):
        client.force_login(by)
        assert said in client.get(url).content.decode()
