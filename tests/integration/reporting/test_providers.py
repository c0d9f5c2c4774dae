"""What the system counts: tasks and plans of each body in a period, and what is stored of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.reporting import providers, rowmakers
from giaoban.reporting.actions import values
from giaoban.reporting.combining import Pair
from giaoban.reporting.models import IndicatorValue
from giaoban.work.enums import TaskState
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.directives import DirectiveFactory, RelationFactory
from tests.factories.indicators import IndicatorValueFactory
from tests.factories.reporting import AT, IndicatorFactory, PeriodFactory, ReportFactory
from tests.factories.work import TaskFactory

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Period
    from giaoban.work.models import Task

pytestmark = pytest.mark.django_db
IN, LATE, BEFORE = dt.date(2022, 5, 2), dt.date(2022, 6, 1), dt.date(2022, 3, 14)


@pytest.fixture
def period() -> Period:
    """Make the second quarter of 2022, of which data count from 15/3 to 14/6."""
    return PeriodFactory()


@pytest.fixture
def body() -> Body:
    """Make a body."""
    return BodyFactory()


def _task(body: Body, **given: Any) -> Task:
    due = given.pop("first_due_on", None)
    return TaskFactory(lead=body, due_on=due, first_due_on=due, **given)


def _done(body: Body, day: dt.date, **given: Any) -> Task:
    return _task(body, state=TaskState.VERIFIED, done_on=day, **given)


def _compute(key: str, period: Period, *bodies: Body) -> dict[Body, Pair]:
    provider = providers.get(key)
    assert provider is not None
    found = provider.compute([period], [body.pk for body in bodies])
    return {body: found[period.pk, body.pk] for body in bodies if (period.pk, body.pk) in found}


def test_tasks_given_and_done_are_counted_by_body(period: Period, body: Body) -> None:
    """Both days of the cut count; a body with nothing has 0, for the system knows it."""
    idle = BodyFactory()
    moment = dt.datetime(2022, 5, 2, 1, tzinfo=dt.UTC)
    _task(body, state=TaskState.ASSIGNED, assigned_at=moment)
    _task(body, state=TaskState.WITHDRAWN, assigned_at=moment)
    for day in (period.data_from, period.data_to, BEFORE):
        _done(body, day)
    assert _compute("tasks_given", period, body, idle) == {
        body: Pair(Decimal(1)),
        idle: Pair(Decimal(0)),
    }
    assert _compute("tasks_done", period, body, idle)[body] == Pair(Decimal(2))


def test_on_time_counts_by_the_first_deadline(period: Period, body: Body) -> None:
    """Late and never done count as not on time; without a deadline nothing is known."""
    _done(body, IN, first_due_on=IN)
    _done(body, LATE, first_due_on=IN)
    _task(body, state=TaskState.IN_PROGRESS, first_due_on=IN)
    _task(body, state=TaskState.CANCELLED, state_reason="Trùng", first_due_on=IN)
    idle = BodyFactory()
    assert _compute("tasks_on_time", period, body, idle) == {body: Pair(Decimal(1), Decimal(3))}


def test_a_directive_has_its_plan_once(period: Period, body: Body) -> None:
    """The body's first own paper counts, in the period of its issue."""
    resolution = DirectiveFactory()
    for day in (IN, LATE):
        plan = DirectiveFactory(plan=True, issuer_body=body, issued_on=day)
        RelationFactory(origin=plan, target=resolution)
    earlier = DirectiveFactory(plan=True, issuer_body=body, issued_on=BEFORE)
    RelationFactory(origin=earlier)
    assert _compute("directives_planned", period, body) == {body: Pair(Decimal(1))}


@pytest.mark.parametrize("provider", providers.registered(), ids=lambda each: each.key)
def test_a_figure_leads_to_as_many_rows(
    provider: providers.Provider, period: Period, body: Body, office: User
) -> None:
    """What a value counts can be looked at, row by row."""
    moment = dt.datetime(2022, 5, 2, 1, tzinfo=dt.UTC)
    for day in (IN, LATE):
        _done(body, day, first_due_on=IN, assigned_at=moment)
        plan = DirectiveFactory(plan=True, issuer_body=body, issued_on=day)
        RelationFactory(origin=plan)
    pair = provider.compute([period], [body.pk])[period.pk, body.pk]
    rows = list(provider.rows(period, body.pk, office))
    assert len(rows) == (pair.denominator or pair.value) == 2
    assert all(row.url and row.text for row in rows)


@pytest.fixture
def office() -> User:
    """Make a coordinator."""
    return UserFactory()


def test_closing_stores_what_was_counted(period: Period, body: Body, office: User) -> None:
    """Stored once, with its origin; later work moves it no more, nor is a gap made 0."""
    idle = BodyFactory()
    share = IndicatorFactory(
        provider="tasks_on_time",
        over_periods="ratio",
        over_bodies="ratio",
        numerator="đúng hạn",
        denominator="đến hạn",
    )
    share.bodies.set([body, idle])
    _done(body, IN, first_due_on=IN)
    for _ in range(2):
        values.store_provided(by=office, at=AT, period=period)
    stored = IndicatorValue.objects.get()
    assert (stored.body, stored.value, stored.denominator) == (body, 1, 1)
    assert stored.origin == "provider:tasks_on_time"


def test_a_key_is_taken_once() -> None:
    """Two sources cannot go by one name."""
    with pytest.raises(ValueError, match="tasks_done"):
        providers.register(providers.registered()[1])


def test_reports_get_rows_of_what_their_body_tells(period: Period, body: Body) -> None:
    """A row for each active indicator of such periods, filled with what stands already."""
    told, asked, monthly, counted, retired = (
        IndicatorFactory(),
        IndicatorFactory(),
        IndicatorFactory(every="month"),
        IndicatorFactory(provider="tasks_done"),
        IndicatorFactory(is_active=False),
    )
    for row in (told, asked, monthly, counted, retired):
        row.bodies.add(body, BodyFactory())
    IndicatorValueFactory(indicator=told, period=period, body=body, value=Decimal(4))
    report = ReportFactory(period=period, body=body)
    rows = [row for row in rowmakers.make(period, {body.pk: report}) if row.indicator_id]
    assert {row.indicator_id: row.value for row in rows} == {told.pk: 4, asked.pk: None}
    assert {row.indicator_id for row in rows if row.filled_at} == {told.pk}
