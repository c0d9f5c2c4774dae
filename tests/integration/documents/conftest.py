"""What the tests of papers received share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from pathlib import Path

    from giaoban.accounts.models import User


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings) -> Path:
    """Give each test a folder of files of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture
def coordinator(db) -> User:
    """Return a coordinator."""
    return UserFactory()


@pytest.fixture
def office(coordinator: User) -> Client:
    """Return the coordinator's browser."""
    client = Client()
    client.force_login(coordinator)
    return client
