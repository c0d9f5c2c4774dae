"""Calendars, periods and days off: everybody but the publisher sees, the office sets."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.reporting.models import SpecialDay
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


def a_day(_world: World, _body: Body) -> dict[str, Any]:
    """Make a day off."""
    row = SpecialDay.objects.create(day=dt.date(2022, 9, 5), kind="off", name="Nghỉ bù")
    return {"pk": row.pk}


def calendar_form(world: World, body: Body) -> dict[str, Any]:
    """Fill the form of a calendar."""
    return {
        "name": "Báo cáo tháng",
        "bloc": body.memberships.get().bloc_id,
        "kind": "quarter",
        "cut_day": 14,
        "due_day": 25,
        "version": 1,
    }


def period_form(_world: World, _body: Body) -> dict[str, Any]:
    """Fill the form of a period."""
    return {
        "name": "Quý đột xuất",
        "first_day": "01/7/2022",
        "last_day": "30/9/2022",
        "data_from": "15/6/2022",
        "data_to": "14/9/2022",
        "due_on": "23/9/2022",
        "version": 1,
    }


def day_form(_world: World, _body: Body) -> dict[str, Any]:
    """Fill the form of a day off."""
    return {"day": "05/9/2022", "kind": "off", "name": "Nghỉ bù"}


DAYS = {Role.COORDINATOR: 302, Role.ADMINISTRATOR: 302}
TOLD = dict.fromkeys(set(Role) - {Role.PUBLISHER}, 200)
OFFICE = {Role.COORDINATOR: 302}
FORM = {Role.COORDINATOR: 200}

ROWS = [
    Row("reporting:periods", "GET", TOLD),
    Row("reporting:open", "POST", OFFICE, about=a_period),
    Row("reporting:change_period", "GET", FORM, about=a_period),
    Row("reporting:change_period", "POST", OFFICE, about=a_period, data=period_form),
    Row("reporting:add_period", "GET", FORM, about=a_calendar),
    Row("reporting:add_period", "POST", OFFICE, about=a_calendar, data=period_form),
    Row("reporting:add_calendar", "GET", FORM),
    Row("reporting:add_calendar", "POST", OFFICE, data=calendar_form),
    Row("reporting:change_calendar", "GET", FORM, about=a_calendar),
    Row("reporting:change_calendar", "POST", OFFICE, about=a_calendar, data=calendar_form),
    Row("reporting:days", "GET", TOLD),
    Row("reporting:set_day", "GET", dict.fromkeys(DAYS, 200)),
    Row("reporting:set_day", "POST", DAYS, data=day_form),
    Row("reporting:drop_day", "POST", DAYS, about=a_day),
    Row("reporting:generate", "POST", OFFICE, about=a_calendar, data=lambda *_: {"year": 2023}),
]
