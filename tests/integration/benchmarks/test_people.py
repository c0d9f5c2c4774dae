"""The load driver counts right: what people did, what was refused, what was lost."""

from __future__ import annotations

import random
from urllib.parse import urlsplit

import pytest

from benchmarks import load
from benchmarks.people import Filled, Person, Proof, Step, drive
from giaoban.core.models import AuditEntry
from tests.browser import session_cookie
from tests.factories.accounts import UserFactory
from tests.factories.work import TaskFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def port(live_server) -> int:
    """Return the port of the live server."""
    found = urlsplit(live_server.url).port
    assert found
    return found


@pytest.fixture
def people(live_server) -> list[Person]:
    """Return three people of the office, each with a session and a task of their own."""
    made = []
    for at in range(3):
        user = UserFactory(role="coordinator")
        cookie = session_cookie(user, live_server.url)
        cookies = {cookie["name"]: cookie["value"]}
        rows = [TaskFactory(created_by=user).pk]
        made.append(Person(cookies, "coordinator", random.Random(at), rows))  # noqa: S311
    return made


def test_three_people_read_and_write(port: int, people: list[Person]) -> None:
    """Each acknowledged write is on record and stands there; nothing is an error."""
    steps = [step for step in load.MIX if step.name in {"home", "task list", "change a task"}]
    driven = drive(port, people, steps, seconds=2, think=0)
    assert {each.status for each in driven.samples} == {200, 302}
    assert driven.writes == AuditEntry.objects.filter(act="work.change").count() > 0
    assert driven.lost == []


def test_refusals_are_errors_and_no_writes(port: int, people: list[Person]) -> None:
    """A form that is sent back and a page that is not there are counted as what they are."""

    def empty(_person: Person, _path: str, fields: list[tuple[str, str]]) -> Filled:
        return Filled([(name, "" if name == "title" else value) for name, value in fields])

    steps = [
        Step(1, "empty", lambda who: f"/nhiem-vu/{who.rows[0]}/sua/", "POST", empty),
        Step(1, "nowhere", lambda _who: "/khong-co/"),
    ]
    driven = drive(port, people, steps, seconds=1, think=0)
    wrong = {each.name: each.status for each in driven.samples if each.is_error}
    assert wrong == {"empty": 422, "nowhere": 404}
    assert driven.writes == 0


def test_a_write_that_does_not_stand_there_is_lost(port: int, people: list[Person]) -> None:
    """What was acknowledged and cannot be found afterwards is told."""

    def other(_person: Person, path: str, fields: list[tuple[str, str]]) -> Filled:
        return Filled(fields, Proof(path.removesuffix("sua/"), "không ai viết câu này"))

    steps = [Step(1, "save", lambda who: f"/nhiem-vu/{who.rows[0]}/sua/", "POST", other)]
    driven = drive(port, people[:1], steps, seconds=1, think=0)
    assert len(driven.lost) == 1


def test_nobody_comes_when_nobody_answers(people: list[Person]) -> None:
    """A server that is not there makes errors, not an end of the drive."""
    steps = [Step(1, "home", lambda _who: "/")]
    driven = drive(1, people, steps, seconds=0.2, think=0.05)
    assert driven.samples
    assert {each.status for each in driven.samples} == {0}
