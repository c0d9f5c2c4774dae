"""Figures of closed lines always agree with the lines, whatever was corrected or undone."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from giaoban.core.enums import Role
from giaoban.reporting import figures
from giaoban.reporting.actions import closing as actions
from giaoban.reporting.queries import closed_years
from giaoban.reporting.queries.freezing import timeliness
from giaoban.work.enums import TaskState, Timeliness
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.reporting import PeriodFactory, ReportFactory, ReportRowFactory
from tests.factories.work import TaskFactory
from tests.integration.reporting.closed import AFTER, a_body, a_task, amend, close

DAYS = st.none() | st.dates(dt.date(2022, 4, 1), dt.date(2022, 8, 1))
GIVEN_STATES = (TaskState.ASSIGNED, TaskState.IN_PROGRESS, TaskState.SUBMITTED)
TASKS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(GIVEN_STATES), DAYS, DAYS, st.sampled_from((None, 20))
    ),
    max_size=8,
)
CORRECTIONS = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.one_of(
            st.tuples(st.just("state"), st.sampled_from(TaskState.values)),
            st.tuples(st.just("timeliness"), st.sampled_from(Timeliness.values)),
            st.tuples(st.just("percent"), st.integers(0, 100).map(str)),
        ),
    ),
    max_size=5,
)


class TestFigures(TestCase):
    """What random closings, corrections and undoings leave behind."""

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(TASKS, st.sets(st.integers(0, 2)), CORRECTIONS, st.booleans())
    def test_sums_agree(
        self,
        tasks: list[tuple[int, str, dt.date | None, dt.date | None, int | None]],
        sent: set[int],
        corrections: list[tuple[int, tuple[str, str]]],
        again: bool,
    ) -> None:
        """Whole, bodies and years add up to the lines, read one by one."""
        period = PeriodFactory()
        bodies = [a_body(period) for _ in range(3)]
        for at, body in enumerate(bodies):
            ReportFactory(period=period, body=body, submitted=at in sent)
        for at, state, due, done, percent in tasks:
            state = TaskState.VERIFIED if done else state  # noqa: PLW2901 - done has a day
            task = a_task(bodies[at], state=state, due_on=due, done_on=done, percent=percent)
            report = bodies[at].reports.get()
            ReportRowFactory(report=report, of_task=True, task=task, percent=20)
        closing = close(period)
        if again:
            actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="Nhầm")
            closing = close(period)
        lines = list(closing.lines.filter(task__isnull=False).order_by("pk"))
        now = {line.pk: {"state": line.state, "timeliness": line.timeliness} for line in lines}
        percents = {line.pk: "" if line.percent is None else str(line.percent) for line in lines}
        for at, (name, new) in corrections:
            if at >= len(lines):
                continue
            line = lines[at]
            values = now[line.pk] | {"percent": percents[line.pk]}
            if values[name] != new:
                amend(line, name, values[name], new)
                now[line.pk] |= {name: new} if name != "percent" else {}
                percents[line.pk] = new if name == "percent" else percents[line.pk]

        mine = closing.lines.all()
        whole = figures.whole(figures.count(mine))
        assert whole.tasks == len(tasks) == sum(whole.states.values())
        assert whole.states == Counter(each["state"] for each in now.values())
        assert whole.timeliness == Counter(each["timeliness"] for each in now.values())
        assert (whole.lines, whole.confirmed) == (
            mine.count(),
            mine.filter(confirmed=True).count(),
        )
        assert (whole.bodies, whole.reported) == (3, len(sent))
        as_closed = figures.whole(figures.count(mine, amended=False))
        assert as_closed.timeliness == Counter(line.timeliness for line in lines)
        assert closing.figures["states"] == dict(as_closed.states)
        assert sum(each["lines"] for each in closing.figures["by_body"].values()) == whole.lines
        table = closed_years.table(period.calendar)
        assert table.foot[0].states == whole.states
        assert sum(cells[0].tasks for _body, cells in table.rows if cells[0]) == whole.tasks

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(DAYS, st.integers(0, 40), st.integers(0, 60), DAYS)
    def test_timeliness_is_that_of_the_task(
        self, first: dt.date | None, more: int, excused: int, done: dt.date | None
    ) -> None:
        """The database judges lateness as the task itself does."""
        due = first + dt.timedelta(days=more) if first else None
        until = first + dt.timedelta(days=excused) if first and excused else None
        days = {"due_on": due, "first_due_on": first, "no_fault_until": until, "done_on": done}
        body = BodyFactory()
        state = TaskState.VERIFIED if done else TaskState.IN_PROGRESS
        task = TaskFactory(state=state, lead=body, **days)
        day = dt.date(2022, 6, 30)
        found = Task.objects.annotate(judged=timeliness(day)).get(pk=task.pk)
        assert found.judged == task.timeliness(day)


@pytest.mark.django_db
def test_pages_ask_the_same_questions_of_many(client, django_assert_max_num_queries) -> None:
    """List, record, body and years take a fixed number of queries, however many bodies."""
    period = PeriodFactory()
    bodies = [a_body(period) for _ in range(12)]
    for body in bodies:
        for _ in range(5):
            a_task(body, due_on=dt.date(2022, 6, 1))
    closing = close(period)
    client.force_login(UserFactory(role=Role.COORDINATOR))
    for url in (
        "/bao-cao/chot/",
        f"/bao-cao/chot/{closing.pk}/",
        f"/bao-cao/chot/{closing.pk}/co-quan/{bodies[0].pk}/",
        "/bao-cao/chot/nhieu-nam/",
    ):
        with django_assert_max_num_queries(24):
            assert client.get(url).status_code == 200
