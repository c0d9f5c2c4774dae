"""The addresses of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from tests.factories.accounts import UserFactory
from tests.integration.matrix import Row, World, everybody

if TYPE_CHECKING:
    from giaoban.bodies.models import Body

ADMINISTRATOR = {Role.ADMINISTRATOR: 200}
DONE = {Role.ADMINISTRATOR: 302}
EMPTY = {Role.ADMINISTRATOR: 422}


def a_user(_world: World, body: Body) -> dict[str, Any]:
    """Make somebody of the body."""
    return {"pk": UserFactory(body=body).pk}


ROWS = [
    Row("accounts:list", "GET", {Role.ADMINISTRATOR: 200, Role.AUDITOR: 200}),
    Row(
        "accounts:record",
        "GET",
        everybody(404) | {Role.ADMINISTRATOR: 200, Role.AUDITOR: 200},
        about=a_user,
    ),
    Row("accounts:add", "GET", ADMINISTRATOR),
    Row("accounts:add", "POST", EMPTY),
    Row("accounts:edit", "GET", ADMINISTRATOR, about=a_user),
    Row("accounts:edit", "POST", EMPTY, about=a_user),
    Row("accounts:invite", "POST", DONE, about=a_user),
    Row("accounts:deactivate", "POST", DONE, about=a_user),
    Row("accounts:reactivate", "POST", DONE, about=a_user),
    Row("accounts:drop_second_step", "POST", DONE, about=a_user),
    Row("accounts:handover", "GET", ADMINISTRATOR, about=a_user),
    Row("accounts:handover", "POST", EMPTY, about=a_user),
    Row("accounts:import", "GET", ADMINISTRATOR),
    Row("accounts:import", "POST", EMPTY),
    Row("accounts:import_form", "GET", ADMINISTRATOR),
    Row("accounts:sessions", "GET", everybody()),
    Row("accounts:sessions", "POST", everybody(302)),
]
