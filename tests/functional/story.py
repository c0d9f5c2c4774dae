"""The people of the quarter's story, and how they click, in the language that they read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext, override, pgettext
from playwright.sync_api import expect

from tests.browser import session_cookie
from tests.functional.conftest import WAIT_MILLISECONDS
from tests.integration.test_english import entered, untranslated, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from giaoban.accounts.models import User
    from tests.functional.conftest import CheckAccessibility

# Words as they stand in the source, with their context where one tells them apart.
Words = str | tuple[str, str]
HEIGHT = 900
LOCALES = {"vi": "vi-VN", "en": "en-GB"}


class Reader:
    """Somebody at a browser of the own; every page that is come to is looked at."""

    def __init__(
        self, browser: Browser, url: str, axe: CheckAccessibility, language: str, width: int
    ) -> None:
        self.axe, self.url, self.language = axe, url, language
        self.context = browser.new_context(
            base_url=url, locale=LOCALES[language], viewport={"width": width, "height": HEIGHT}
        )
        self.context.set_default_timeout(WAIT_MILLISECONDS)
        self.choose()
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.looked_at: set[tuple[str, ...]] = set()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def choose(self) -> None:
        """Forget who it was, keep the language that was chosen."""
        self.context.clear_cookies()
        name = settings.LANGUAGE_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": self.language, "url": self.url}])

    def say(self, own: Words) -> str:
        """Return words of the site in the reader's language."""
        with override(self.language):
            return gettext(own) if isinstance(own, str) else pgettext(*own)

    def look(self) -> None:
        """Find nothing wrong with the page: language, heading, width, errors, words, axe.

        Axe, which takes a second, looks once at a page with the same sections and buttons.
        """
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        expect(self.page.locator("h1")).to_have_count(1)
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert self.faults == []
        parts = self.page.locator("main h2, main button").all_text_contents()
        kind = (re.sub(r"\d+|[\w-]{30,}", "", self.page.url), *parts)
        if kind not in self.looked_at:
            if self.language == "en":
                left = untranslated(words(self.page.content()), entered())
                assert left == [], (self.page.url, left)
            self.axe(self.page)
            self.looked_at.add(kind)

    def open(self, address: str) -> None:
        """Go to an address and look."""
        self.page.goto(address)
        self.look()

    def follow(self, words: Words) -> None:
        """Follow the first link of these words and look."""
        link = self.page.get_by_role("link", name=self.say(words)).first
        address = link.get_attribute("href")
        assert address is not None
        link.click()
        self.page.wait_for_url(f"**{address.partition('#')[0]}*")
        self.look()

    def write(self, form: Locator, **fields: Any) -> None:
        """Fill fields by their names: text, choices of a list, a radio button, ticks."""
        for name, value in fields.items():
            box = form.locator(f"[name='{name}']")
            if box.first.evaluate("each => each.tagName") == "SELECT":
                box.select_option(value)
            elif isinstance(value, bool):
                box.set_checked(value)
            elif box.first.get_attribute("type") in {"radio", "checkbox"}:
                for each in value if isinstance(value, list) else [value]:
                    form.locator(f"[name='{name}'][value='{each}']").check()
            else:
                box.fill(str(value))

    def press(self, words: Words, at: str = "", **fields: Any) -> None:
        """Fill the form of a button, folded away or not, press it, wait for the page after.

        ``at`` is the end of the form's address, where several forms have such a button.
        """
        forms = self.page.locator(f"main form[action$='{at}']" if at else "main form")
        named = self.page.locator("button", has_text=self.say(words))
        form = forms.filter(has=named).first
        if not form.is_visible():
            form.locator("xpath=ancestor::details").locator("summary").first.click()
        self.write(form, **fields)
        with self.page.expect_navigation():
            form.get_by_role("button", name=self.say(words), exact=True).first.click()
        self.look()

    def leave(self) -> None:
        """Close the browser."""
        assert self.faults == []
        self.context.close()


class Staff(Reader):
    """Somebody who signs in; who it is may change."""

    def become(self, user: User) -> None:
        """Let another account work in this browser."""
        self.choose()
        self.context.add_cookies([session_cookie(user, self.url)])
