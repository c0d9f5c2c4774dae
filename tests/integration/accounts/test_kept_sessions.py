"""Sessions and accounts that are kept end as soon as they are ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session

from giaoban.accounts.models import User
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user(client: Client) -> User:
    """Sign somebody in and let them look at a page twice."""
    made = UserFactory()
    client.force_login(made)
    assert [client.get("/").status_code for _ in range(2)] == [200, 200]
    return made


@pytest.mark.parametrize(
    "end",
    [
        lambda _pk: Session.objects.all().delete(),
        lambda _pk: Session.objects.update(expire_date=dt.datetime(2022, 4, 8, tzinfo=dt.UTC)),
        lambda pk: User.objects.filter(pk=pk).update(is_active=False),
        lambda pk: User.objects.filter(pk=pk).update(password="!"),
    ],
    ids=["deleted", "expired", "switched off", "new password"],
)
def test_the_next_page_asks_to_sign_in(
    client: Client, user: User, end: Callable[[int], object]
) -> None:
    """A session that is taken away, and an account that is, are seen by the very next request."""
    end(user.pk)
    assert client.get("/").status_code == 302


def test_a_new_name_is_shown_at_once(client: Client, user: User) -> None:
    """What the account says is never older than its row."""
    User.objects.filter(pk=user.pk).update(name="Nguyễn Thị Mới")
    assert "Nguyễn Thị Mới" in client.get("/").content.decode()
