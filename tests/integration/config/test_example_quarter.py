"""The example shows a quarter in mid-life, on whatever day it is made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db.models import Q
from django.test import override_settings
from django.utils import timezone

from giaoban.accounts.models import User
from giaoban.bodies.models import Reorganisation
from giaoban.config import example
from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry
from giaoban.directives.models import Milestone
from giaoban.reporting.actions import closing as closings
from giaoban.reporting.enums import ReportState, Standing
from giaoban.reporting.models import Closing, IndicatorValue, Period, Report
from giaoban.work import succession
from giaoban.work.enums import FollowUpKind, Outcome, TaskState
from giaoban.work.models import Extension, FollowUp, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db

# The first and the last day of a quarter, Tết, a leap day, the day after the preset's cut, and days
# from which the plan's deadlines lie beyond the turn of a year and of a month.
DAYS = (
    dt.date(2026, 10, 1),
    dt.date(2026, 12, 31),
    dt.date(2026, 2, 18),
    dt.date(2028, 2, 29),
    dt.date(2026, 9, 15),
    dt.date(2027, 1, 2),
    dt.date(2027, 3, 31),
)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def today(
    request: pytest.FixtureRequest,
    standing: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dt.date]:
    """Make the example on a day, once for all that is asked of it."""
    day = request.param
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        standing(lambda: example.make(at=_noon(day))),
    ):
        yield day


def test_the_example_is_a_quarter_in_mid_life(today: dt.date) -> None:
    """All that is told of the example holds, day by day."""
    _tasks_stand_everywhere()
    at_hand = _reports_stand_everywhere(today)
    _an_ended_body_left_work(at_hand, today)
    _the_quarter_before_is_closed(at_hand, today)
    _figures_show_a_trend(at_hand)


def _tasks_stand_everywhere() -> None:
    assert set(Task.objects.values_list("state", flat=True)) == set(TaskState.values)
    granted = Extension.objects.filter(outcome=Outcome.GRANTED).select_related("task")
    assert all(each.task.first_due_on < each.task.due_on for each in granted)
    assert granted
    assert Extension.objects.filter(outcome=Outcome.WAITING).exists()
    assert set(FollowUp.objects.values_list("kind", flat=True)) == set(FollowUpKind.values)


def test_the_story_holds_together(today: dt.date) -> None:
    """What is given is due later than its giving; a letter goes to who is late, and names it."""
    given = Task.objects.filter(assigned_at__isnull=False, first_due_on__isnull=False)
    assert all(timezone.localdate(each.assigned_at) < each.first_due_on for each in given)
    urging = FollowUp.objects.get(kind=FollowUpKind.URGING)
    urged = {each.task for each in urging.followed_tasks.select_related("task")}
    assert {each.due_on < urging.sent_on for each in urged} == {True}
    bodies = set(urging.followed.values_list("body", flat=True))
    assert bodies == {each.lead_id for each in urged}
    assert len(bodies) > 1
    assert [each.answered_on is None for each in urging.followed.order_by("body")].count(True) == 1


def test_follow_up_is_logged_on_its_days(today: dt.date) -> None:
    """Follow-up and the desk have worked before the day of making, not on it."""
    acts = AuditEntry.objects.filter(Q(act__startswith="follow_up.") | Q(act__startswith="desk."))
    days = [timezone.localdate(at) for at in acts.values_list("at", flat=True)]
    assert max(days) < today
    assert len(set(days)) > 8


def _reports_stand_everywhere(today: dt.date) -> Period:
    """One body is late, one mends its report, some wait, most are accepted; all of one quarter."""
    open_ones = Period.objects.filter(opened_at__isnull=False, closed_at__isnull=True)
    period = open_ones.get()
    assert period.data_to < today
    assert period.due_on < today
    found = [each.standing(today) for each in Report.objects.filter(period=period)]
    assert found.count(Standing.OVERDUE) == found.count(Standing.SENT_BACK) == 1
    assert found.count(Standing.SUBMITTED) > 1
    assert found.count(Standing.ACCEPTED) > 1
    focal = User.objects.get(role=Role.FOCAL_POINT)
    assert Report.objects.get(period=period, body=focal.body).state == ReportState.SENT_BACK
    ahead = Period.objects.get(data_from=period.data_to + dt.timedelta(days=1))
    assert ahead.opened_at is None
    return period


def _an_ended_body_left_work(period: Period, today: dt.date) -> None:
    act = Reorganisation.objects.order_by("-on").first()
    assert act is not None
    assert period.data_from < act.on <= period.data_to < today
    assert succession.left_by(act).exists()
    assert Report.objects.filter(period=period, body__valid_to__lt=today).exists()


def _the_quarter_before_is_closed(period: Period, today: dt.date) -> None:
    closing = Closing.objects.order_by("-period__data_to").first()
    assert closing is not None
    assert closing.period.data_to == period.data_from - dt.timedelta(days=1)
    assert closing.figures["confirmed"] < closing.figures["lines"]
    leader = User.objects.get(role=Role.LEADER)
    closings.undo(closing=closing, by=leader, at=_noon(today), reason="Thử hủy chốt")
    assert not Period.objects.get(pk=closing.period_id).is_closed


def _figures_show_a_trend(period: Period) -> None:
    told = IndicatorValue.objects.filter(period__data_to__lte=period.data_to, by__isnull=False)
    quarters = told.values_list("indicator", "period").distinct()
    assert len({indicator for indicator, _period in quarters}) > 5
    assert len({period for _indicator, period in quarters}) >= 5


def test_the_plan_is_dated_by_the_day_of_the_example(today: dt.date) -> None:
    """Whenever it is made, something is late by days, something due soon, something further off."""
    read = Task.objects.filter(document__isnull=False, due_on__isnull=False)
    due = read.values_list("due_on", flat=True)
    assert sorted((each - today).days for each in due) == [-4, 6, 35]
    review = Milestone.objects.get(directive__identifier="5-KH/TU")
    assert 60 <= (review.due_on - today).days <= 70


@pytest.mark.parametrize("today", DAYS[:1], ids=str, indirect=True)
def test_made_again_on_another_day_it_adds_nothing(today: dt.date) -> None:
    """Neither on the same day nor a season later does a start of the site add a row."""
    before = _rows()
    for later in (0, 1, 92):
        example.make(at=_noon(today + dt.timedelta(days=later)))
        assert _rows() == before


def _rows() -> dict[str, int]:
    return {each._meta.label: each._base_manager.count() for each in apps.get_models()}


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
