"""The whole matrix: every address × method × role × ownership; an address without a row fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from giaoban.core.enums import Role
from tests.integration import matrix
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from tests.integration.matrix import Row, World

ROWS = matrix.rows()
# The sign-in library tests its own addresses; what we open of them is listed here, one by one.
LIBRARY = ("account_", "mfa_", "usersessions_")
# The operations of the interface for programs have a matrix of their own, by tokens.
INTERFACE = "api-1:"
METHODS = ("get", "post", "put", "patch", "delete")


def _patterns(
    resolver: URLResolver, names: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = (*names, pattern.namespace) if pattern.namespace else names
            yield from _patterns(pattern, space)
        else:
            yield ":".join((*names, pattern.name or repr(pattern))), pattern


def _pairs() -> set[tuple[str, str]]:
    """Return every (address, method) that the site answers."""
    found = set()
    for name, pattern in _patterns(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        methods = [each.upper() for each in METHODS if view is None or hasattr(view, each)]
        found |= {(name, method) for method in (methods if view else ["POST"])}
    return found


def test_every_address_has_a_row() -> None:
    """An address and method without a row fails; so does a row without an address."""
    ours = {pair for pair in _pairs() if not pair[0].startswith((*LIBRARY, INTERFACE))}
    covered = {(row.url, row.method) for row in ROWS}
    assert sorted(ours - covered) == []
    assert sorted(pair for pair in covered - ours if not pair[0].startswith(LIBRARY)) == []


def _ask(row: Row, world: World, body: Body, user: User | None) -> int:
    """Return the status of one request; whatever it did is rolled back."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if user is not None:
            client.force_login(user)
        url = reverse(row.url, kwargs=row.about(world, body))
        data = row.data(world, body)
        status = getattr(client, row.method.lower())(url, data).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.url}")
def test_who_gets_what(row: Row) -> None:
    """Each role gets what the matrix says, for the own body's rows and for foreign ones."""
    world = make_world()
    wrong = []
    for own, body in ((True, world.own), (False, world.foreign)):
        for role in Role:
            status = _ask(row, world, body, world.users[role])
            if status != row.status(role, own=own):
                wrong.append(f"{role} own={own}: {status}, not {row.status(role, own=own)}")
        status = _ask(row, world, body, None)
        if status != row.anonymous:
            wrong.append(f"nobody own={own}: {status}, not {row.anonymous}")
    assert wrong == []
