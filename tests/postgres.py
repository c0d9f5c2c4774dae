"""Run a command beside a PostgreSQL server that lives only as long as the command.

``python -m tests.postgres pytest -q`` makes a cluster in a temporary folder, sets ``DATABASE_URL``
and hands on the command's exit status.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A cluster that is thrown away needs no promise against power loss.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "log_min_messages": "panic",
}
START_SECONDS = 30


def binaries() -> Path:
    """Return the folder of the newest installed server."""
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(folders, key=lambda path: float(path.parts[-3]))
    found = str(newest[-1]) if newest else shutil.which("initdb")
    if not found:
        sys.exit("No PostgreSQL server is installed (Debian: apt-get install postgresql)")
    return Path(found).parent


def as_postgres() -> list[str]:
    """Return what goes before a command: the server refuses to run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"]


def free_port() -> int:
    """Return a port of the loopback that nobody holds."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _run(*command: str, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[-1]}: {done.stderr.strip() or done.stdout.strip()}")


def _wait(server: subprocess.Popen[bytes], bin_: Path, folder: Path, port: int) -> None:
    asking = [str(bin_ / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(START_SECONDS * 10):
        if server.poll() is not None:
            sys.exit(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
        if subprocess.run(asking, check=False).returncode == 0:
            return
        time.sleep(0.1)
    sys.exit(f"PostgreSQL did not start within {START_SECONDS} s")


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Start a server with an empty cluster; yield its URL; stop it and remove all."""
    bin_, port, prefix = binaries(), free_port(), as_postgres()
    with tempfile.TemporaryDirectory(prefix="giaoban-pg-") as name:
        folder = Path(name)
        if prefix:
            shutil.chown(folder, "postgres", "postgres")
        # lower() must know Vietnamese letters, which it does not in the locale "C".
        made = ["initdb", "-D", "data", "-A", "trust", "-U", "giaoban", "-E", "UTF8", "--no-sync"]
        _run(*prefix, str(bin_ / made[0]), *made[1:], "--locale=C.UTF-8", cwd=folder)
        options = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [*prefix, bin_ / "postgres", "-D", "data", "-p", str(port), "-k", name, *options],
                cwd=folder,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                # Ctrl-C is for the tests; the server is stopped when they have ended.
                start_new_session=True,
            )
            try:
                _wait(server, bin_, folder, port)
                yield f"postgres://giaoban@127.0.0.1:{port}/postgres"
            finally:
                server.send_signal(signal.SIGINT)
                server.wait(timeout=START_SECONDS)


def main() -> int:
    """Run the command given on the command line and return its exit status."""
    # A stopped run must stop the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with cluster() as url:
        return subprocess.run(
            sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
