"""The home page: what each role finds there, with work waiting and without."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from giaoban.core import audit
from giaoban.core.enums import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
AT = dt.datetime(2022, 4, 8, tzinfo=dt.UTC)


def home(client: Client, role: Role) -> str:
    """Return the home page of somebody of the role."""
    client.force_login(UserFactory(role=role, body=BodyFactory(), email="toi@vidu.example"))
    return client.get(reverse("home")).text


def test_an_administrator_sees_accounts_that_ask_for_a_hand(client: Client) -> None:
    """Who belongs to a body that has ended stands first, with the reason."""
    ended = BodyFactory(valid_to=dt.date(2020, 1, 1))
    user = UserFactory(role=Role.LEADER, body=ended)
    page = home(client, Role.ADMINISTRATOR)
    assert reverse("accounts:record", args=[user.pk]) in page
    assert "cơ quan đã kết thúc hoạt động" in page
    assert "2 tài khoản cần xem" in page


def test_an_auditor_sees_the_state_of_the_trail(client: Client) -> None:
    """How many lines are sealed, how many wait."""
    user = UserFactory()
    audit.record("user.edit", by=None, at=AT, subject=user)
    audit.seal()
    audit.record("user.edit", by=None, at=AT, subject=user)
    page = home(client, Role.AUDITOR)
    assert "1 dòng đã niêm" in page
    assert reverse("core:trail") in page


@pytest.mark.parametrize(
    ("role", "step", "offered"),
    [
        (Role.ADMINISTRATOR, "accounts:add", True),
        (Role.COORDINATOR, "documents:receive", True),
        (Role.FOCAL_POINT, "documents:receive", False),
        (Role.AUDITOR, "accounts:add", False),
    ],
)
def test_home_offers_the_first_step(client: Client, role: Role, step: str, offered: bool) -> None:
    """A page with nothing on it still tells where to begin, to those who may."""
    assert (reverse(step) in home(client, role)) is offered


def test_an_installation_with_its_lead_body_alone_is_led_on(client: Client) -> None:
    """Bodies come next; with a second body the advice is gone."""
    page = home(client, Role.ADMINISTRATOR)
    assert reverse("bodies:presets") in page
    BodyFactory()
    assert reverse("bodies:presets") not in client.get(reverse("home")).text


def test_home_is_current_on_the_home_page_alone(client: Client) -> None:
    """Every path begins with a stroke; no other page lights the first line of the navigation."""
    home(client, Role.COORDINATOR)
    mark = '<a href="/" aria-current="page">'
    assert mark in client.get(reverse("home")).text
    assert mark not in client.get(reverse("core:search")).text
