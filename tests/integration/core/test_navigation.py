"""The counts of the navigation: right, and in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db.models import Q

from giaoban.core import navigation
from giaoban.work.models import Task
from tests.factories.bodies import BodyFactory
from tests.factories.work import TaskFactory

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

pytestmark = pytest.mark.django_db


def test_many_questions_are_counted_in_one_query(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    """Filtered, cut off, of several tables, of none: each has the number that it has alone."""
    body = BodyFactory(name="Sở 100%")
    for at in range(5):
        TaskFactory(title=f"Việc {at}", lead=body)
    rows = Task.objects.order_by()
    asked = {
        "all": rows,
        "cut": rows[:3],
        "some": rows.filter(Q(title="Việc 1") | Q(title="Việc 2"), lead=body),
        "like": type(body).objects.order_by().filter(name__contains="100%"),
        "none": rows.none(),
        "nobody": rows.filter(pk__in=()),
    }
    with django_assert_num_queries(1):
        found = navigation.tally(asked)
    assert found == {key: len(each) for key, each in asked.items()}
    assert (found["cut"], found["some"], found["like"], found["none"]) == (3, 2, 1, 0)


def test_nothing_asked_takes_no_query(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    """Who has no counted line in the navigation asks the database nothing for it."""
    with django_assert_num_queries(0):
        assert navigation.tally({"none": Task.objects.none()}) == {"none": 0}
