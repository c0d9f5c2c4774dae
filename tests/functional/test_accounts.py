"""Sign in with a second step in a real browser, without and with the keyboard alone."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.factories.accounts import PASSWORD, UserFactory

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.functional.conftest import CheckAccessibility

pytestmark = pytest.mark.django_db(transaction=True)
STEP_SECONDS = 30


def code_of(secret: str, steps_from_now: int = 0) -> str:
    """Return what an authenticator app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP_SECONDS + steps_from_now))


def sign_in(page: Page, email: str) -> None:
    """Fill in the sign-in form by keyboard."""
    page.goto("/tai-khoan/login/")
    page.locator("[name=login]").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_sign_in_with_a_second_step(page: Page, axe: CheckAccessibility, settings) -> None:
    """Who must have a second step sets it up, gets recovery codes, and is asked at sign-in."""
    settings.REQUIRE_TOTP = ["coordinator"]
    user = UserFactory()
    sign_in(page, user.email)
    expect(page).to_have_url(re.compile(r"/2fa/totp/activate/$"))
    axe(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.fill("[name=code]", code_of(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url(re.compile("recovery-codes"))
    axe(page)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("navigation").get_by_role("button", name="Đăng xuất").click()
    sign_in(page, user.email)
    expect(page).to_have_url(re.compile("/2fa/authenticate/"))
    axe(page)
    # A code counts once: the one that set it up is spent, the next step's is good already.
    page.fill("[name=code]", code_of(secret, 1))
    with page.expect_navigation():
        page.press("[name=code]", "Enter")
    expect(page.get_by_role("button", name=user.name)).to_be_visible()
