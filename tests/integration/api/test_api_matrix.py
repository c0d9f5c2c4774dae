"""The matrix of the interface: every operation × role × ownership; one without a row fails."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from giaoban.api.enums import Scope
from giaoban.api.views.interface import api
from giaoban.core.enums import Role
from tests.integration.api.conftest import Caller, secret_of
from tests.integration.api.matrix import ROWS, Row
from tests.integration.matrix.world import make_world


def test_every_operation_has_a_row() -> None:
    """An operation without a row fails; so does a row without an operation."""
    schema = api.get_openapi_schema(path_prefix="/api/1/")
    operations = [each for path in schema["paths"].values() for each in path.values()]
    assert sorted(each["operationId"] for each in operations) == sorted(r.operation for r in ROWS)


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.operation)
def test_no_other_scope_opens_it(row: Row) -> None:
    """A token with every scope but the operation's own is told which one it lacks."""
    world = make_world()
    others = [scope for scope in Scope if scope != row.scope]
    caller = Caller(Client(), secret_of(world, world.users[Role.COORDINATOR], *others))
    answer = caller(row.method, row.path(world, world.own), row.body(world, world.own))
    assert (answer.status_code, answer.json()["scope"]) == (403, row.scope.value)


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.operation)
def test_who_gets_what(row: Row) -> None:
    """Each role's token gets what the matrix says, for own rows and for foreign ones."""
    world = make_world()
    wrong = []
    for own, body in ((True, world.own), (False, world.foreign)):
        for role in Role:
            with transaction.atomic():
                caller = Caller(Client(), secret_of(world, world.users[role], row.scope))
                headers = {"If-Match": '"v1"'} if row.match else {}
                path = row.path(world, body)
                answer = caller(row.method, path, row.body(world, body), **headers)
                transaction.set_rollback(True)
            if answer.status_code != row.status(role, own=own):
                wrong.append(f"{role} own={own}: {answer.status_code}: {answer.content.decode()}")
    assert wrong == []
