"""Tasks: the office sees and mends all, a body sees those in which it has a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.work import actions
from tests.integration.matrix import AT, Row, World

if TYPE_CHECKING:
    from giaoban.bodies.models import Body


def a_task(world: World, body: Body) -> dict[str, Any]:
    """Make a task that the body leads."""
    task = actions.confirm(
        by=world.users[Role.COORDINATOR],
        at=AT,
        title="Gửi số liệu quý II",
        lead=[(body.name, body)],
        reason="Điện thoại của Trưởng ban",
    )
    return {"pk": task.pk}


def form(_world: World, body: Body) -> dict[str, Any]:
    """Fill the form of a task."""
    return {"title": "Gửi số liệu", "lead": [body.pk], "reason": "Theo kết luận", "version": 1}


SEEN = {
    Role.COORDINATOR: 200,
    Role.AUDITOR: 200,
    Role.FOCAL_POINT: (200, 404),
    Role.LEADER: (200, 404),
}
LISTED = dict.fromkeys(SEEN, 200)
OFFICE = {Role.COORDINATOR: 302}

ROWS = [
    Row("work:list", "GET", LISTED),
    Row("work:record", "GET", SEEN, about=a_task),
    Row("work:new", "GET", {Role.COORDINATOR: 200}),
    Row("work:new", "POST", OFFICE, data=form),
    Row("work:change", "GET", {Role.COORDINATOR: 200}, about=a_task),
    Row("work:change", "POST", OFFICE, about=a_task, data=form),
    Row("work:withdraw", "POST", OFFICE, about=a_task),
    Row("work:restore", "POST", OFFICE, about=a_task),
]
