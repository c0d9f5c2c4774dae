"""The example's papers are read and entered, once, whatever was done with them since."""

from __future__ import annotations

import datetime as dt

import pytest

from giaoban.accounts.actions.accounts import hand_over
from giaoban.config import example
from giaoban.core.models import AuditEntry
from giaoban.desk.actions.undo import undo
from giaoban.desk.models import Decision, Finding
from giaoban.directives.models import Directive, Milestone, Relation
from giaoban.documents.models import Document
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory

# The example's accounts belong to bodies that exist since the mergers of 2025.
NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_the_example(settings) -> None:
    """Two papers; the relations of the briefing; tasks with the bodies that they name."""
    example.make(at=NOW)
    assert Document.objects.count() == 2
    said = set(
        Relation.objects.values_list("origin__identifier", "kind", "years", "target__identifier")
    )
    assert said >= {
        ("85-KH/TU", "reviews", 10, "20-NQ/TW"),
        ("87-KH/TU", "reviews", 15, "11-CT/TW"),
        ("87-KH/TU", "reviews", 3, "49-KL/TW"),
        ("49-KL/TW", "continues", None, "11-CT/TW"),
    }
    assert ("11-KH/TU", "reviews", 1, "5-KH/TU") in said
    led = set(Task.objects.values_list("assignments__body__name", flat=True))
    assert {"Sở Y tế tỉnh Sông Lam", "Hội Khuyến học tỉnh Sông Lam"} <= led
    assert Finding.objects.filter(state="waiting", kind="task").exists()
    assert Directive.objects.filter(identifier="11-CT/TW").count() == 1


@pytest.mark.django_db
def test_the_example_again(settings) -> None:
    """A second start adds nothing, and does not redo what a person undid."""
    example.make(at=NOW)
    undo(by=Decision.objects.first().by, at=NOW, decision=Decision.objects.first())
    before = [model.objects.count() for model in (Document, Directive, Relation, Decision)]
    example.make(at=NOW)
    assert before == [model.objects.count() for model in (Document, Directive, Relation, Decision)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", [dt.date(2026, 11, 24), dt.date(2027, 1, 2), dt.date(2028, 2, 29), dt.date(2027, 3, 31)]
)
def test_the_plan_is_dated_by_the_day_of_the_example(settings, day: dt.date) -> None:
    """Whenever it is made, something is late by days, something due soon, something further off."""
    example.make(at=dt.datetime.combine(day, dt.time(8), dt.UTC))
    read = Task.objects.filter(document__isnull=False, due_on__isnull=False)
    due = read.values_list("due_on", flat=True)
    assert sorted((each - day).days for each in due) == [-4, 6, 35]
    review = Milestone.objects.get(directive__identifier="5-KH/TU")
    assert 60 <= (review.due_on - day).days <= 70


@pytest.mark.django_db
def test_the_plan_of_another_day_is_not_taken_in_twice(settings) -> None:
    """The example made yesterday stays; today's dates do not make a second plan."""
    example.make(at=NOW)
    example.make(at=NOW + dt.timedelta(1))
    assert Document.objects.count() == 2


@pytest.mark.django_db
def test_the_papers_of_who_leaves_are_handed_over(settings) -> None:
    """They belong to the other person afterwards, each on record."""
    example.make(at=NOW)
    leaves, stays = Document.objects.first().owner, UserFactory(role="coordinator")
    row = hand_over(
        from_user=leaves,
        to_user=stays,
        reason="Chuyển công tác",
        by=UserFactory(role="administrator"),
        at=NOW,
    )
    assert row.moved["documents"] == 2
    assert set(Document.objects.values_list("owner", flat=True)) == {stays.pk}
    assert AuditEntry.objects.filter(act="documents.given").count() == 2
