"""Kill the web server and the worker for real, in the middle of a batch: nothing is half stored."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The tests' own database is what a home is copied from.
pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
FILES = 60
PATIENCE = 30
SIGN_IN = """
import django; django.setup()
from tests.browser import session_cookie
from tests.factories.accounts import UserFactory
print(session_cookie(UserFactory(), "http://127.0.0.1/")["value"])
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


class Site:
    """A site of its own: a home, a web server, a worker; each process group can be killed."""

    def __init__(self, home: Path) -> None:
        """Make the tables and sign a coordinator in."""
        self.home = home
        self.running: list[subprocess.Popen[bytes]] = []
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "DATABASE_URL"},
            "GIAOBAN_HOME": str(home),
            "GIAOBAN_EXAMPLE": "1",
            "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        self.run("-m", "giaoban", "collectstatic", "--no-input", "-v0")
        self.run("-m", "giaoban", "migrate", "-v0")
        self.session = self.run("-c", SIGN_IN).strip()

    def run(self, *words: str) -> str:
        """Run a command to its end; return what it says."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a process in a group of its own."""
        process = subprocess.Popen(
            [sys.executable, "-m", *words],
            env=self.environment,
            cwd=ROOT,
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def web(self) -> subprocess.Popen[bytes]:
        """Start the web server; return when it answers."""
        process = self.start(
            *("granian", "--interface", "wsgi", "--port", str(self.port), "--workers", "1"),
            *("--log-level", "critical", "--no-ws", "giaoban.config.wsgi:application"),
        )
        until(lambda: self.get("/van-ban-den/nhan/") is not None)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        """Start the worker."""
        return self.start("giaoban", "worker", "--interval", "0.1")

    def get(self, address: str) -> tuple[str, str] | None:
        """Return a page and the CSRF cookie; None while nobody answers."""
        with suppress(OSError), closing(self._connect()) as connection:
            connection.request("GET", address, headers={"Cookie": f"giaoban={self.session}"})
            answer = connection.getresponse()
            cookie = re.search(r"csrf=(\w+)", answer.headers.get("Set-Cookie", ""))
            return answer.read().decode(), cookie[1] if cookie else ""
        return None

    def send(self, form: bytes, csrf: str) -> str:
        """Send the files; return where the answer leads, nothing where it never came."""
        headers = {
            "Cookie": f"giaoban={self.session}; csrf={csrf}",
            "Content-Type": "multipart/form-data; boundary=cut",
        }
        with suppress(OSError, http.client.HTTPException), closing(self._connect()) as connection:
            connection.request("POST", "/van-ban-den/nhan/", body=form, headers=headers)
            return connection.getresponse().headers.get("Location", "")
        return ""

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, question: str) -> Any:
        """Return the first value of the answer of the database."""
        with closing(
            sqlite3.connect(f"file:{self.home / 'giaoban.sqlite3'}?mode=ro", uri=True)
        ) as row:
            return row.execute(question).fetchone()[0]


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
        time.sleep(0.01)


def form_of(page: str) -> bytes:
    """Return the form with its files, as a browser sends it."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    parts = [
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {**hidden, "arrived_on": "11/4/2022"}.items()
    ]
    line = "Căn cứ Kế hoạch số {at}-KH/TU, ngày 04/3/2022; giao Sở Y tế chủ trì rà soát.\n"
    parts += [
        f'--cut\r\nContent-Disposition: form-data; name="files"; filename="{at}.txt"\r\n'
        f"Content-Type: text/plain\r\n\r\n{line.format(at=at) * 40}\r\n"
        for at in range(1, FILES + 1)
    ]
    return ("".join(parts) + "--cut--\r\n").encode()


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """Return a site; whatever of it still runs is killed at the end."""
    own = Site(shutil.copytree(migrated, tmp_path / "home"))
    yield own
    for process in own.running:
        kill(process)


def test_nothing_is_half_stored(site: Site) -> None:
    """The web dies while it receives, the worker while it reads; sent again, all is there once."""
    web = site.web()
    page, csrf = site.get("/van-ban-den/nhan/") or ("", "")
    form = form_of(page)
    sending = threading.Thread(target=site.send, args=(form, csrf))
    sending.start()
    until(lambda: site.ask("SELECT count(*) FROM documents_document") >= FILES // 6)
    kill(web)
    sending.join()
    stored = site.ask("SELECT count(*) FROM documents_document")
    assert 0 < stored < FILES
    assert site.ask("SELECT count(*) FROM documents_batch") == 0
    # Every row has its file, every number was given, every act is on record.
    assert whole(site) == stored
    (site.home / "files" / "ab").mkdir(exist_ok=True)
    stray = site.home / "files" / "ab" / ".part-0123"
    stray.write_bytes(b"half")
    os.utime(stray, (0, 0))

    site.web()
    assert site.send(form, csrf).startswith("/van-ban-den/dot/")
    worker = site.worker()
    read = "SELECT count(*) FROM documents_reading"
    until(lambda: site.ask(read) >= FILES // 6)
    kill(worker)
    assert site.ask(read) < FILES
    site.run("-c", AGE_BEATS)
    site.worker()
    until(lambda: site.ask("SELECT count(*) FROM core_job WHERE state = 'done'") == 1)
    assert whole(site) == FILES
    assert site.ask("SELECT count(*) FROM documents_document WHERE state = 'read'") == FILES
    assert site.ask(read) == FILES
    assert site.ask("SELECT count(*) FROM documents_batchfile") == FILES
    assert site.ask("SELECT count(*) FROM core_auditentry WHERE act = 'documents.read'") == FILES
    site.run("-m", "giaoban", "audit", "verify")
    assert "1" in site.run("-m", "giaoban", "sweep")
    assert not stray.exists()
    assert whole(site) == FILES


def whole(site: Site) -> int:
    """Return how many papers there are, when each has its file, its number and its record."""
    found = """SELECT json_group_array(json_array(original.path, original.size, arrival_number))
        FROM documents_document JOIN documents_original AS original ON original.id = original_id"""
    rows = json.loads(site.ask(found))
    for path, size, _number in rows:
        assert (site.home / "files" / path).stat().st_size == size
    assert sorted(number for *_file, number in rows) == list(range(1, len(rows) + 1))
    received = "SELECT count(*) FROM core_auditentry WHERE act = 'documents.received'"
    assert site.ask(received) == len(rows)
    assert site.ask("PRAGMA integrity_check") == "ok"
    return len(rows)
