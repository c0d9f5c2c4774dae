"""The example's papers are read and entered, once, whatever was done with them since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.accounts.actions.accounts import hand_over
from giaoban.config import example
from giaoban.core.models import AuditEntry
from giaoban.desk.actions.undo import undo
from giaoban.desk.models import Decision, Finding
from giaoban.directives.models import Directive, Relation
from giaoban.documents.models import Document
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The example's accounts belong to bodies that exist since the mergers of 2025.
NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(standing: Callable[..., Any]) -> Iterator[None]:
    """Make the example once for all tests."""
    with standing(lambda: example.make(at=NOW)):
        yield


def test_the_example(made: None) -> None:
    """Two papers; the relations of the briefing; tasks with the bodies that they name."""
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


def test_the_example_again(made: None) -> None:
    """A second start adds nothing, and does not redo what a person undid."""
    undo(by=Decision.objects.first().by, at=NOW, decision=Decision.objects.first())
    before = [model.objects.count() for model in (Document, Directive, Relation, Decision)]
    example.make(at=NOW)
    assert before == [model.objects.count() for model in (Document, Directive, Relation, Decision)]


def test_the_plan_of_another_day_is_not_taken_in_twice(made: None) -> None:
    """The example made yesterday stays; today's dates do not make a second plan."""
    example.make(at=NOW + dt.timedelta(1))
    assert Document.objects.count() == 2


def test_the_papers_of_who_leaves_are_handed_over(made: None) -> None:
    """They belong to the other person afterwards, each on record."""
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
