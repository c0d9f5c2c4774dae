"""Find the Chromium that drives the functional tests and takes the pictures."""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import Browser, Playwright, sync_playwright

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from playwright.sync_api import SetCookieParam

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# No sandbox, for containers and root; nothing that calls home, for the network is off.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable(playwright: Playwright) -> str | None:
    """Return the path of the system's Chromium, else of Playwright's own, else None."""
    own = playwright.chromium.executable_path
    system = (shutil.which(name) for name in NAMES)
    return next((path for path in system if path), own if Path(own).exists() else None)


def launch(playwright: Playwright) -> Browser:
    """Start Chromium without a window."""
    path = executable(playwright)
    if path is None:
        raise RuntimeError(f"No Chromium is installed: one of {', '.join(NAMES)} is needed")
    return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))


def session_cookie(user: AbstractBaseUser, url: str) -> SetCookieParam:
    """Store a session of the user and return the cookie that opens it at ``url``."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}


def main() -> int:
    """Return 0 where there is a Chromium."""
    with sync_playwright() as playwright:
        return 0 if executable(playwright) else 1


if __name__ == "__main__":
    sys.exit(main())
