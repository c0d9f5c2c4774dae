"""Who gets what from which address: the rows, one module for each app.

A module holds ``ROWS``. A row names an address and a method, makes what the address is about, and
says the status for each role: one number, or (for rows of the own body, for foreign ones). Roles
that are not named get 403. Nobody signed in is led to the sign-in page unless the row says else.

    Row("work:record", "GET", about=a_task, expected={
        Role.COORDINATOR: 200, Role.AUDITOR: 200, Role.FOCAL_POINT: (200, 404),
        Role.LEADER: (200, 404),
    })

``about(world, body)`` makes a row of that body and returns the address's arguments; ``data(world,
body)`` returns what is posted. Both run once for the own and once for a foreign body.
"""

from __future__ import annotations

import datetime as dt
import pkgutil
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)
Status = int | tuple[int, int]


@dataclass(frozen=True)
class World:
    """What every row stands on: a lead body, an own and a foreign one, a user of each role.

    Leader and focal point are of ``own``; the others of ``lead``.
    """

    lead: Body
    own: Body
    foreign: Body
    users: Mapping[Role, User]


def nothing(_world: World, _body: Body) -> dict[str, Any]:
    """Make nothing: the address has no arguments, the form no fields."""
    return {}


@dataclass(frozen=True)
class Row:
    """An address, a method, and the status for each role."""

    url: str
    method: str
    expected: Mapping[Role, Status]
    about: Callable[[World, Body], dict[str, Any]] = nothing
    data: Callable[[World, Body], dict[str, Any]] = nothing
    anonymous: int = 302
    default: Status = field(default=403)

    def status(self, role: Role, *, own: bool) -> int:
        """Return the status that this role gets."""
        status = self.expected.get(role, self.default)
        return status if isinstance(status, int) else status[0 if own else 1]


def everybody(status: Status = 200) -> dict[Role, Status]:
    """Return the same status for every role."""
    return dict.fromkeys(Role, status)


def rows() -> list[Row]:
    """Return the rows of all apps."""
    modules = [each.name for each in pkgutil.iter_modules(__path__) if each.name != "world"]
    return [row for name in modules for row in import_module(f"{__name__}.{name}").ROWS]
