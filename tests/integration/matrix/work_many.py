"""Acts on many tasks: the office; watching and calendars: everybody for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.work.actions import bulk, feeds
from giaoban.work.enums import BulkActKind
from tests.integration.matrix import AT, Row, World
from tests.integration.matrix.work import LISTED, OFFICE, a_task

if TYPE_CHECKING:
    from giaoban.bodies.models import Body


def ticked(world: World, body: Body) -> dict[str, Any]:
    """Tick a task, to be given to a person."""
    return {"tick": [a_task(world, body)["pk"]], "act": "follower"}


def a_bulk_act(world: World, body: Body) -> dict[str, Any]:
    """Give a task to a person who follows it."""
    office = world.users[Role.COORDINATOR]
    asked = bulk.Asked(BulkActKind.FOLLOWER, follower=office)
    tasks = [a_task(world, body)["pk"]]
    return {"pk": bulk.do(by=office, at=AT, asked=asked, tasks=tasks).pk}


def a_feed(world: World, _body: Body) -> dict[str, Any]:
    """Make the address of a calendar."""
    return {"token": feeds.make(by=world.users[Role.COORDINATOR], at=AT)}


WATCHING = {
    Role.COORDINATOR: 302,
    Role.AUDITOR: 302,
    Role.FOCAL_POINT: (302, 404),
    Role.LEADER: (302, 404),
}
ROWS = [
    Row("work:bulk", "POST", {Role.COORDINATOR: 200}, data=ticked),
    Row("work:bulk_done", "GET", {Role.COORDINATOR: 200}, about=a_bulk_act),
    Row("work:bulk_undo", "POST", OFFICE, about=a_bulk_act),
    Row("work:watch", "POST", WATCHING, about=a_task),
    Row("work:calendar", "GET", LISTED),
    Row("work:own_feed", "GET", LISTED),
    Row("work:own_feed", "POST", LISTED),
    Row("work:import", "GET", {Role.COORDINATOR: 200}),
    Row("work:import", "POST", {Role.COORDINATOR: 422}),
    Row("work:import_form", "GET", {Role.COORDINATOR: 200}),
    # Calendar programs have no session: the address alone opens it, for whoever holds it.
    Row("work:feed", "GET", dict.fromkeys(Role, 200), about=a_feed, anonymous=200),
]
