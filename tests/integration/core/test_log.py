"""What the log tells of an answer."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from giaoban.core.unlogged import Calm
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
def test_a_refusal_is_one_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """A page that somebody may not open is told of, without a stack."""
    client.force_login(UserFactory(leader=True))
    assert client.get(reverse("work:new")).status_code == 403
    told = [each for each in caplog.records if each.name == "django.request"]
    assert [each.getMessage() for each in told] == [
        f"Forbidden (Permission denied): {reverse('work:new')}"
    ]
    assert "\n" not in logging.Formatter().format(told[0])


def test_a_fault_tells_its_stack() -> None:
    """What failed on our side keeps its stack."""
    try:
        int("a")
    except ValueError:
        seen = sys.exc_info()
    for status in ({}, {"status_code": 500}):
        record = logging.LogRecord("a", logging.ERROR, "a", 1, "a", (), seen)
        vars(record).update(status)
        assert Calm().filter(record)
        assert record.exc_info == seen
