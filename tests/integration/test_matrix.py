"""The whole matrix: every address × method × role × ownership; an address without a row fails."""

from __future__ import annotations

from copy import deepcopy
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from giaoban.core.enums import Role
from tests.integration import matrix
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


class Signed(NamedTuple):
    """The world, and the cookies of each role and of nobody."""

    world: World
    cookies: dict[Role | None, SimpleCookie]


def _sign_in() -> Signed:
    world, client = make_world(), Client()
    cookies: dict[Role | None, SimpleCookie] = {None: SimpleCookie()}
    for role, user in world.users.items():
        client.force_login(user)
        cookies[role] = client.cookies
        client.cookies = SimpleCookie()
    return Signed(world, cookies)


@pytest.fixture(scope="module")
def signed(standing: Callable[..., Any]) -> Iterator[Signed]:
    """Make the world and sign each role in, once for all rows."""
    with standing(_sign_in) as made:
        yield made


def _ask(row: Row, url: str, world: World, body: Body, cookies: SimpleCookie) -> int:
    """Return the status of one request; whatever it did is rolled back."""
    client = Client(raise_request_exception=False)
    client.cookies = deepcopy(cookies)
    with transaction.atomic():
        data = row.data(world, body)
        status = getattr(client, row.method.lower())(url, data).status_code
        transaction.set_rollback(True)
    return status


def _answers(row: Row, signed: Signed, body: Body) -> dict[Role | None, int]:
    """Return the status for each role, and for nobody, about one row of the body."""
    world, cookies = signed
    with transaction.atomic():
        url = reverse(row.url, kwargs=row.about(world, body))
        found = {role: _ask(row, url, world, body, each) for role, each in cookies.items()}
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.url}")
def test_who_gets_what(row: Row, signed: Signed) -> None:
    """Each role gets what the matrix says, for the own body's rows and for foreign ones."""
    wrong = []
    for own, body in ((True, signed.world.own), (False, signed.world.foreign)):
        expected = {role: row.status(role, own=own) for role in Role} | {None: row.anonymous}
        for role, status in _answers(row, signed, body).items():
            if status != expected[role]:
                wrong.append(f"{role or 'nobody'} own={own}: {status}, not {expected[role]}")
    assert wrong == []
