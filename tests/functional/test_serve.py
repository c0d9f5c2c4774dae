"""Start the site as an operator does: one command, web and worker."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.postgres import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START_SECONDS = 60
GIAOBAN = [sys.executable, "-m", "giaoban"]
COUNT = "from giaoban.accounts.models import User; print(User.objects.count())"
ADD = (
    "from giaoban.accounts.models import User;"
    "User.objects.create(email='an@example.vn', name='An', role='auditor')"
)


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """Return the environment of an installation in an empty folder."""
    return os.environ | {
        "GIAOBAN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }


def answers(url: str) -> bool:
    """Tell whether the site answers."""
    try:
        urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 (an address of our own)
    except (urllib.error.URLError, ConnectionError):
        return False
    return True


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[None]:
    """Serve the site until the block is left; it must answer, and stop when told to."""
    port = free_port()
    until = time.monotonic() + START_SECONDS
    site = subprocess.Popen([*GIAOBAN, "serve", "--port", str(port)], env=environment)
    try:
        while not answers(f"http://127.0.0.1:{port}/tai-khoan/login/"):
            assert time.monotonic() < until, "waited in vain"
            time.sleep(0.1)
        yield
    finally:
        site.terminate()
        assert site.wait(timeout=30) == 0
    assert not answers(f"http://127.0.0.1:{port}/")


def shell(environment: dict[str, str], code: str) -> str:
    """Run code inside the installation."""
    words = [*GIAOBAN, "shell", "--no-imports", "-c", code]
    return subprocess.run(
        words, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_second_start_keeps_all(installation: dict[str, str]) -> None:
    """A later start finds what was entered before, and adds nothing."""
    with served(installation):
        before = int(shell(installation, COUNT))
        shell(installation, ADD)
    with served(installation):
        assert int(shell(installation, COUNT)) == before + 1
