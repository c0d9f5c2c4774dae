"""What a person reaches of the own account."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from giaoban.core.enums import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_every_page_leads_to_the_own_account(client, role: Role) -> None:
    """Whatever the role: the own account, from there password, second step and sessions."""
    user = UserFactory(role=role, body=BodyFactory())
    client.force_login(user)
    own = reverse("accounts:record", args=[user.pk])
    assert own in client.get(reverse("home")).content.decode()
    page = client.get(own).content.decode()
    for name in ("account_change_password", "mfa_index", "accounts:sessions"):
        assert f'href="{reverse(name)}"' in page
    assert (reverse("accounts:edit", args=[user.pk]) in page) == (role == Role.ADMINISTRATOR)


def test_an_old_page_of_a_password_is_of_no_use(client) -> None:
    """A new password needs the old one, and ends up in the account."""
    user = UserFactory()
    client.force_login(user)
    url = reverse("account_change_password")
    new = {"password1": "mot-mat-khau-moi", "password2": "mot-mat-khau-moi"}
    client.post(url, {"oldpassword": "sai"} | new)
    user.refresh_from_db()
    assert not user.check_password("mot-mat-khau-moi")
    client.post(url, {"oldpassword": "mat-khau-vi-du-2022"} | new)
    user.refresh_from_db()
    assert user.check_password("mot-mat-khau-moi")


def test_a_forgotten_password_is_reset_by_mail(client, mailoutbox) -> None:
    """The address of an account gets the link; an unknown one gets no mail and the same page."""
    user = UserFactory()
    url = reverse("account_reset_password")
    known = client.post(url, {"email": user.email})
    unknown = client.post(url, {"email": "la@vidu.example"})
    assert known.url == unknown.url
    assert [mail.to for mail in mailoutbox] == [[user.email]]


def test_the_accounts_of_an_ended_body_are_pointed_out(client) -> None:
    """On its page the administrator sees whom to move, and to which body."""
    heir = BodyFactory(name="Sở Chung")
    body = BodyFactory(name="Sở Cũ", valid_to=dt.date(2025, 2, 28))
    body.successions.create(kind="merge", successor=heir, on=dt.date(2025, 3, 1))
    UserFactory(focal_point=True, body=body, name="Lê Ví Dụ")
    url = reverse("bodies:record", args=[body.pk])
    client.force_login(UserFactory(administrator=True))
    page = client.get(url).content.decode()
    assert "Lê Ví Dụ" in page
    assert "Chuyển các tài khoản này" in page
    client.force_login(UserFactory())
    assert "Lê Ví Dụ" not in client.get(url).content.decode()
