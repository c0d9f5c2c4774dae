"""Take the pictures of the README and the guides: a browser looks at the site with its example."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import django
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import sync_playwright

from scripts.palette import reduce
from tests.browser import launch, session_cookie
from tests.postgres import free_port

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, SetCookieParam

    from giaoban.accounts.models import User
    from giaoban.reporting.models import Report

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
START_SECONDS = 300
DESK, TELEPHONE = (1280, 800), (320, 640)


class Picture(NamedTuple):
    """A picture: its name, who looks (nobody signed in: no role), at what, on what screen.

    ``step`` is what is done on the page before the picture is taken.
    """

    name: str
    role: str
    address: Callable[[], str]
    size: tuple[int, int] = DESK
    step: Callable[[Page], None] | None = None


def _at(address: str) -> Callable[[], str]:
    return lambda: address


def _task(**given: str) -> Callable[[], str]:
    def address() -> str:
        found = apps.get_model("work", "Task").objects.filter(lead__isnull=False, **given)
        return f"/nhiem-vu/{found.order_by('-pk')[0].pk}/"

    return address


def _report(state: str) -> Report:
    reports = apps.get_model("reporting", "Report").objects
    found = reports.filter(state=state, period__state="open", period__opened_at__isnull=False)
    return found.select_related("period", "body").order_by("pk")[0]


def _own(page: str = "") -> Callable[[], str]:
    return lambda: f"/bao-cao/{_report('sent_back').pk}/{page}"


def _links() -> str:
    return f"/bao-cao/ky/{_report('sent_back').period_id}/duong-dan/"


def _closing() -> str:
    closings = apps.get_model("reporting", "Closing").objects
    return f"/bao-cao/chot/{closings.order_by('-period__data_to')[0].pk}/"


def _hand_over() -> str:
    act = apps.get_model("bodies", "Reorganisation").objects.order_by("-on")[0]
    return f"/nhiem-vu/ban-giao/{act.pk}/"


def _indicator() -> str:
    return (
        f"/bao-cao/chi-tieu/{apps.get_model('reporting', 'Indicator').objects.get(code='KH02').pk}/"
    )


def _desk() -> str:
    paper = apps.get_model("documents", "Document").objects.order_by("pk")[0]
    return f"/ban-doc/{paper.pk}/"


def _link() -> str:
    """Make a link of the body that is late; its address is shown this once."""
    links = import_module("giaoban.reporting.actions.links")
    at = timezone.now()  # noqa: TID251 (the browser lives today)
    until = at + dt.timedelta(days=14)
    made = links.make(by=_user("coordinator"), at=at, report=_report("open"), expires_at=until)
    return f"/bao-cao/vao/{made.secret}/"


def _enter(page: Page) -> None:
    page.locator("main .btn-seal").click()
    page.wait_for_url("**/bao-cao/cua-co-quan/")


PICTURES = (
    Picture("quarter", "coordinator", _at("/")),
    Picture("desk", "coordinator", _desk),
    Picture("board", "coordinator", _at("/bao-cao/bang/")),
    Picture("links", "coordinator", _links),
    Picture("hand-over", "coordinator", _hand_over),
    Picture("indicator", "coordinator", _indicator),
    Picture("closing", "coordinator", _closing),
    Picture("own-work", "focal_point", _at("/")),
    Picture("own-task", "focal_point", _task(state="sent_back")),
    Picture("report", "focal_point", _own()),
    Picture("excel", "focal_point", _own("bieu-excel/")),
    Picture("link", "", _link, TELEPHONE),
    Picture("link-report", "", _link, TELEPHONE, _enter),
    Picture("leader", "leader", _at("/")),
    Picture("extension", "leader", _task(extensions__outcome="waiting")),
    Picture("accounts", "administrator", _at("/tai-khoan/")),
    Picture("trail", "auditor", _at("/nhat-ky/")),
)


def names() -> list[str]:
    """Return the names of the files; a picture in English ends with the language."""
    return [f"{each.name}{_suffix(language)}" for each in PICTURES for language in LANGUAGES]


def _suffix(language: str) -> str:
    return ".png" if language == "vi" else f".{language}.png"


def wait(url: str) -> None:
    """Wait until the site answers."""
    for _ in range(START_SECONDS * 2):
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 (an address of our own)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    sys.exit(f"The site did not start within {START_SECONDS} s")


def _user(role: str) -> User:
    return apps.get_model("accounts", "User").objects.filter(role=role).order_by("pk")[0]


def take_all(url: str) -> None:
    """Take every picture in every language."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        counter = browser.new_page()
        for language in LANGUAGES:
            apps.get_model("accounts", "User").objects.update(language=language)
            for picture in PICTURES:
                png = reduce(counter, _take(browser, picture, url, language))
                (FOLDER / f"{picture.name}{_suffix(language)}").write_bytes(png)
        browser.close()


def _take(browser: Browser, picture: Picture, url: str, language: str) -> bytes:
    width, height = picture.size
    context = browser.new_context(
        base_url=url, locale=LANGUAGES[language], viewport={"width": width, "height": height}
    )
    chosen: SetCookieParam = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}
    context.add_cookies([chosen])
    if picture.role:
        context.add_cookies([session_cookie(_user(picture.role), url)])
    page = context.new_page()
    answer = page.goto(picture.address(), wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"The page of the picture {picture.name} cannot be shown")
    if picture.step is not None:
        picture.step(page)
    png = page.screenshot()
    context.close()
    return png


def main() -> None:
    """Start the site in a home folder of its own, take the pictures, stop it."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="giaoban-pictures-") as home:
        os.environ["GIAOBAN_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
        # Playwright keeps an event loop running; Django would refuse the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        serve = [sys.executable, "-m", "giaoban", "serve", "--example", "--port", str(port)]
        site = subprocess.Popen(serve, stdout=subprocess.DEVNULL)
        try:
            wait(url)
            django.setup()
            take_all(url)
        finally:
            site.terminate()
            site.wait(timeout=30)


if __name__ == "__main__":
    main()
