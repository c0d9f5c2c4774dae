"""Reports: the office sees and decides all, a body fills and sends its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.reporting.actions import periods, reports
from giaoban.reporting.models import Report
from giaoban.work import actions as work
from tests.integration.matrix import AT, Row, World

if TYPE_CHECKING:
    from giaoban.bodies.models import Body

GIVEN = periods.PeriodGiven(
    "Quý II năm 2022",
    dt.date(2022, 4, 1),
    dt.date(2022, 6, 30),
    dt.date(2022, 3, 15),
    dt.date(2022, 6, 14),
    dt.date(2022, 6, 27),
)


def report(world: World, body: Body) -> Report:
    """Open a period and return the body's report, with its narrative to be filled."""
    office = world.users[Role.COORDINATOR]
    given = periods.CalendarGiven(
        "Báo cáo quý", body.memberships.get().bloc, "quarter", cut_day=14, due_day=25
    )
    calendar = periods.add_calendar(by=office, at=AT, given=given)
    period = periods.add_period(by=office, at=AT, calendar=calendar, given=GIVEN)
    made = reports.open_period(by=office, at=AT, period=period)
    return next(each for each in made if each.body_id == body.pk)


def a_report(world: World, body: Body) -> dict[str, Any]:
    """Make a report that lies with its body."""
    return {"pk": report(world, body).pk}


def a_sent_report(world: World, body: Body) -> dict[str, Any]:
    """Make a report that its body has sent."""
    row = report(world, body)
    focal = world.users[Role.FOCAL_POINT]
    Report.objects.filter(pk=row.pk).update(state="submitted", submitted_at=AT, submitted_by=focal)
    return {"pk": row.pk}


def an_accepted_report(world: World, body: Body) -> dict[str, Any]:
    """Make a report that was accepted."""
    about = a_sent_report(world, body)
    reports.accept(
        by=world.users[Role.COORDINATOR], at=AT, report=Report.objects.get(pk=about["pk"])
    )
    return about


def opened(world: World, body: Body) -> dict[str, Any]:
    """Open a period: the address has no arguments."""
    report(world, body)
    return {}


def a_task_row(world: World, body: Body) -> dict[str, Any]:
    """Make a report with a row about a task."""
    office = world.users[Role.COORDINATOR]
    work.confirm(
        by=office, at=AT, title="Gửi báo cáo", lead=[(body.name, body)], reason="Giao tại giao ban"
    )
    row = report(world, body)
    return {"pk": row.pk, "row": row.rows.get(task__isnull=False).pk}


def reason(_world: World, _body: Body) -> dict[str, Any]:
    """Say why the office sends it in the body's place."""
    return {"reason": "Cơ quan báo qua điện thoại"}


def mend(_world: World, _body: Body) -> dict[str, Any]:
    """Say what is to be mended."""
    return {"mend": "Bổ sung số liệu"}


SEEN = {
    Role.COORDINATOR: 200,
    Role.AUDITOR: 200,
    Role.FOCAL_POINT: (200, 404),
    Role.LEADER: (200, 404),
}
LIST = dict.fromkeys((Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER), 200)
FILLED = {Role.COORDINATOR: 302, Role.FOCAL_POINT: (302, 404)}
OFFICE = {Role.COORDINATOR: 302}

ROWS = [
    Row("reporting:reports", "GET", LIST),
    Row("reporting:board", "GET", LIST, about=opened),
    Row("reporting:accept_many", "POST", OFFICE),
    Row("reporting:prove", "POST", FILLED, about=a_task_row),
    Row("reporting:report", "GET", SEEN, about=a_report),
    Row("reporting:fill", "POST", FILLED, about=a_report),
    Row(
        "reporting:submit",
        "GET",
        {Role.COORDINATOR: 200, Role.FOCAL_POINT: (200, 404)},
        about=a_report,
    ),
    Row("reporting:submit", "POST", FILLED, about=a_report, data=reason),
    # What the body sent the office sends back; it recalls what it sent in the body's place.
    Row(
        "reporting:recall",
        "POST",
        {Role.COORDINATOR: 422, Role.FOCAL_POINT: (302, 404)},
        about=a_sent_report,
    ),
    Row("reporting:accept", "POST", OFFICE, about=a_sent_report),
    Row("reporting:send_back", "POST", OFFICE, about=a_sent_report, data=mend),
    Row("reporting:reopen", "POST", OFFICE, about=an_accepted_report, data=mend),
    Row(
        "reporting:judge",
        "POST",
        OFFICE,
        about=a_sent_report,
        data=lambda *_: {"judgement": "good"},
    ),
    Row("reporting:refresh", "POST", OFFICE, about=a_report),
]
