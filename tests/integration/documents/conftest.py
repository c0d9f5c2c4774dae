"""What the tests of papers received share."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from giaoban.accounts.models import User
from tests.factories.accounts import UserFactory


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
