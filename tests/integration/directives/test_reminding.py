"""Reviews that come and that are past: each coordinator is told, once for each day due."""

from __future__ import annotations

import datetime as dt

import pytest

from giaoban.directives import reminding
from giaoban.notices import jobs, kinds
from giaoban.notices.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.directives import DirectiveFactory, MilestoneFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2022, 6, 10, 0, 0, tzinfo=dt.UTC)


def test_coordinators_hear_of_reviews_within_their_lead_time() -> None:
    """Near and past ones, not those far off or held; nobody else is told, nor who has left."""
    office = UserFactory()
    UserFactory(gone=True)
    UserFactory(focal_point=True)
    made = {"created_by": office}
    directive = DirectiveFactory(identifier="20-NQ/TW", **made)
    near = MilestoneFactory(directive=directive, due_on=dt.date(2022, 11, 1))
    past = MilestoneFactory(directive=DirectiveFactory(**made), due_on=dt.date(2022, 6, 9))
    MilestoneFactory(directive=DirectiveFactory(**made), due_on=dt.date(2023, 11, 1))
    held = DirectiveFactory(**made)
    MilestoneFactory(directive=held, due_on=dt.date(2022, 6, 9), state="held")
    jobs.collect(AT)
    told = {row.key: row for row in Notice.objects.all()}
    assert set(told) == {
        f"{reminding.AHEAD}:{near.pk}:2022-11-01",
        f"{reminding.LATE}:{past.pk}:2022-06-09",
    }
    assert {row.person for row in told.values()} == {office}
    said = kinds.say(told[f"{reminding.AHEAD}:{near.pk}:2022-11-01"])
    assert said == ("Tổng kết 10 năm thực hiện Nghị quyết 20-NQ/TW", "Hạn: 01/11/2022")


def test_a_review_is_told_again_when_it_is_past_or_moved() -> None:
    """Each once: ahead, past, and ahead of another day."""
    office = UserFactory()
    row = MilestoneFactory(
        directive=DirectiveFactory(created_by=office), due_on=dt.date(2022, 6, 20)
    )
    for days in (0, 1, 11, 12):
        jobs.collect(AT + dt.timedelta(days=days))
    assert Notice.objects.count() == 2
    row.due_on = dt.date(2022, 9, 1)
    row.save()
    jobs.collect(AT + dt.timedelta(days=13))
    assert Notice.objects.count() == 3
