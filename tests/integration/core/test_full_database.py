"""The database has no room left: nothing is half written, and the person is told what to do.

SQLite is held to the pages that it has. PostgreSQL raises, at the last row that the act writes,
what it raises when its disk is full; a disk of its own to fill would need an operator's rights.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry
from giaoban.work.models import Progress, Task
from tests.integration.api import matrix
from tests.integration.api.conftest import Caller, secret_of
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.integration.matrix import World

pytestmark = pytest.mark.django_db(transaction=True)
# Fifteen thousand bytes: more than the pages that lie half empty can take.
TEXT = "ế" * 5_000
_ENDLESS = 2**31 - 2
_FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON core_auditentry EXECUTE FUNCTION full_disk();
"""


@contextmanager
def no_room() -> Iterator[None]:
    """Let the database have no room for another page."""
    is_server = connection.vendor == "postgresql"
    before = _FULL if is_server else f"PRAGMA max_page_count = {_pages()}"
    after = (
        "DROP FUNCTION full_disk CASCADE" if is_server else f"PRAGMA max_page_count = {_ENDLESS}"
    )
    with connection.cursor() as cursor:
        cursor.execute(before)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(after)


def _pages() -> int:
    """Return how many pages there are once those that are free are given back."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        return int(cursor.fetchone()[0])


@pytest.fixture
def world() -> World:
    """Make bodies and a person of each role."""
    return make_world()


@pytest.fixture
def task(world: World) -> Task:
    """Give the own body a task."""
    return matrix.given(world, world.own)


def _written(task: Task) -> tuple[Any, ...]:
    stored = Task.objects.values().get(pk=task.pk)
    return stored, Progress.objects.count(), AuditEntry.objects.count()


def test_a_person_is_told(client: Client, world: World, task: Task) -> None:
    """A page of its own says that nothing was saved and what to do; with room it is saved."""
    client.force_login(world.users[Role.FOCAL_POINT])
    before = _written(task)
    url, told = f"/nhiem-vu/{task.pk}/tien-do/", {"percent": "40", "text": TEXT}
    with no_room():
        answer = client.post(url, told)
        page = answer.content.decode()
        assert answer.status_code == 507
        assert "chưa lưu được gì" in page
        assert "báo ngay quản trị viên" in page
        # What needs no room goes on.
        assert client.get(f"/nhiem-vu/{task.pk}/").status_code == 200
    assert _written(task) == before
    assert client.post(url, told).status_code == 302
    assert Progress.objects.get().text == TEXT


def test_a_program_is_told(client: Client, world: World, task: Task) -> None:
    """It gets a problem, and its key is free for the same write later."""
    caller = Caller(client, secret_of(world, world.users[Role.FOCAL_POINT]))
    path, key = f"tasks/{task.pk}/progress", "khoa-cua-toi"
    caller("GET", path.removesuffix("/progress"))
    before = _written(task)
    with no_room():
        answer = caller("POST", path, {"text": TEXT}, Idempotency_Key=key)
    assert (answer.status_code, answer["Content-Type"]) == (507, "application/problem+json")
    assert json.loads(answer.content)["type"] == "urn:giaoban:problem:no-room"
    assert _written(task) == before
    assert caller("POST", path, {"text": TEXT}, Idempotency_Key=key).status_code == 200
