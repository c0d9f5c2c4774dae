"""Measure how fast the registers' list pages answer at 100,000 rows each, on both databases.

A child process for each database fills an empty one and asks through Django's handler in process:
what is measured is the server's time, with the template, without the network.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import figures
from tests import postgres

if TYPE_CHECKING:
    from pathlib import Path

BUDGET = 100
LIMIT_SECONDS = 1_500


class Measured(NamedTuple):
    """How long a page takes (median, milliseconds), in how many queries, and its size in bytes."""

    name: str
    milliseconds: float
    queries: int
    size: int


def main(_peers: Path | None = None) -> None:
    """Measure on SQLite and PostgreSQL, and write the section of docs/figures.md."""
    sqlite = _child("")
    with postgres.cluster() as url:
        server = _child(url)
    rows = [
        [
            one.name,
            f"{one.milliseconds:.0f} ms, {one.queries} queries",
            f"{two.milliseconds:.0f} ms, {two.queries} queries",
            f"{one.size / 1000:.0f} kB",
            "yes" if max(one.milliseconds, two.milliseconds) <= BUDGET else "**no**",
        ]
        for one, two in zip(sqlite, server, strict=True)
    ]
    head = ["page", "SQLite", "PostgreSQL", "HTML", f"≤ {BUDGET} ms on both"]
    told = (
        "100,000 directives, tasks and papers each, 150 bodies; server time in process, signed "
        "in, median of 21 after 3 to warm up.\n\n"
    )
    figures.write("lists", "List pages", "make bench", told + figures.table(head, rows))
    print(figures.table(head, rows))


def _child(url: str) -> list[Measured]:
    """Fill and measure one database in a process of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.registers"],
        env=environment,
        cwd=figures.ROOT,
        stdout=subprocess.PIPE,
        timeout=LIMIT_SECONDS,
        check=True,
    )
    return [Measured(*row) for row in json.loads(done.stdout)]
