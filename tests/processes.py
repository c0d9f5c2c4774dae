"""Run the site's commands as processes of their own on the database of the test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = Path(__file__).resolve().parent.parent / "src"


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment in which a process sees the test's database; use a committing test."""
    options = connection.settings_dict
    url = ""
    if connection.vendor == "sqlite":
        (home / "giaoban.sqlite3").symlink_to(options["NAME"])
    else:
        url = f"postgres://{options['USER']}@{options['HOST']}:{options['PORT']}/{options['NAME']}"
    return {
        **os.environ,
        "GIAOBAN_HOME": str(home),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
        "PYTHONPATH": str(SOURCE),
        **more,
    }


def start(given: Mapping[str, str], *words: str) -> subprocess.Popen[str]:
    """Start a command of the site."""
    return subprocess.Popen(
        [sys.executable, "-m", "giaoban", *words],
        env=dict(given),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
