"""Handing over: the office alone, about a reorganisation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from giaoban.bodies.actions import reorganise
from giaoban.core.enums import Role
from giaoban.work.actions import succession
from tests.integration.matrix import AT, Row, World
from tests.integration.matrix.work import OFFICE, a_task

if TYPE_CHECKING:
    from giaoban.bodies.models import Body, Reorganisation

ON = dt.date(2022, 3, 1)


def _dissolved(world: World, body: Body) -> Reorganisation:
    a_task(world, body)
    return reorganise.dissolve(
        body=body,
        heirs=[world.lead],
        on=ON,
        decision="01-QĐ/TU",
        by=world.users[Role.COORDINATOR],
        at=AT,
    )


def an_act(world: World, body: Body) -> dict[str, Any]:
    """Dissolve the body, which leaves an open task."""
    return {"pk": _dissolved(world, body).pk}


def handed(world: World, body: Body) -> dict[str, Any]:
    """Dissolve the body and hand its task over."""
    act = _dissolved(world, body)
    succession.hand(
        by=world.users[Role.COORDINATOR],
        at=AT,
        on=ON,
        act=act,
        successors={body.pk: world.lead.pk},
        chosen={},
        expected=1,
    )
    return {"pk": act.pk}


def confirmed(_world: World, _body: Body) -> dict[str, Any]:
    """Confirm the one task that was shown."""
    return {"confirmed": "1", "n": "1"}


ROWS = [
    Row("work:hand_over", "GET", {Role.COORDINATOR: 200}, about=an_act),
    Row("work:hand_over", "POST", OFFICE, about=an_act, data=confirmed),
    Row("work:hand_back", "POST", OFFICE, about=handed),
]
