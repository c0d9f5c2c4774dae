"""The quarter page in a browser: for the office, a leader and a body, on a phone and a desk."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from giaoban.core.enums import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, MembershipFactory
from tests.factories.reporting import AT, CalendarFactory, PeriodFactory, ReportFactory
from tests.factories.work import AssignmentFactory

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.functional.conftest import CheckAccessibility, SignIn

HEAVIEST = 100_000
N_BODIES = 14


@pytest.mark.django_db(transaction=True)
def test_the_quarter_is_read_by_everybody(
    page: Page, sign_in: SignIn, axe: CheckAccessibility
) -> None:
    """Accessible, light, never too wide; with bodies late, silent, sent back and folded."""
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    days = {"data_from": today - 90 * day, "data_to": today - 2 * day, "due_on": today + 5 * day}
    period = PeriodFactory(calendar=CalendarFactory(is_main=True), opened_at=AT, **days)
    bodies = [BodyFactory(name=f"Sở Nông nghiệp và Môi trường {n}") for n in range(N_BODIES)]
    for n, body in enumerate(bodies):
        MembershipFactory(bloc=period.calendar.bloc, body=body)
        ReportFactory(period=period, body=body, **({"sent_back": True} if n == 1 else {}))
        fields = {"lead": body, "state": "in_progress", "due_on": today + (n - 3) * day}
        AssignmentFactory(body=body, **{f"task__{name}": value for name, value in fields.items()})
    people = (
        UserFactory(),
        UserFactory(role=Role.LEADER, body=period.calendar.bloc.lead),
        UserFactory(role=Role.FOCAL_POINT, body=bodies[1]),
    )
    for user in people:
        page.context.clear_cookies()
        sign_in(user)
        assert len(page.request.get(reverse("home")).body()) < HEAVIEST
        page.goto(reverse("home"))
        for width, size in ((320, "100"), (1280, "100"), (1280, "200")):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("size => document.documentElement.dataset.size = size", size)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            axe(page)
