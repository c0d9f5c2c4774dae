"""Kill the worker for real while it closes a quarter: nothing is half closed, then all is."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The tests' own database is what a home is copied from.
pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120
TRIES = 5
FILL = """
import datetime as dt; import django; django.setup()
from django.utils import timezone
from benchmarks.province import Size, build
built = build(Size(bodies=60, accounts=8, quarters=3, tasks=4_000, audit=0))
from giaoban.accounts.models import User
from giaoban.reporting.jobs import closing
from giaoban.reporting.models import Period
from giaoban.reporting.actions.closing import undo
from giaoban.reporting.models import Closing
made = Closing.objects.select_related("period").order_by("-period__first_day").first()
undo(closing=made, by=User.objects.get(pk=2), at=timezone.now(), reason="Chốt lại")
period = Period.objects.select_related("calendar__bloc").get(pk=made.period_id)
closing.begin(period=period, by=User.objects.get(pk=1), at=timezone.now(), reason="Quá hạn")
"""
# A worker that died is found by the beat that it no longer gives; the test does not wait for that.
AGE_BEATS = """
import datetime as dt; import django; django.setup()
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from giaoban.core.models import Job
past = timezone.now() - dt.timedelta(minutes=5)
Job.objects.filter(beat_at__isnull=False).update(beat_at=past)
DBTaskResult.objects.filter(started_at__isnull=False).update(started_at=past)
"""
REACHED = "SELECT CASE state WHEN 'done' THEN state ELSE message END FROM core_job"
STANDING = "SELECT count(*) FROM reporting_closing WHERE undone_at IS NULL"
HALF = """SELECT count(*) FROM reporting_closing WHERE done_at IS NULL OR carried_to_id IS NULL
    OR id NOT IN (SELECT closing_id FROM reporting_closedline)"""
# A period is closed exactly where a closing of it stands.
TORN = """SELECT count(*) FROM reporting_period AS period WHERE (state = 'closed') <> EXISTS (
    SELECT 1 FROM reporting_closing WHERE period_id = period.id AND undone_at IS NULL)"""


class Site:
    """A home of its own, and workers that can be killed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.running: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "DATABASE_URL"},
            "GIAOBAN_HOME": str(home),
            "GIAOBAN_EXAMPLE": "1",
            "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }

    def run(self, *words: str) -> None:
        """Run a command to its end."""
        subprocess.run(
            [sys.executable, *words], env=self.environment, cwd=ROOT, check=True, timeout=PATIENCE
        )

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker in a group of its own."""
        words = [sys.executable, "-m", "giaoban", "worker", "--interval", "0.1"]
        process = subprocess.Popen(words, env=self.environment, cwd=ROOT, start_new_session=True)
        self.running.append(process)
        return process

    def ask(self, question: str) -> Any:
        """Return the first value of the answer of the database."""
        file = f"file:{self.home / 'giaoban.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(file, uri=True, timeout=PATIENCE)) as database:
            return database.execute(question).fetchone()[0]


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its children, as a power cut does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)


@pytest.fixture(scope="module")
def filled(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home and fill its database, so that closing takes its time."""
    home = shutil.copytree(migrated, tmp_path_factory.mktemp("site") / "filled")
    site = Site(home)
    site.run("-m", "giaoban", "migrate", "-v0")
    site.run("-c", FILL)
    return home


@pytest.fixture
def another(filled: Path, tmp_path: Path) -> Iterator[Callable[[], Site]]:
    """Return what makes one more site; whatever of them still runs is killed at the end."""
    made: list[Site] = []

    def another() -> Site:
        made.append(Site(shutil.copytree(filled, tmp_path / f"{len(made)}")))
        return made[-1]

    yield another
    for site in made:
        for process in site.running:
            kill(process)


def killed_at(moment: str, another: Callable[[], Site]) -> Site:
    """Return a site whose worker was killed at a moment of the closing.

    The moment lasts some hundredths of a second: where a busy machine missed it, one more is tried.
    """
    for _each in range(TRIES):
        site = another()
        worker = site.worker()
        until(partial(_reached, site, moment))
        kill(worker)
        if site.ask(REACHED) != "done":
            return site
    pytest.fail(f"The closing was never seen at: {moment}")


def _reached(site: Site, moment: str) -> bool:
    return site.ask(REACHED) in {moment, "done"}


@pytest.mark.parametrize("moment", ["Đang chuyển việc sang kỳ sau", "Đang chốt số liệu"])
def test_nothing_is_half_closed(filled: Path, another: Callable[[], Site], moment: str) -> None:
    """The worker dies while it carries over or freezes; another ends it, once and whole."""
    before = Site(filled).ask(STANDING)
    site = killed_at(moment, another)
    assert (site.ask(STANDING), site.ask(HALF), site.ask(TORN)) == (before, 0, 0)
    site.run("-c", AGE_BEATS)
    site.worker()
    until(lambda: site.ask("SELECT count(*) FROM core_job WHERE state = 'done'") == 1)
    assert (site.ask(STANDING), site.ask(HALF), site.ask(TORN)) == (before + 1, 0, 0)
    acts = "SELECT count(*) FROM core_auditentry WHERE act = 'reporting.closing.close'"
    # Those that the builder closed, one of them undone, and this one: a kill leaves no second act.
    assert site.ask(acts) == site.ask("SELECT count(*) FROM reporting_closing")
