"""The pages of reporting: closing; the office and leaders of lead bodies close, all see theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.accounts.models import User
from giaoban.bodies.models import Bloc
from giaoban.core.enums import Role
from giaoban.reporting.actions import closing as actions
from tests.factories.reporting import CalendarFactory, PeriodFactory
from tests.integration.matrix import AT, Row, World

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Closing, Period

AFTER = AT.replace(year=2023)


def period(_world: World) -> Period:
    """Make a quarter of the bloc."""
    calendar = CalendarFactory(bloc=Bloc.objects.get())
    return PeriodFactory(calendar=calendar)


def closed(world: World, body: Body) -> Closing:
    """Close a quarter in which the body alone is asked."""
    row = period(world)
    row.calendar.bloc.memberships.exclude(body=body).delete()
    other = User.objects.create_user("khac@vidu.example", None, name="Khác", role="coordinator")
    return actions.close(period=row, by=other, at=AFTER, reason="Quá hạn")


def a_period(world: World, _body: Body) -> dict[str, Any]:
    """Make a quarter that can be closed."""
    return {"pk": period(world).pk}


def a_closing(world: World, body: Body) -> dict[str, Any]:
    """Make a closed quarter."""
    return {"pk": closed(world, body).pk}


def a_closed_body(world: World, body: Body) -> dict[str, Any]:
    """Make a closed quarter, and name the body."""
    return {"pk": closed(world, body).pk, "body": body.pk}


def a_line(world: World, body: Body) -> dict[str, Any]:
    """Make a closed line."""
    return {"pk": closed(world, body).lines.get(kind="report").pk}


def a_reason(_world: World, _body: Body) -> dict[str, Any]:
    """Fill a form that asks for a reason."""
    return {"reason": "Nhầm"}


def an_amendment(_world: World, _body: Body) -> dict[str, Any]:
    """Fill the form of a correction."""
    return {"name": "text", "old_text": "", "new": "Đã nhận xét", "reason": "Bổ sung"}


SEEN = {
    Role.COORDINATOR: 200,
    Role.AUDITOR: 200,
    Role.FOCAL_POINT: (200, 404),
    Role.LEADER: (200, 404),
}
LISTED = dict.fromkeys((Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER), 200)
OFFICE, FORM = {Role.COORDINATOR: 302}, {Role.COORDINATOR: 200}

ROWS = [
    Row("reporting:closings", "GET", LISTED),
    Row("reporting:close", "GET", FORM, about=a_period),
    Row("reporting:close", "POST", OFFICE, about=a_period, data=a_reason),
    Row("reporting:closing", "GET", SEEN, about=a_closing),
    Row("reporting:closed_body", "GET", SEEN, about=a_closed_body),
    Row("reporting:closed_line", "GET", SEEN, about=a_line),
    Row("reporting:closed_line", "POST", OFFICE, about=a_line, data=an_amendment),
    Row("reporting:undo_closing", "GET", FORM, about=a_closing),
    Row("reporting:undo_closing", "POST", OFFICE, about=a_closing, data=a_reason),
    Row("reporting:years", "GET", {Role.COORDINATOR: 200, Role.AUDITOR: 200}),
    Row("reporting:upward", "GET", FORM, about=a_closing),
    Row("reporting:upward", "POST", FORM, about=a_closing),
    Row("reporting:upward_schema", "GET", dict.fromkeys(Role, 200), anonymous=200),
]
