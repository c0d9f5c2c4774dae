"""Calendars and periods: presets of NĐ 09/2019, days off, what may still be edited."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from giaoban.core.errors import Conflict, Refused
from giaoban.core.models import AuditEntry
from giaoban.reporting import planning, working_days
from giaoban.reporting.actions import periods
from giaoban.reporting.enums import DayKind, PeriodKind
from giaoban.reporting.models import Calendar, Period
from giaoban.reporting.queries.periods import special_days
from tests.factories.bodies import BlocFactory
from tests.factories.reporting import CalendarFactory, PeriodFactory, ReportFactory
from tests.integration.reporting.conftest import AT

if TYPE_CHECKING:
    from giaoban.accounts.models import User


def _calendar(kind: str, **fields: object) -> Calendar:
    given = {"name": "x", "kind": kind, "cut_day": 14, "due_day": 25} | fields
    return Calendar(**given)


@pytest.mark.parametrize(
    ("kind", "name", "days"),
    [
        ("month", "Tháng 3 năm 2022", "2022-02-15 2022-03-14 2022-03-25"),
        ("month", "Tháng 1 năm 2022", "2021-12-15 2022-01-14 2022-01-25"),
        ("quarter", "Quý I năm 2022", "2021-12-15 2022-03-14 2022-03-25"),
        ("quarter", "Quý II năm 2022", "2022-03-15 2022-06-14 2022-06-27"),
        ("half_year", "6 tháng đầu năm 2022", "2021-12-15 2022-06-14 2022-06-27"),
        ("half_year", "6 tháng cuối năm 2022", "2022-06-15 2022-12-14 2022-12-26"),
        ("year", "Năm 2022", "2021-12-15 2022-12-14 2022-12-26"),
    ],
)
def test_presets(kind: str, name: str, days: str) -> None:
    """Windows of Điều 12 and the 25th of Điều 13, moved past a weekend."""
    [found] = [each for each in planning.plan(_calendar(kind), 2022) if each.name == name]
    assert f"{found.data_from} {found.data_to} {found.due_on}" == days


def test_a_due_day_stays_where_the_calendar_says_so() -> None:
    """Without the setting the 25th stays the 25th, a Saturday though it is."""
    found = planning.plan(_calendar("quarter", moves_due=False), 2022)[1]
    assert found.due_on == dt.date(2022, 6, 25)


def test_due_at_least_one_working_day_after_the_cut() -> None:
    """A due day on the morrow of the cut moves where nobody works between (Điều 8 khoản 5)."""
    found = planning.plan(_calendar("month", cut_day=30, due_day=31, moves_due=False), 2022)[6]
    assert (found.data_to, found.due_on) == (dt.date(2022, 7, 30), dt.date(2022, 8, 1))


@pytest.mark.parametrize("kind", [each for each in PeriodKind if each != PeriodKind.FREE])
@pytest.mark.parametrize("cut_day", [None, 14, 31])
def test_periods_join_without_gap(kind: str, cut_day: int | None) -> None:
    """Each period begins on the day after the one before, over years, leap years too."""
    due = {"due_day": None, "due_after": 5}
    rows = [
        each
        for year in range(2022, 2026)
        for each in planning.plan(_calendar(kind, cut_day=cut_day, **due), year)
    ]
    for one, next_one in itertools.pairwise(rows):
        assert next_one.data_from == one.data_to + dt.timedelta(days=1)
        assert one.due_on > one.data_to


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ((2022, 1, 28), (2022, 2, 7)),
        ((2023, 1, 19), (2023, 1, 27)),
        ((2024, 2, 7), (2024, 2, 15)),
        ((2025, 1, 24), (2025, 2, 3)),
        ((2026, 2, 13), (2026, 2, 23)),
    ],
)
def test_tet(last: tuple[int, int, int], first: tuple[int, int, int]) -> None:
    """The first working day after Tết, year by year, as the Government announced it."""
    assert working_days.add_working_days(dt.date(*last), 1) == dt.date(*first)


def test_swapped_days_go_before_the_library(db: None, office: User) -> None:
    """A Saturday worked by decision is a working day, a Monday off is none, until dropped."""
    saturday, monday = dt.date(2022, 9, 17), dt.date(2022, 9, 19)
    worked = periods.set_day(
        by=office, at=AT, day=saturday, kind=DayKind.WORKING, name="Hoán đổi ngày làm việc"
    )
    periods.set_day(by=office, at=AT, day=monday, kind=DayKind.OFF, name="Hoán đổi")
    special = special_days()
    friday = dt.date(2022, 9, 16)
    assert working_days.add_working_days(friday, 1, special) == saturday
    assert working_days.add_working_days(friday, 2, special) == dt.date(2022, 9, 20)
    periods.drop_day(by=office, at=AT, row=worked)
    assert not working_days.is_working_day(saturday, special_days())


def test_the_library_knows_announced_swaps() -> None:
    """26/4/2025 was worked in exchange for 02/5/2025."""
    assert working_days.is_working_day(dt.date(2025, 4, 26))
    assert not working_days.is_working_day(dt.date(2025, 5, 2))
    listed = working_days.holidays_of(2025)
    assert [day for day, _name, worked in listed if worked] == [dt.date(2025, 4, 26)]


def test_a_year_is_made_once(office: User) -> None:
    """A second time makes nothing, and what was edited by hand stays."""
    calendar = CalendarFactory()
    made = periods.generate(by=office, at=AT, calendar=calendar, year=2022)
    assert len(made) == 4
    given = periods.PeriodGiven(
        **{name: getattr(made[0], name) for name in periods.PeriodGiven._fields}
    )
    later = given._replace(due_on=dt.date(2022, 3, 31))
    periods.change_period(by=office, at=AT, period=made[0], version=1, given=later)
    made[2].delete()
    assert [
        row.ordinal for row in periods.generate(by=office, at=AT, calendar=calendar, year=2022)
    ] == [3]
    assert Period.objects.get(pk=made[0].pk).due_on == dt.date(2022, 3, 31)


def test_a_period_is_edited_until_something_was_sent(office: User) -> None:
    """A sent report holds the days still, recalled or not; a closed period too."""
    period = PeriodFactory()
    given = periods.PeriodGiven(
        **{name: getattr(period, name) for name in periods.PeriodGiven._fields}
    )
    periods.change_period(by=office, at=AT, period=period, version=1, given=given)
    with pytest.raises(Conflict):
        periods.change_period(by=office, at=AT, period=period, version=1, given=given)
    ReportFactory(period=period, first_submitted_at=AT)
    with pytest.raises(Refused, match="gửi báo cáo"):
        periods.change_period(by=office, at=AT, period=period, version=2, given=given)
    closed = PeriodFactory(closed=True)
    with pytest.raises(Refused, match="đã chốt"):
        periods.change_period(by=office, at=AT, period=closed, version=1, given=given)


def test_a_due_day_too_early_is_refused_with_the_earliest(office: User) -> None:
    """Cut on Friday, due on Saturday: Monday is the earliest."""
    given = periods.PeriodGiven(
        "Đợt 1",
        dt.date(2022, 7, 1),
        dt.date(2022, 7, 15),
        dt.date(2022, 7, 1),
        dt.date(2022, 7, 15),
        dt.date(2022, 7, 16),
    )
    calendar = CalendarFactory(kind=PeriodKind.FREE)
    with pytest.raises(Refused, match="18/7/2022"):
        periods.add_period(by=office, at=AT, calendar=calendar, given=given)
    row = periods.add_period(
        by=office, at=AT, calendar=calendar, given=given._replace(due_on=dt.date(2022, 7, 18))
    )
    assert (row.year, row.ordinal) == (2022, 1)


def test_one_main_calendar_a_bloc(office: User) -> None:
    """Making a calendar the main one takes that from the other."""
    first = CalendarFactory(is_main=True)
    given = periods.CalendarGiven("Mới", first.bloc, "month", due_after=3, is_main=True)
    periods.add_calendar(by=office, at=AT, given=given)
    assert list(Calendar.objects.filter(is_main=True).values_list("name", flat=True)) == ["Mới"]
    told = AuditEntry.objects.get(act="reporting.calendar.change", subject_id=str(first.pk))
    assert told.facts["is_main"] is False
    with pytest.raises(Conflict):
        periods.change_calendar(
            by=office, at=AT, calendar=first, version=first.version, given=given
        )
    with pytest.raises(Refused, match="một cách"):
        periods.add_calendar(
            by=office, at=AT, given=given._replace(name="Nữa", due_day=25, due_after=3)
        )


@pytest.mark.parametrize("fields", [{"due_day": None}, {"due_after": 2}, {"cut_day": 32}])
def test_the_database_keeps_one_way_to_be_due(db: None, fields: dict[str, object]) -> None:
    """A calendar is due by a day or by working days, never both, never neither, on real days."""
    bloc = BlocFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFactory(bloc=bloc, **fields)
    CalendarFactory(bloc=bloc)
    CalendarFactory(bloc=bloc, due_day=None, due_after=2)
