"""Writes: once for each key, never over somebody else's, refused with what to do."""

from __future__ import annotations

import base64
import threading
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, connections
from django.test import Client

from giaoban.api.models import Answered
from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry
from giaoban.work.models import Task
from tests.integration.api.conftest import Caller, secret_of
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from tests.integration.matrix import World


def given(world: World, **fields: Any) -> dict[str, Any]:
    """Return a task for the own body."""
    return {"title": "Gửi số liệu", "reason": "Giao ban", "lead": world.own.pk, **fields}


@pytest.fixture
def task(world: World, office: Caller) -> dict[str, Any]:
    """Give the own body a task."""
    return office("POST", "tasks", given(world, due_on="2026-12-15")).json()


def test_a_task_is_put_on_record(world: World, task: dict[str, Any]) -> None:
    """It is given to the body that leads, with both deadlines, and stands in the trail."""
    assert task["state"] == "assigned"
    assert task["due_on"] == task["first_due_on"] == "2026-12-15"
    assert [each["body"] for each in task["parts"]] == [world.own.pk]
    entry = AuditEntry.objects.get(act="work.confirm")
    assert entry.actor_id == world.users[Role.COORDINATOR].pk


def test_a_write_sent_twice_acts_once(world: World, office: Caller) -> None:
    """The second answer is the first one, and says so."""
    first, second = (
        office("POST", "tasks", given(world), Idempotency_Key="khoa-cua-toi") for _ in range(2)
    )
    assert first.json() == second.json()
    assert (first.status_code, second.status_code) == (201, 201)
    assert second["Idempotency-Replayed"] == "true"
    assert Task.objects.count() == 1


def test_a_key_is_for_one_request(world: World, office: Caller) -> None:
    """The same key with another request is refused."""
    office("POST", "tasks", given(world), Idempotency_Key="khoa-cua-toi")
    other = office("POST", "tasks", given(world, title="Khác"), Idempotency_Key="khoa-cua-toi")
    assert (other.status_code, other.json()["type"]) == (422, "urn:giaoban:problem:key-reused")
    assert Task.objects.count() == 1


def test_a_refused_write_leaves_its_key_free(world: World, office: Caller) -> None:
    """What was wrong may be mended and sent with the same key."""
    bad = office("POST", "tasks", given(world, lead=999_999), Idempotency_Key="khoa-cua-toi")
    good = office("POST", "tasks", given(world), Idempotency_Key="khoa-cua-toi")
    assert (bad.status_code, good.status_code) == (422, 201)


def test_a_write_without_a_key_is_refused(world: World, office: Caller) -> None:
    """Every write wants one."""
    answer = office("POST", "tasks", given(world), Idempotency_Key="")
    assert answer.status_code == 422
    assert Task.objects.count() == 0


def test_a_change_wants_the_tag_that_was_read(office: Caller, task: dict[str, Any]) -> None:
    """428 without it, 412 with an old one, and what the other saved stays."""
    path = f"tasks/{task['id']}"
    tag = office("GET", path)["ETag"]
    assert office("PATCH", path, {"title": "A"}).status_code == 428
    assert office("PATCH", path, {"title": "A"}, If_Match=tag).status_code == 200
    late = office("PATCH", path, {"title": "B"}, If_Match=tag)
    assert late.status_code == 412
    assert late.json()["etag"] != tag
    assert office("GET", path).json()["title"] == "A"
    assert office("PATCH", path, {"title": "B"}, If_Match='"x"').status_code == 412


def test_the_course_of_a_task(
    world: World, office: Caller, member: Caller, client: Client, task: dict[str, Any]
) -> None:
    """From acceptance over progress and evidence to the second pair of eyes."""
    path = f"tasks/{task['id']}/"
    content = base64.b64encode(b"%PDF-1.4 bien ban").decode()
    shown = {"title": "Biên bản.pdf", "content": content}
    steps = [
        (member, "accept", None, "accepted"),
        (member, "progress", {"percent": 40, "text": "Đã lập tổ"}, "in_progress"),
        (member, "evidence", shown, "in_progress"),
        (member, "submit", {"text": "Đã xong"}, "submitted"),
        (office, "send-back", {"reason": "Thiếu chữ ký"}, "sent_back"),
        (member, "submit", {"text": "Đã bổ sung"}, "submitted"),
        (office, "verify", {}, "verified"),
        (office, "close", None, "closed"),
    ]
    for caller, act, body, state in steps:
        answer = caller("POST", path + act, body)
        assert answer.status_code == 200, (act, answer.content.decode())
        assert answer.json()["state"] == state
    assert answer.json()["percent"] == 40


def test_what_the_table_refuses_is_told(office: Caller, task: dict[str, Any]) -> None:
    """An act that is not possible now is a problem that says what to do."""
    answer = office("POST", f"tasks/{task['id']}/verify", {})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["type"] == "urn:giaoban:problem:refused"


def test_an_extension_keeps_the_first_deadline(
    office: Caller, member: Caller, task: dict[str, Any]
) -> None:
    """It is asked for by the body, and granted by somebody else."""
    path = f"tasks/{task['id']}/extensions"
    wish = {"until": "2026-12-31", "reason": "Bên cung cấp giao chậm", "no_fault": True}
    assert member("POST", path, wish).status_code == 200
    assert member("POST", f"{path}/1", {"grant": True}).status_code == 403
    granted = office("POST", f"{path}/1", {"grant": True}).json()
    assert (granted["due_on"], granted["first_due_on"]) == ("2026-12-31", "2026-12-15")
    assert granted["extensions_granted"] == 1


@pytest.mark.django_db(transaction=True)
def test_two_writes_with_one_key_at_once() -> None:
    """Two programs that send the same write at the same moment make one task."""
    world = make_world()
    secret = secret_of(world, world.users[Role.COORDINATOR])
    answers = []
    together = threading.Barrier(2)

    def send() -> None:
        together.wait()
        try:
            caller = Caller(Client(), secret)
            answers.append(caller("POST", "tasks", given(world), Idempotency_Key="cung-luc"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert connection.is_usable()
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert (Task.objects.count(), Answered.objects.count()) == (1, 1)
