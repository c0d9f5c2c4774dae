"""The example's papers are read and entered, once, whatever was done with them since."""

from __future__ import annotations

import datetime as dt

import pytest

from giaoban.config import example
from giaoban.desk.actions.undo import undo
from giaoban.desk.models import Decision, Finding
from giaoban.directives.models import Directive, Relation
from giaoban.documents.models import Document
from giaoban.work.models import Task

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
