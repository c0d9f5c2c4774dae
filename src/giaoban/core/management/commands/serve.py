"""The command `giaoban serve`: the web server and the worker together, ready within seconds."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_PATIENCE = 10


class Command(BaseCommand):
    """Prepare what is missing, start web and worker, stop both together."""

    help = "Chạy trang web và việc nền"
    # They would import every view once more than the web server does anyway.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address, and whether the example is wanted."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--example", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run until stopped."""
        self._warn()
        self._migrate()
        self._collect()
        if options["example"] and options["host"] in LOOPBACK:
            os.environ["GIAOBAN_EXAMPLE"] = "1"
            call_command("example", stdout=self.stdout)
        keep_running([_web(options), _worker()], lambda: self._announce(options))

    def _announce(self, options: dict[str, Any]) -> None:
        """Say where the site is, once it answers there."""
        address = (options["host"], options["port"])
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(address, timeout=1):
                break
            time.sleep(0.1)
        self.stdout.write(f"http://{options['host']}:{options['port']}/")
        self.stdout.flush()

    def _warn(self) -> None:
        if connection.vendor != "sqlite":
            return
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
        if mode != "wal":
            self.stderr.write(
                "SQLite của máy này có lỗi làm hỏng dữ liệu ở chế độ WAL nên dùng nhật ký thường, "
                "chậm hơn. Hãy cài gói pysqlite3 hoặc dùng PostgreSQL (DATABASE_URL)."
            )

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0)

    def _collect(self) -> None:
        """Collect the static files unless they are those of the last time."""
        stamp = settings.STATIC_ROOT / ".source"
        digest = _digest_of_static()
        if not stamp.exists() or stamp.read_text("ascii") != digest:
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stamp.write_text(digest, "ascii")


def _digest_of_static() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            changed = storage.get_modified_time(path).timestamp()
            digest.update(f"{path} {storage.size(path)} {changed}\n".encode())
    return digest.hexdigest()


def _worker() -> list[str]:
    return [sys.executable, "-m", "giaoban", "worker"]


def _web(options: dict[str, Any]) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", options["host"], "--port", str(options["port"])),
        *("--workers", str(options["workers"]), "--blocking-threads", "2"),
        *("--log-level", "warning", "--no-ws"),
        "giaoban.config.wsgi:application",
    ]


def keep_running(commands: list[list[str]], announce: Callable[[], None]) -> None:
    """Run the processes; start one again that dies, end all when asked to stop.

    The first, which people wait for, has the machine to itself until it is announced.
    """
    stopping: list[int] = []
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda number, _frame: stopping.append(number))
    processes = [subprocess.Popen(commands[0])]  # noqa: S603
    announce()
    processes += [subprocess.Popen(words) for words in commands[1:]]  # noqa: S603
    while not stopping:
        time.sleep(0.5)
        for at, process in enumerate(processes):
            if process.poll() is not None and not stopping:
                time.sleep(1)
                processes[at] = subprocess.Popen(commands[at])  # noqa: S603
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
