"""The core's addresses, and those of the sign-in library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.core.models import Job, SavedFilter
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


def a_filter(world: World, _body: Body) -> dict[str, Any]:
    """Keep a filter of the coordinator: nobody else sees it."""
    owner = world.users[Role.COORDINATOR]
    row = SavedFilter.objects.create(
        user_id=owner.pk, page="bodies:list", name="Của tôi", query="q=so"
    )
    return {"pk": row.pk}


def filters(_world: World, _body: Body) -> dict[str, Any]:
    """Name filters of a list."""
    return {"page": "bodies:list", "name": "Các sở", "query": "q=so"}


OWNER_ONLY = dict.fromkeys(Role, 404) | {Role.COORDINATOR: 200}

ROWS = [
    Row("home", "GET", everybody()),
    Row("core:search", "GET", everybody()),
    Row("core:trail", "GET", {Role.AUDITOR: 200, Role.ADMINISTRATOR: 200}),
    Row("core:jobs", "GET", everybody()),
    Row("core:job", "GET", OWNER_ONLY, about=a_job),
    Row("core:saved_filters", "GET", everybody()),
    Row("core:saved_filters", "POST", everybody(302), data=filters),
    Row(
        "core:saved_filter",
        "POST",
        OWNER_ONLY | {Role.COORDINATOR: 302},
        about=a_filter,
        data=filters,
    ),
    Row("set_language", "POST", everybody(302), data=a_language),
]
