"""Measure how fast the registers' list pages answer at 100,000 rows each, on both databases.

A child process for each database fills an empty one and asks through Django's handler in process:
what is measured is the server's time, with the template, without the network.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from itertools import cycle, islice
from typing import TYPE_CHECKING, NamedTuple

import django

from benchmarks import figures
from tests import postgres

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BUDGET = 100
ROWS = int(os.environ.get("GIAOBAN_BENCH_ROWS", "100000"))
BODIES, RUNS, WARM, BATCH = 150, 21, 3, 2_000
LIMIT_SECONDS = 1_500
CASES = (
    ("directives: first page", "coordinator", "/van-ban-chi-dao/"),
    ("directives: page 1000", "coordinator", "/van-ban-chi-dao/?page=1000"),
    ("directives: one kind", "coordinator", "/van-ban-chi-dao/?kind=resolution"),
    ("directives: with a review ahead", "coordinator", "/van-ban-chi-dao/?review=ahead"),
    ("directives: search “nghi quyet 20”", "coordinator", "/van-ban-chi-dao/?q=nghi+quyet+20"),
    ("directives: search “nghi quyet”", "coordinator", "/van-ban-chi-dao/?q=nghi+quyet"),
    ("directives: by number", "coordinator", "/van-ban-chi-dao/?sap=number"),
    ("milestones", "coordinator", "/van-ban-chi-dao/moc/"),
    ("tasks: first page", "coordinator", "/nhiem-vu/"),
    ("tasks: page 1000", "coordinator", "/nhiem-vu/?page=1000"),
    ("tasks: one body", "coordinator", "/nhiem-vu/?body={body}"),
    ("tasks: late", "coordinator", "/nhiem-vu/?due=late"),
    ("tasks: search “nghi quyet 20”", "coordinator", "/nhiem-vu/?q=nghi+quyet+20"),
    ("tasks: search “nghi quyet”", "coordinator", "/nhiem-vu/?q=nghi+quyet"),
    ("tasks: newest first", "coordinator", "/nhiem-vu/?sap=new"),
    ("tasks: first page, focal point", "focal_point", "/nhiem-vu/"),
    ("papers: first page", "coordinator", "/van-ban-den/"),
    ("papers: page 1000", "coordinator", "/van-ban-den/?page=1000"),
    ("papers: waiting for an answer", "coordinator", "/van-ban-den/?answer=open"),
    ("papers: search “nghi quyet 20”", "coordinator", "/van-ban-den/?q=nghi+quyet+20"),
    ("papers: by number", "coordinator", "/van-ban-den/?sap=so"),
    ("search everywhere “nghi quyet 20”", "coordinator", "/tim/?q=nghi+quyet+20"),
    ("search everywhere, focal point", "focal_point", "/tim/?q=nghi+quyet+20"),
    ("home", "coordinator", "/"),
)
SUBJECTS = (
    "Phát triển khoa học và công nghệ",
    "Tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW",
    "Công tác khuyến học, khuyến tài",
    "Cải cách thủ tục hành chính",
    "Triển khai Nghị quyết về chuyển đổi số",
    "Bảo vệ môi trường nông thôn",
    "Phòng, chống thiên tai và tìm kiếm cứu nạn",
)


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
        f"{ROWS:,} directives, tasks and papers each, {BODIES} bodies; server time in process, "
        f"signed in, median of {RUNS} after {WARM} to warm up.\n\n"
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
        [sys.executable, "-m", "benchmarks.lists"],
        env=environment,
        cwd=figures.ROOT,
        stdout=subprocess.PIPE,
        timeout=LIMIT_SECONDS,
        check=True,
    )
    return [Measured(*row) for row in json.loads(done.stdout)]


def _measure() -> list[Measured]:
    """Fill the database that the environment names, then ask for every page."""
    django.setup()
    # Models can be imported only once Django is set up.
    from benchmarks import lists_rows  # noqa: PLC0415

    began = time.perf_counter()
    signed_in = lists_rows.fill(ROWS, BODIES)
    print(f"filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return [_ask(*case, signed_in) for case in CASES]
