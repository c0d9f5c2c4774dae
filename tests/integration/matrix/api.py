"""Tokens: the office gives them, a body sees and ends its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from giaoban.accounts.models import User
from giaoban.api import actions
from giaoban.api.enums import Scope
from giaoban.core.enums import Role
from tests.integration.matrix import AT, Row, World

if TYPE_CHECKING:
    from giaoban.bodies.models import Body


def a_token(world: World, body: Body) -> dict[str, Any]:
    """Give the body's software a token."""
    user = User.objects.create_user(
        f"phan-mem-{body.pk}@vidu.example", name="Ví Dụ", role=Role.FOCAL_POINT, body=body
    )
    issued = actions.issue(
        by=world.users[Role.COORDINATOR],
        at=AT,
        name="Phần mềm của cơ quan",
        user=user,
        scopes=[Scope.TASKS_READ],
        expires_at=AT + dt.timedelta(days=30),
    )
    return {"pk": issued.token.pk}


OFFICE = (Role.COORDINATOR, Role.ADMINISTRATOR)

ROWS = [
    Row("api:tokens", "GET", dict.fromkeys((*OFFICE, Role.AUDITOR, Role.FOCAL_POINT), 200)),
    Row("api:new", "GET", dict.fromkeys(OFFICE, 200)),
    Row("api:new", "POST", dict.fromkeys(OFFICE, 422), data=lambda *_: {}),
    Row(
        "api:withdraw",
        "POST",
        dict.fromkeys(OFFICE, 302) | {Role.FOCAL_POINT: (302, 404)},
        about=a_token,
    ),
]
