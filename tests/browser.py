"""Find the Chromium that drives the functional tests and takes the pictures."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

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


def main() -> int:
    """Return 0 where there is a Chromium."""
    with sync_playwright() as playwright:
        return 0 if executable(playwright) else 1


if __name__ == "__main__":
    sys.exit(main())
