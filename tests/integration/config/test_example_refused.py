"""Where the example is not made: a database in use, and a site that did not ask for it."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_the_example_does_not_mix_with_real_data(monkeypatch) -> None:
    """A database with accounts of its own is left alone."""
    monkeypatch.setenv("GIAOBAN_EXAMPLE", "1")
    UserFactory(email="that@tinh.example")
    with pytest.raises(CommandError, match="dữ liệu thật"):
        call_command("example")


def test_the_example_is_not_made_by_chance(monkeypatch) -> None:
    """Without the setting the command refuses."""
    monkeypatch.delenv("GIAOBAN_EXAMPLE", raising=False)
    with pytest.raises(CommandError, match="GIAOBAN_EXAMPLE"):
        call_command("example")
