"""Take the pictures of the README: the site runs with its example, a browser looks at it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.contrib.auth import get_user_model
from playwright.sync_api import sync_playwright

from tests.browser import launch, session_cookie
from tests.postgres import free_port

if TYPE_CHECKING:
    from playwright.sync_api import SetCookieParam

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PICTURES = {"quarter.png": "/"}
SIZE = {"width": 1280, "height": 800}
START_SECONDS = 60


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


def coordinator(url: str) -> SetCookieParam:
    """Return a session of the example's coordinator."""
    user = get_user_model().objects.filter(role="coordinator").order_by("pk").first()
    if user is None:
        sys.exit("The example has no coordinator")
    return session_cookie(user, url)


def take(url: str, cookie: SetCookieParam) -> None:
    """Take every picture."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(base_url=url, locale="vi-VN", viewport=SIZE)
        context.add_cookies([cookie])
        page = context.new_page()
        for name, address in PICTURES.items():
            page.goto(address, wait_until="networkidle")
            page.screenshot(path=FOLDER / name)
        browser.close()


def main() -> None:
    """Start the site in a home folder of its own, take the pictures, stop it."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="giaoban-pictures-") as home:
        os.environ["GIAOBAN_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        serve = [sys.executable, "-m", "giaoban", "serve", "--example", "--port", str(port)]
        site = subprocess.Popen(serve, stdout=subprocess.DEVNULL)
        try:
            wait(url)
            django.setup()
            take(url, coordinator(url))
        finally:
            site.terminate()
            site.wait(timeout=30)


if __name__ == "__main__":
    main()
