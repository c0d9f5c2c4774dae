"""A quarter, its office, and a body with its focal point."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from giaoban.reporting.actions import reports
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, MembershipFactory
from tests.factories.reporting import CalendarFactory, PeriodFactory
from tests.factories.work import AssignmentFactory

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Period, Report
    from giaoban.work.models import Task

AT = dt.datetime(2022, 6, 16, 2, tzinfo=dt.UTC)


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory()


@pytest.fixture
def second(db: None) -> User:
    """Make another coordinator."""
    return UserFactory()


@pytest.fixture
def period(db: None) -> Period:
    """Make the second quarter of 2022."""
    return PeriodFactory(calendar=CalendarFactory())


@pytest.fixture
def body(period: Period) -> Body:
    """Make a member of the bloc."""
    return MembershipFactory(bloc=period.calendar.bloc).body


@pytest.fixture
def focal(body: Body) -> User:
    """Make the body's focal point."""
    return UserFactory(focal_point=True, body=body)


def led_by(body: Body, **task: object) -> Task:
    """Make a task that the body leads."""
    given = {"state": "assigned", "lead": body, "due_on": dt.date(2022, 6, 10)} | task
    fields = {f"task__{name}": value for name, value in given.items()}
    return AssignmentFactory(body=body, **fields).task


@pytest.fixture
def task(body: Body) -> Task:
    """Make a task that falls due in the quarter."""
    return led_by(body)


@pytest.fixture
def report(office: User, period: Period, body: Body, task: Task) -> Report:
    """Open the quarter; return the body's report."""
    reports.open_period(by=office, at=AT, period=period)
    return period.reports.select_related("period").get(body=body)


def other_member(period: Period, **fields: object) -> Body:
    """Put another body into the bloc."""
    body = BodyFactory(**fields)
    MembershipFactory(bloc=period.calendar.bloc, body=body)
    return body
