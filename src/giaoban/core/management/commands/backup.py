"""The command `giaoban backup`: the database, the files and the key in one archive."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from giaoban.core import audit

if TYPE_CHECKING:
    from argparse import ArgumentParser

KEPT = ("files", "secret.key", "audit-witness.txt")


class Command(BaseCommand):
    """Write a backup; the site may go on working meanwhile."""

    help = "Sao lưu cơ sở dữ liệu, tệp và khóa vào một gói"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where the archive goes."""
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Copy the database soundly, then the files; written aside and renamed when whole."""
        now = timezone.now()
        file: Path = options["file"] or settings.HOME / "backup" / f"{now:%Y%m%d-%H%M%S}.tar.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = audit.head()
        aside = file.with_suffix(".part")
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            dump = dump_database(Path(folder))
            facts = {
                "made_at": now.isoformat(),
                "vendor": connection.vendor,
                "database": dump.name,
                "sha256": hashlib.sha256(dump.read_bytes()).hexdigest(),
                "audit_position": head.position,
                "audit_digest": head.digest,
            }
            with tarfile.open(aside, "w:gz") as archive:
                _add_bytes(archive, "backup.json", json.dumps(facts).encode())
                archive.add(dump, dump.name)
                for name in KEPT:
                    if (settings.HOME / name).exists():
                        archive.add(settings.HOME / name, name)
        aside.chmod(0o600)
        with aside.open("rb") as whole:
            os.fsync(whole.fileno())
        aside.rename(file)
        self.stdout.write(f"Đã sao lưu vào {file}")


def dump_database(folder: Path) -> Path:
    """Return a sound copy of the database, made while others write."""
    if connection.vendor == "sqlite":
        target = folder / "database.sqlite3"
        connection.ensure_connection()
        copy = sqlite3.connect(target)
        with copy:
            connection.connection.backup(copy)
        copy.close()
        return target
    target = folder / "database.pgdump"
    run_postgres_tool("pg_dump", "--format=custom", f"--file={target}")
    return target


def run_postgres_tool(tool: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL on the site's database; the password goes by the environment."""
    options = connection.settings_dict
    words = [tool, *arguments, f"--dbname={options['NAME']}"]
    for flag, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if options[key]:
            words.append(f"{flag}={options[key]}")
    environment = os.environ | {"PGPASSWORD": str(options["PASSWORD"])}
    done = subprocess.run(  # noqa: S603
        words, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(f"{tool}: {done.stderr.strip()}")


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
