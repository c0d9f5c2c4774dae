"""Evidence by the interface: its file is looked through apart, its key holds all the same."""

from __future__ import annotations

import base64
import threading
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.test import Client

from giaoban.api.models import Answered, Token
from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry
from giaoban.work.models import Evidence
from tests.integration.api import matrix
from tests.integration.api.conftest import Caller, secret_of
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from tests.integration.matrix import World

KEY = "khoa-cua-toi"


def shown(text: str = "biên bản") -> dict[str, Any]:
    """Return a file to send."""
    content = base64.b64encode(f"%PDF-1.4 {text}".encode()).decode()
    return {"title": "Biên bản.pdf", "content": content}


@pytest.fixture
def path(world: World) -> str:
    """Return where evidence of the own body's task is sent."""
    return f"tasks/{matrix.given(world, world.own).pk}/evidence"


def test_sent_twice_it_is_one(member: Caller, path: str) -> None:
    """The second answer is the first one, and says so."""
    first, second = (member("POST", path, shown(), Idempotency_Key=KEY) for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (first.get("Idempotency-Replayed"), second["Idempotency-Replayed"]) == (None, "true")
    assert Evidence.objects.count() == 1


def test_its_key_is_for_one_request(member: Caller, path: str) -> None:
    """Another file under the same key is refused, and nothing of it is kept."""
    member("POST", path, shown(), Idempotency_Key=KEY)
    other = member("POST", path, shown("khác"), Idempotency_Key=KEY)
    assert (other.status_code, other.json()["type"]) == (422, "urn:giaoban:problem:key-reused")
    assert Evidence.objects.count() == 1


def test_refused_it_leaves_its_key_free(member: Caller, path: str) -> None:
    """What was wrong may be mended and sent with the same key."""
    bad = member("POST", path, {"title": "A", "content": "?"}, Idempotency_Key=KEY)
    good = member("POST", path, shown(), Idempotency_Key=KEY)
    assert (bad.status_code, good.status_code) == (422, 200)


def test_killed_in_between_it_is_run_again(member: Caller, path: str) -> None:
    """A key that was taken and never answered is answered when the same request comes again."""
    member("POST", path, shown(), Idempotency_Key=KEY)
    Answered.objects.update(status=None, body="", etag="")
    again = member("POST", path, shown(), Idempotency_Key=KEY)
    assert (again.status_code, again.get("Idempotency-Replayed")) == (200, None)
    assert member("POST", path, shown("khác"), Idempotency_Key=KEY).status_code == 422
    assert Evidence.objects.count() == 1


def test_the_trail_names_the_program(member: Caller, path: str) -> None:
    """The act stands in the person's name, with the token by which it came."""
    member("POST", path, shown())
    entry = AuditEntry.objects.get(act="work.attach")
    token = Token.objects.get()
    assert entry.actor_id == token.user_id
    assert (entry.facts["token"], entry.facts["via"]) == (token.pk, token.name)
    entry = AuditEntry.objects.get(act="token.issue")
    assert "token" not in entry.facts


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key() -> None:
    """The same file twice at the same moment is one piece; another file is refused."""
    world = make_world()
    where = f"tasks/{matrix.given(world, world.own).pk}/evidence"
    secret = secret_of(world, world.users[Role.FOCAL_POINT])
    answers: list[int] = []
    together = threading.Barrier(3)

    def send(text: str) -> None:
        together.wait()
        try:
            caller = Caller(Client(), secret)
            answers.append(
                caller("POST", where, shown(text), Idempotency_Key="cung-luc").status_code
            )
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(text,)) for text in ("một", "một", "hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Whichever text came first has the key.
    assert sorted(answers) in ([200, 200, 422], [200, 422, 422])
    assert (Evidence.objects.count(), Answered.objects.count()) == (1, 1)
