"""The pages of reporting: indicators. The office keeps them, a body sees and fills its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.reporting.models import Period
from tests.factories.indicators import IndicatorValueFactory, TargetFactory
from tests.factories.reporting import IndicatorFactory, PeriodFactory
from tests.integration.matrix import Row, World

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Indicator


def _indicator(body: Body, **given: Any) -> Indicator:
    row = IndicatorFactory(**given)
    row.bodies.add(body)
    return row


def _period() -> Period:
    return Period.objects.first() or PeriodFactory()


def an_indicator(_world: World, body: Body) -> dict[str, Any]:
    """Make an indicator that the body tells, with a value and a target."""
    row, period = _indicator(body), _period()
    IndicatorValueFactory(indicator=row, period=period, body=body)
    TargetFactory(indicator=row, period=period)
    return {"pk": row.pk}


def a_retired_one(_world: World, body: Body) -> dict[str, Any]:
    """Make an indicator that is asked for no more."""
    return {"pk": _indicator(body, is_active=False).pk}


def an_entry(_world: World, body: Body) -> dict[str, Any]:
    """Make an indicator and a period to enter it in."""
    return {"pk": _indicator(body).pk, "period": _period().pk}


def a_body(_world: World, body: Body) -> dict[str, Any]:
    """Make a body's indicator and a period."""
    _indicator(body)
    return {"pk": body.pk, "period": _period().pk}


def a_counted_one(_world: World, body: Body) -> dict[str, Any]:
    """Make an indicator that the system counts."""
    row = _indicator(body, provider="tasks_done")
    return {"pk": row.pk, "period": _period().pk, "body": body.pk}


def form(_world: World, body: Body) -> dict[str, Any]:
    """Fill the form of an indicator."""
    return {
        "name": "Số trường đạt chuẩn",
        "code": "GD01",
        "unit": "trường",
        "decimals": 0,
        "direction": "up",
        "every": "quarter",
        "over_periods": "latest",
        "over_bodies": "sum",
        "bodies": [body.pk],
        "version": 1,
    }


def reason(_world: World, _body: Body) -> dict[str, Any]:
    """Say why it is retired."""
    return {"reason": "Thay bằng chỉ tiêu khác", "version": 1}


SEEN = {
    Role.COORDINATOR: 200,
    Role.AUDITOR: 200,
    Role.FOCAL_POINT: (200, 404),
    Role.LEADER: (200, 404),
}
LISTED = dict.fromkeys(SEEN, 200)
OFFICE = {Role.COORDINATOR: 200}
DONE = {Role.COORDINATOR: 302}
FILLED = {Role.COORDINATOR: 200, Role.FOCAL_POINT: (200, 404)}
SENT = {Role.COORDINATOR: 302, Role.FOCAL_POINT: (302, 404)}

ROWS: list[Row] = [
    Row("reporting:indicators", "GET", LISTED),
    Row("reporting:indicator", "GET", SEEN, about=an_indicator),
    Row("reporting:indicator_years", "GET", LISTED),
    Row("reporting:indicator_new", "GET", OFFICE),
    Row("reporting:indicator_new", "POST", DONE, data=form),
    Row("reporting:indicator_demo", "GET", OFFICE),
    Row("reporting:indicator_change", "GET", OFFICE, about=an_indicator),
    Row("reporting:indicator_change", "POST", DONE, about=an_indicator, data=form),
    Row("reporting:indicator_retire", "POST", DONE, about=an_indicator, data=reason),
    Row("reporting:indicator_revive", "POST", DONE, about=a_retired_one),
    Row("reporting:indicator_aims", "GET", OFFICE, about=an_indicator),
    Row("reporting:indicator_aims", "POST", DONE, about=an_indicator),
    Row("reporting:indicator_copy_aims", "POST", DONE, about=an_indicator),
    Row("reporting:indicator_entry", "GET", FILLED, about=an_entry),
    Row("reporting:indicator_entry", "POST", SENT, about=an_entry),
    Row("reporting:indicator_body_entry", "GET", FILLED, about=a_body),
    Row("reporting:indicator_body_entry", "POST", SENT, about=a_body),
    Row("reporting:indicator_counted", "GET", SEEN, about=a_counted_one),
]
