"""Filters kept twice at the same moment, as by a button pressed twice."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from giaoban.core import saved
from giaoban.core.models import SavedFilter
from tests.factories.accounts import UserFactory
from tests.factories.work import AT

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def test_one_name_kept_twice_at_once_is_one_filter() -> None:
    """Both are answered, and one filter of the name is there."""
    user = UserFactory()
    begin, raised = threading.Barrier(2), []

    def keep(name: str) -> None:
        try:
            begin.wait(10)
            saved.keep(by=user, at=AT, page="work:list", name=name, query="due=late")
        except Exception as error:  # noqa: BLE001 (told by the test's own thread)
            raised.append(error)
        finally:
            connections.close_all()

    for at in range(ROUNDS):
        threads = [threading.Thread(target=keep, args=[f"Bộ lọc {at}"]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert raised == []
    assert SavedFilter.objects.count() == ROUNDS
