"""Try the ground that the functional tests stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from playwright.sync_api import expect

from giaoban.accounts.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.functional.conftest import CheckAccessibility, SignIn

GOOD = "<!doctype html><html lang=vi><title>Giao ban</title><main><h1>Quý II</h1></main>"


def test_the_server_answers_the_browser(page: Page) -> None:
    """The site's sign-in page opens in Chromium."""
    answer = page.goto("/tai-khoan/login/")
    assert answer
    assert answer.status == 200


def test_axe_passes_a_good_page(page: Page, axe: CheckAccessibility) -> None:
    """A page without faults passes."""
    page.set_content(GOOD)
    axe(page)


def test_axe_fails_a_bad_page(page: Page, axe: CheckAccessibility) -> None:
    """A picture without words is a violation."""
    page.set_content(GOOD.replace("</main>", "<img src='data:,'></main>"))
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.mark.django_db(transaction=True)
def test_browser_and_test_see_one_database(page: Page) -> None:
    """Rows that the test makes are there while the browser is at work, on a database of its own."""
    User.objects.create(email="an@example.vn", name="An", role="auditor")
    page.goto("/tai-khoan/login/")
    assert User.objects.count() == 1
    assert "test" in str(connection.settings_dict["NAME"])
    assert "memory" not in str(connection.settings_dict["NAME"])


@pytest.mark.django_db(transaction=True)
def test_a_user_is_signed_in_without_the_form(page: Page, sign_in: SignIn) -> None:
    """The home page opens for a user who was signed in by the test."""
    sign_in(User.objects.create(email="an@example.vn", name="An", role="auditor"))
    page.goto("/")
    expect(page).to_have_url("/")
    expect(page.locator("h1")).to_have_count(1)


def test_rows_do_not_outlive_their_test(live_server) -> None:
    """What one test stored is gone in the next."""
    assert not User.objects.exists()
