"""Who gets what from the papers received."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.documents import storing
from tests.factories.documents import BatchFactory, DocumentFactory
from tests.integration.matrix import Row, World

if TYPE_CHECKING:
    from giaoban.bodies.models import Body

SEEN = {Role.COORDINATOR: 200, Role.AUDITOR: 200, Role.FOCAL_POINT: 200, Role.LEADER: 200}
OWN = {
    Role.COORDINATOR: 200,
    Role.AUDITOR: 200,
    Role.FOCAL_POINT: (200, 404),
    Role.LEADER: (200, 404),
}
LED = {role: (302, 404) if isinstance(status, tuple) else 302 for role, status in OWN.items()}


def paper(world: World, body: Body) -> dict[str, Any]:
    """Make a paper of the body."""
    row = DocumentFactory(body=body, read=True, owner=world.users[Role.COORDINATOR])
    return {"pk": row.pk}


def stored(world: World, body: Body) -> dict[str, Any]:
    """Make a paper of the body with its file."""
    row = DocumentFactory(body=body, read=True, owner=world.users[Role.COORDINATOR])
    row.original.sha256, row.original.path = storing.keep(row.original.name.encode())
    row.original.save()
    return {"pk": row.pk}


def sentence(world: World, body: Body) -> dict[str, Any]:
    """Make a paper of the body, and name a sentence of it."""
    return {**paper(world, body), "start": 0, "end": 6}


def batch(world: World, _body: Body) -> dict[str, Any]:
    """Make a batch that the coordinator brought in."""
    return {"pk": BatchFactory(owner=world.users[Role.COORDINATOR]).pk}


def intake(_world: World, body: Body) -> dict[str, Any]:
    """Return a changed intake record."""
    return {
        "version": 1,
        "title": "Kế hoạch tổng kết",
        "arrived_on": "11/4/2022",
        "body": body.pk,
    }


def pasted(_world: World, _body: Body) -> dict[str, Any]:
    """Return a text to take in."""
    return {"pasted": "Kế hoạch ví dụ", "arrived_on": dt.date(2022, 4, 11)}


ROWS = [
    Row("documents:list", "GET", SEEN),
    Row("documents:receive", "GET", {Role.COORDINATOR: 200}),
    Row("documents:receive", "POST", {Role.COORDINATOR: 302}, data=pasted),
    Row("documents:batch", "GET", {Role.COORDINATOR: 200, Role.AUDITOR: 200}, about=batch),
    Row("documents:record", "GET", OWN, about=paper),
    Row("documents:sentence", "GET", LED, about=sentence),
    Row("documents:download", "GET", OWN, about=stored),
    Row("documents:edit", "GET", {Role.COORDINATOR: 200}, about=paper),
    Row("documents:edit", "POST", {Role.COORDINATOR: 302}, about=paper, data=intake),
    Row("documents:read_again", "POST", {Role.COORDINATOR: 302}, about=paper),
    Row("documents:read_all_again", "GET", {Role.COORDINATOR: 200}),
    Row("documents:read_all_again", "POST", {Role.COORDINATOR: 422}),
]
