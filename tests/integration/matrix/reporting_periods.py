"""Calendars, periods and days off: everybody but the publisher sees, the office sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from tests.integration.matrix import Row, World
from tests.integration.matrix.reporting_reports import report

if TYPE_CHECKING:
    from giaoban.bodies.models import Body


def a_period(world: World, body: Body) -> dict[str, Any]:
    """Make a period that was opened."""
    return {"pk": report(world, body).period_id}


def a_calendar(world: World, body: Body) -> dict[str, Any]:
    """Make a calendar with one period."""
    return {"pk": report(world, body).period.calendar_id}


TOLD = dict.fromkeys(set(Role) - {Role.PUBLISHER}, 200)
OFFICE = {Role.COORDINATOR: 302}

ROWS = [
    Row("reporting:periods", "GET", TOLD),
    Row("reporting:open", "POST", OFFICE, about=a_period),
    Row("reporting:generate", "POST", OFFICE, about=a_calendar, data=lambda *_: {"year": 2023}),
]
