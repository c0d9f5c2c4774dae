"""What the database itself refuses in the register, and what it lets through."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.factories.directives import (
    DirectiveFactory,
    MilestoneFactory,
    MilestoneRuleFactory,
    RelationFactory,
)
from tests.factories.documents import DocumentFactory

if TYPE_CHECKING:
    from giaoban.directives.models import Directive

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 5, 1)


def _judged(good: bool) -> AbstractContextManager[object]:
    return nullcontext() if good else pytest.raises(IntegrityError)


@pytest.fixture
def ends() -> dict[str, Directive]:
    """Make two directives."""
    return {"origin": DirectiveFactory(plan=True), "target": DirectiveFactory()}


@pytest.mark.parametrize(
    ("identifier", "name", "good"),
    [("1-NQ/TW", "", True), ("", "Nghị quyết Đại hội", True), ("", "", False)],
)
def test_a_directive_has_number_or_name(identifier: str, name: str, good: bool) -> None:
    """directive_has_identity."""
    with _judged(good):
        DirectiveFactory(identifier=identifier, name=name)


def test_a_key_stands_once() -> None:
    """The unique key."""
    first = DirectiveFactory()
    DirectiveFactory(identifier="999-NQ/TW")
    with _judged(good=False):
        DirectiveFactory(identifier=first.identifier)


def test_a_relation_is_between_two(ends: dict[str, Directive]) -> None:
    """relation_between_two."""
    RelationFactory(**ends)
    with _judged(good=False):
        RelationFactory(origin=ends["origin"], target=ends["origin"])


REVIEW = {"kind": "reviews"}


@pytest.mark.parametrize(
    ("first", "second", "good"),
    [
        ({}, {}, False),
        ({}, {"kind": "continues"}, True),
        ({**REVIEW, "final": True}, {**REVIEW, "final": False}, True),
        ({**REVIEW, "final": True}, {**REVIEW, "final": True}, False),
        ({**REVIEW, "years": 5}, {**REVIEW, "years": 5}, False),
        ({**REVIEW, "years": 5, "final": True}, {**REVIEW, "years": 10, "final": True}, True),
        ({**REVIEW, "years": 5, "final": True}, {**REVIEW, "years": 5, "final": True}, False),
        ({**REVIEW, "years": 5, "final": True}, {**REVIEW, "years": 5, "final": False}, True),
    ],
)
def test_a_relation_stands_once(
    ends: dict[str, Directive], first: dict[str, object], second: dict[str, object], good: bool
) -> None:
    """relation_once, also where years or kind of review are not known."""
    RelationFactory(**ends, **first)
    with _judged(good), transaction.atomic():
        RelationFactory(**ends, **second)


@pytest.mark.parametrize(
    ("fields", "good"),
    [
        ({**REVIEW, "years": 100, "final": True}, True),
        ({**REVIEW, "years": 0}, False),
        ({**REVIEW, "years": 101}, False),
        ({"years": 5}, False),
        ({"final": True}, False),
    ],
)
def test_years_of_a_relation(
    ends: dict[str, Directive], fields: dict[str, object], good: bool
) -> None:
    """relation_years_of_review and relation_years_in_reach."""
    with _judged(good):
        RelationFactory(**ends, **fields)


@pytest.mark.parametrize(
    ("start", "end", "good"), [(0, 5, True), (5, 5, False), (None, None, False), (3, None, False)]
)
def test_a_relation_that_was_read_has_its_span(
    ends: dict[str, Directive], start: int | None, end: int | None, good: bool
) -> None:
    """relation_has_span."""
    with _judged(good):
        RelationFactory(**ends, document=DocumentFactory(), start=start, end=end)


@pytest.mark.parametrize(
    ("first", "second", "good"),
    [
        ({"years": 5}, {"years": 5}, False),
        ({"years": 5}, {"years": 5, "final": False}, True),
        ({"years": None, "due_on": DAY}, {"years": None, "due_on": DAY}, False),
        ({"years": None, "due_on": DAY}, {"years": None, "due_on": dt.date(2023, 5, 1)}, True),
        ({"years": 5, "due_on": DAY}, {"years": None, "due_on": DAY}, True),
    ],
)
def test_a_milestone_stands_once(
    first: dict[str, object], second: dict[str, object], good: bool
) -> None:
    """milestone_once and milestone_once_a_day."""
    directive = DirectiveFactory()
    MilestoneFactory(directive=directive, **first)
    with _judged(good), transaction.atomic():
        MilestoneFactory(directive=directive, **second)


@pytest.mark.parametrize(
    ("fields", "good"),
    [
        ({"years": 1}, True),
        ({"years": 0}, False),
        ({"years": 101}, False),
        ({"years": None, "due_on": DAY}, True),
        ({"years": None, "source": "read"}, True),
        ({"years": None}, False),
    ],
)
def test_a_milestone_has_a_measure(fields: dict[str, object], good: bool) -> None:
    """milestone_has_measure and milestone_years_in_reach."""
    with _judged(good):
        MilestoneFactory(**fields)


@pytest.mark.parametrize(("years", "good"), [(10, True), (0, False), (101, False)])
def test_years_of_a_rule(years: int, good: bool) -> None:
    """milestone_rule_years_in_reach."""
    with _judged(good):
        MilestoneRuleFactory(years=years)


def test_a_rule_stands_once() -> None:
    """milestone_rule_once."""
    MilestoneRuleFactory()
    MilestoneRuleFactory(final=False)
    with _judged(good=False):
        MilestoneRuleFactory()
