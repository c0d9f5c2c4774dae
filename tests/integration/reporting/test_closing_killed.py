"""Kill the worker for real while it closes a quarter: nothing is half closed, then all is."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120
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
STANDING = "SELECT count(*) FROM reporting_closing WHERE undone_at IS NULL"
HALF = """SELECT count(*) FROM reporting_closing WHERE done_at IS NULL OR carried_to_id IS NULL
    OR id NOT IN (SELECT closing_id FROM reporting_closedline)"""
# A period is closed exactly where a closing of it stands.
TORN = """SELECT count(*) FROM reporting_period AS period WHERE (state = 'closed') <> EXISTS (
    SELECT 1 FROM reporting_closing WHERE period_id = period.id AND undone_at IS NULL)"""


class Site:
    """A home of its own with a filled database, and workers that can be killed."""

    def __init__(self, home: Path) -> None:
        """Make the tables; fill them, so that closing takes its time."""
        self.home = home
        self.running: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "DATABASE_URL"},
            "GIAOBAN_HOME": str(home),
            "GIAOBAN_EXAMPLE": "1",
            "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        self.run("-m", "giaoban", "migrate", "-v0")
        self.run("-c", FILL)

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


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Return a site; whatever of it still runs is killed at the end."""
    own = Site(tmp_path)
    yield own
    for process in own.running:
        kill(process)


@pytest.mark.parametrize("moment", ["Đang chuyển việc sang kỳ sau", "Đang chốt số liệu"])
def test_nothing_is_half_closed(site: Site, moment: str) -> None:
    """The worker dies while it carries over or freezes; another ends it, once and whole."""
    before = site.ask(STANDING)
    worker = site.worker()
    until(lambda: site.ask("SELECT message FROM core_job") == moment)
    kill(worker)
    assert (site.ask(STANDING), site.ask(HALF), site.ask(TORN)) == (before, 0, 0)
    site.run("-c", AGE_BEATS)
    site.worker()
    until(lambda: site.ask("SELECT count(*) FROM core_job WHERE state = 'done'") == 1)
    assert (site.ask(STANDING), site.ask(HALF), site.ask(TORN)) == (before + 1, 0, 0)
    acts = "SELECT count(*) FROM core_auditentry WHERE act = 'reporting.closing.close'"
    # Those that the builder closed, one of them undone, and this one: a kill leaves no second act.
    assert site.ask(acts) == site.ask("SELECT count(*) FROM reporting_closing")
