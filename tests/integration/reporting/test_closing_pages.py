"""The pages of closings: what waits, what was never opened, what is closed already."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from giaoban.reporting.queries import closing as queries
from giaoban.reporting.queries.freezing import Freezing
from giaoban.work.enums import TaskState
from tests.factories.accounts import UserFactory
from tests.factories.reporting import AT, PeriodFactory, ReportFactory
from tests.integration.reporting.closed import AFTER, a_body, a_task, close

if TYPE_CHECKING:
    from django.test import Client

    from giaoban.reporting.models import Period

pytestmark = pytest.mark.django_db

EARLIER = {
    "ordinal": 1,
    "first_day": dt.date(2022, 1, 1),
    "last_day": dt.date(2022, 3, 31),
    "data_from": dt.date(2021, 12, 15),
    "data_to": dt.date(2022, 3, 14),
    "due_on": dt.date(2022, 3, 25),
}


@pytest.fixture
def period() -> Period:
    """Make a period that was opened."""
    return PeriodFactory(opened_at=AT)


def test_a_period_that_was_never_opened_does_not_wait(client: Client, period: Period) -> None:
    """It is neither counted as waiting nor held against the next; it says what it is."""
    PeriodFactory(calendar=period.calendar, **EARLIER)
    client.force_login(UserFactory())
    with time_machine.travel(AFTER):
        page = client.get(reverse("reporting:closings"))
    assert page.context["n_waiting"] == 1
    assert "Chưa mở kỳ" in page.content.decode()
    assert queries.objections(Freezing(period, AFTER), {}) == []


def test_an_opened_period_before_is_held_against_closing(period: Period) -> None:
    """What was opened and is not closed comes first."""
    PeriodFactory(calendar=period.calendar, opened_at=AT, **EARLIER)
    assert queries.objections(Freezing(period, AFTER), {}) == ["Quý 1 năm 2022 chưa chốt."]


def test_work_that_nobody_has_looked_at_is_held_against_closing(period: Period) -> None:
    """What was sent in and is past its day would be frozen as late; what is not due would not."""
    body = a_body(period)
    for day in (period.last_day - dt.timedelta(days=9), period.last_day + dt.timedelta(days=9)):
        a_task(body, state=TaskState.SUBMITTED, due_on=day, first_due_on=day)
    [told] = queries.objections(Freezing(period, AFTER), {})
    assert told.startswith("1 nhiệm vụ đã gửi kết quả, quá hạn mà chưa kiểm chứng")


def test_the_page_of_closing_leads_to_what_is_closed(client: Client, period: Period) -> None:
    """A bookmark of the question ends at the answer."""
    a_body(period)
    closing = close(period)
    client.force_login(UserFactory())
    answer = client.get(reverse("reporting:close", args=[period.pk]))
    assert answer.url == reverse("reporting:closing", args=[closing.pk])


def test_no_link_is_offered_into_a_closed_period(client: Client) -> None:
    """The silent are there still, but a link would open nothing."""
    period = PeriodFactory(opened_at=AT)
    ReportFactory(period=period, body=a_body(period))
    close(period)
    client.force_login(UserFactory())
    page = client.get(reverse("reporting:links", args=[period.pk]))
    assert page.context["silent"] == 0
    assert "đã chốt nên không tạo được đường dẫn" in page.content.decode()


def test_a_period_without_tasks_says_so(client: Client, period: Period) -> None:
    """Nought of nought is no figure; with a task the figure is told."""
    body = a_body(period)
    closing = close(period)
    client.force_login(UserFactory())
    url = reverse("reporting:closing", args=[closing.pk])
    assert "không có nhiệm vụ nào đến hạn" in client.get(url).content.decode()
    later = PeriodFactory(calendar=period.calendar, opened_at=AT, **EARLIER)
    given = dt.datetime(2022, 1, 10, tzinfo=dt.UTC)
    a_task(body, due_on=dt.date(2022, 2, 15), assigned_at=given)
    url = reverse("reporting:closing", args=[close(later).pk])
    assert "1 nhiệm vụ chậm hạn" in client.get(url).content.decode()
