"""Drive a real Chromium against the site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.browser import launch, session_cookie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giaoban.accounts.models import User

# Playwright keeps an event loop running in the tests' thread; Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# As long as a busy machine may need; what is there already is not waited for.
WAIT_MILLISECONDS = 20_000
expect.set_options(timeout=WAIT_MILLISECONDS)
# How the browser and htmx tell of a refused form.
ANSWERS = ("Failed to load resource", "Response Status Error Code 409", "Status Error Code 422")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Every rule runs; only what it finds is described, for describing what is right takes as long.
LOOKED_FOR = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}


class CheckAccessibility(Protocol):
    """Fail on any violation that axe finds in a page."""

    def __call__(self, page: Page) -> None:
        """Check the page as it stands."""


class SignIn(Protocol):
    """Sign a user in, in the browser of the test."""

    def __call__(self, user: User) -> None:
        """Give the browser a session of this user."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, live_server) -> Iterator[BrowserContext]:
    """Open a browser that knows nothing, at the live server."""
    context = chromium.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1280, "height": 900},
    )
    context.set_default_timeout(WAIT_MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Open a page; whatever its console reports as an error fails the test."""
    page = context.new_page()
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # A refused form (4xx) is an answer, not a fault; the tests look at its page.
        if message.type == "error" and not any(words in message.text for words in ANSWERS):
            faults.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


@pytest.fixture
def sign_in(context: BrowserContext, live_server) -> SignIn:
    """Return what signs a user in without the form."""

    def sign_in(user: User) -> None:
        context.add_cookies([session_cookie(user, live_server.url)])

    return sign_in


@pytest.fixture
def axe() -> CheckAccessibility:
    """Return the check that fails on any violation of WCAG 2.2 AA."""
    whole, again = Axe(), Axe("0")

    def check(page: Page) -> None:
        # The script is half a megabyte: where the page has it already, it is not sent again.
        checker = again if page.evaluate("'axe' in window") else whole
        found = checker.run(page, options=LOOKED_FOR)
        assert found.violations_count == 0, found.generate_report()

    return check
