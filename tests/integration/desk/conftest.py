"""What the tests of the desk share: the seed page, received and read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from giaoban.documents import actions
from giaoban.documents.enums import Channel
from giaoban.documents.extraction import Content
from giaoban.documents.models import Document
from tests.factories.accounts import UserFactory
from tests.factories.documents import AT

if TYPE_CHECKING:
    from giaoban.accounts.models import User


@pytest.fixture(autouse=True)
def files(tmp_path, settings) -> None:
    """Give each test a folder of files of its own."""
    settings.MEDIA_ROOT = tmp_path


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


@pytest.fixture
def take(coordinator: User):
    """Return what takes in a text and reads it."""

    def take_in(text: str) -> Document:
        received = actions.receive(
            by=coordinator,
            at=AT,
            name="vi-du.txt",
            media_type="text/plain",
            data=text.encode(),
            content=Content(text, (), ""),
            channel=Channel.PASTE,
            arrived_on=dt.date(2022, 4, 11),
        )
        actions.read(received.document, by=coordinator, at=AT)
        return Document.objects.get(pk=received.document.pk)

    return take_in


@pytest.fixture
def seed(shared) -> str:
    """Return the text of the seed page."""
    page = shared / "seed" / "hoi-nghi-khoa-giao-quy-1-2022.txt"
    return page.read_text(encoding="utf-8")


@pytest.fixture
def paper(take, seed) -> Document:
    """Return the seed page, read."""
    return take(seed)
