"""The command `giaoban restore`: put a backup into an empty installation, and check it."""

from __future__ import annotations

import hashlib
import json
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from giaoban.core import audit
from giaoban.core.management.commands.backup import KEPT, run_postgres_tool
from giaoban.core.models import AuditEntry

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Restore a backup into an empty home folder or database."""

    help = "Khôi phục từ một gói sao lưu vào nơi còn trống"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the archive."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Unpack aside, put in place, check the trail against the head that was noted."""
        with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
            facts = _unpack(options["file"], Path(folder))
            _refuse_unless_empty()
            _restore_database(Path(folder) / facts["database"])
            for name in KEPT:
                source = Path(folder) / name
                if source.exists():
                    _replace(source, settings.HOME / name)
        call_command("migrate", verbosity=0)
        if not audit.stands(facts["audit_position"], facts["audit_digest"]):
            raise CommandError("Nhật ký khôi phục không khớp với lúc sao lưu.")
        call_command("audit", "verify", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(f"Đã khôi phục bản sao lưu lúc {facts['made_at']}")


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(file) as archive:
            _extract(archive, folder)
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise CommandError(f"{file}: không mở được gói sao lưu ({error}).") from error
    facts: dict[str, Any] = json.loads((folder / "backup.json").read_text("utf-8"))
    if facts["vendor"] != connection.vendor:
        raise CommandError(
            f"Gói này của {facts['vendor']}, còn nơi khôi phục dùng {connection.vendor}."
        )
    digest = hashlib.sha256((folder / facts["database"]).read_bytes()).hexdigest()
    if digest != facts["sha256"]:
        raise CommandError("Gói sao lưu đã hỏng: cơ sở dữ liệu không khớp dấu SHA-256.")
    return facts


def _extract(archive: tarfile.TarFile, folder: Path) -> None:
    """Unpack files and folders that lie inside; Python before 3.11.4 would unpack anything."""
    inside = folder.resolve()
    for member in archive.getmembers():
        here = (inside / member.name).resolve().is_relative_to(inside)
        if not here or not (member.isfile() or member.isdir()):
            raise CommandError(f"Gói sao lưu có mục không hợp lệ: {member.name}.")
    archive.extraction_filter = getattr(tarfile, "data_filter", None)
    archive.extractall(folder)  # noqa: S202 (each member was looked at)


def _refuse_unless_empty() -> None:
    tables = connection.introspection.table_names()
    if "core_auditentry" in tables and AuditEntry.objects.exists():
        raise CommandError(
            "Nơi khôi phục đang có dữ liệu. Hãy chuyển dữ liệu đó đi nơi khác rồi chạy lại."
        )


def _restore_database(dump: Path) -> None:
    if connection.vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        connection.close()
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        dump.rename(target)
    else:
        run_postgres_tool("pg_restore", "--clean", "--if-exists", "--no-owner", str(dump))


def _replace(source: Path, target: Path) -> None:
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    source.replace(target)
