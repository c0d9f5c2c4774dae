"""What the tests of the register of directives share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

import pytest

from giaoban.directives import actions
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.directives.models import Directive

AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)


class Register(Protocol):
    """Enter a document as the office does."""

    def __call__(
        self, identifier: str = "", kind: str = "resolution", **fields: object
    ) -> Directive:
        """Return the entry."""


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory()


@pytest.fixture
def register(office: User) -> Register:
    """Return what enters a document."""

    def enter(identifier: str = "", kind: str = "resolution", **fields: object) -> Directive:
        return actions.register(by=office, at=AT, kind=kind, identifier=identifier, **fields)

    return enter
