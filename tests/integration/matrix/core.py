"""The core's addresses, and those of the sign-in library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.core.models import Job
from tests.integration.matrix import AT, Row, World, everybody

if TYPE_CHECKING:
    from giaoban.bodies.models import Body


def a_job(world: World, _body: Body) -> dict[str, Any]:
    """Make a job of the coordinator: nobody else sees it."""
    owner = world.users[Role.COORDINATOR]
    job = Job.objects.create(title="Đọc 3 tệp", owner_id=owner.pk, began_at=AT)
    return {"pk": job.pk}


def a_language(_world: World, _body: Body) -> dict[str, Any]:
    """Choose English."""
    return {"language": "en"}


OWNER_ONLY = dict.fromkeys(Role, 404) | {Role.COORDINATOR: 200}

ROWS = [
    Row("home", "GET", everybody()),
    Row("core:search", "GET", everybody()),
    Row("core:trail", "GET", {Role.AUDITOR: 200, Role.ADMINISTRATOR: 200}),
    Row("core:jobs", "GET", everybody()),
    Row("core:job", "GET", OWNER_ONLY, about=a_job),
    Row("set_language", "POST", everybody(302), data=a_language),
]
