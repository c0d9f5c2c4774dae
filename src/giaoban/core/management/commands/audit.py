"""The command `giaoban audit`: verify the trail, seal what waits, witness its head."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from giaoban.core import audit

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Verify, seal or witness the audit trail."""

    help = "Kiểm tra nhật ký: verify, seal, witness"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the act, and where the witness writes to."""
        parser.add_argument("act", choices=["verify", "seal", "witness"])
        parser.add_argument("--file", type=Path, default=settings.HOME / "audit-witness.txt")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the act."""
        {"verify": self._verify, "seal": self._seal, "witness": self._witness}[options["act"]](
            options["file"]
        )

    def _seal(self, _file: Path) -> None:
        sealed = 0
        while count := audit.seal():
            sealed += count
        self.stdout.write(f"Đã niêm phong {sealed} dòng.")

    def _witness(self, file: Path) -> None:
        """Append the head to a file outside the database; send it elsewhere by whatever means."""
        head = audit.head()
        with file.open("a", encoding="ascii") as out:
            out.write(f"{timezone.now().isoformat()} {head.position} {head.digest}\n")
        self.stdout.write(f"{head.position} {head.digest}")

    def _verify(self, file: Path) -> None:
        wrong = list(audit.verify()) + list(_against_witness(file))
        for line in wrong:
            self.stderr.write(line)
        if wrong:
            raise CommandError(f"Nhật ký không còn nguyên vẹn: {len(wrong)} chỗ sai.")
        self.stdout.write(f"Nhật ký nguyên vẹn: {audit.head().position} dòng đã niêm phong.")


def _against_witness(file: Path) -> list[str]:
    if not file.exists():
        return []
    wrong = []
    for line in file.read_text("ascii").splitlines():
        at, position, digest = line.split()
        if not audit.stands(int(position), digest):
            wrong.append(f"seal {position}: is not what was witnessed at {at}")
    return wrong
