"""Main calendars open their periods by themselves; what comes round may come round twice."""

from __future__ import annotations

import datetime as dt

import pytest

from giaoban.bodies.models import Membership
from giaoban.core import periodic
from giaoban.core.models import AuditEntry
from giaoban.reporting.actions import opening
from giaoban.reporting.models import Period, Report
from tests.factories.bodies import BodyFactory
from tests.factories.reporting import CalendarFactory, PeriodFactory

pytestmark = pytest.mark.django_db
FIRST = dt.datetime(2022, 4, 1, 1, tzinfo=dt.UTC)
BEFORE = dt.datetime(2022, 3, 31, 1, tzinfo=dt.UTC)


def a_period(**fields: object) -> Period:
    """Make the second quarter of a main calendar whose bloc has a body."""
    calendar = CalendarFactory(is_main=True, **fields)
    Membership.objects.create(bloc=calendar.bloc, body=BodyFactory())
    return PeriodFactory(calendar=calendar)


def test_opened_on_its_first_day_and_once() -> None:
    """Not the day before; a second time makes no second report."""
    period = a_period()
    assert opening.open_begun(at=BEFORE) == []
    assert opening.open_begun(at=FIRST) == [period]
    assert opening.open_begun(at=FIRST) == []
    assert Report.objects.filter(period=period).count() == 1
    period.refresh_from_db()
    assert period.opened_at == FIRST
    entry = AuditEntry.objects.get(act="reporting.period.open")
    assert entry.actor_id is None


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_main": False}])
def test_other_calendars_are_opened_by_hand(fields: dict[str, bool]) -> None:
    """One that is no longer kept, or not the main one of its bloc."""
    period = a_period()
    type(period.calendar).objects.filter(pk=period.calendar_id).update(**fields)
    assert opening.open_begun(at=FIRST) == []


def test_a_period_that_is_over_stays_as_it_was() -> None:
    """A worker that was away for a year opens nothing of the past."""
    a_period()
    opened = opening.open_begun(at=FIRST.replace(year=2023))
    assert [(row.year, row.ordinal) for row in opened] == [(2023, 2)]


def test_a_year_nobody_planned_is_planned() -> None:
    """On 1 January the quarters of the new year are there, and the first one is open."""
    period = a_period()
    opened = opening.open_begun(at=dt.datetime(2023, 1, 1, 1, tzinfo=dt.UTC))
    assert [row.ordinal for row in opened] == [1]
    assert period.calendar.periods.filter(year=2023).count() == 4


def test_what_the_worker_does_is_registered() -> None:
    """Links end, tasks recur, periods open, old answers go; twice is harmless."""
    wanted = {"reporting.links", "reporting.periods", "work.recurring", "api.answers"}
    first = set(periodic.run_due(at=FIRST))
    assert wanted <= first
    assert not wanted & set(periodic.run_due(at=FIRST + dt.timedelta(seconds=30)))
    assert wanted <= set(periodic.run_due(at=FIRST + dt.timedelta(hours=2)))
