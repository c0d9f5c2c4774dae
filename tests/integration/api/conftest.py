"""Callers of the interface."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from giaoban.api import actions
from giaoban.api.enums import Scope
from giaoban.core.enums import Role
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from giaoban.accounts.models import User
    from tests.integration.matrix import World

BASE = "/api/1/"
_keys = itertools.count()


@pytest.fixture
def world(db: None) -> World:
    """Make bodies and a person of each role."""
    return make_world()


def secret_of(world: World, user: User, *scopes: Scope) -> str:
    """Give a token that acts as the person; with every scope where none is named."""
    return actions.issue(
        by=world.users[Role.ADMINISTRATOR],
        at=timezone.localtime(),
        name="Phần mềm thử",
        user=user,
        scopes=scopes or list(Scope),
        expires_at=timezone.localtime() + dt.timedelta(days=1),
    ).secret


class Caller:
    """A program with a token."""

    def __init__(self, client: Client, secret: str) -> None:
        self.client = client
        self.secret = secret

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """Ask; writes get a fresh key unless one is given."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if method != "GET":
            headers.setdefault("Idempotency-Key", f"khoa-{next(_keys):08}")
        return self.client.generic(
            method,
            BASE + path,
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}", **headers},
        )


@pytest.fixture
def office(world: World, client: Client) -> Caller:
    """Return the coordinator's program."""
    return Caller(client, secret_of(world, world.users[Role.COORDINATOR]))


@pytest.fixture
def member(world: World, client: Client) -> Caller:
    """Return the program of a member body."""
    return Caller(client, secret_of(world, world.users[Role.FOCAL_POINT]))
