"""The command `giaoban export_upward`: write the export upward of a closed period to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from giaoban.reporting import upward_files
from giaoban.reporting.models import Closing

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Write what is sent to the level above, as JSON or as a workbook."""

    help = "Xuất dữ liệu của một kỳ đã chốt để gửi cấp trên"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the period and the file; its ending says which form."""
        parser.add_argument("period", type=int, help="mã số của kỳ")
        parser.add_argument("file", type=Path, help="tệp .json hoặc .xlsx")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write beside the file first, so that a broken run leaves no half of it."""
        closing = (
            Closing.objects.filter(period=options["period"], undone_at__isnull=True)
            .select_related("period__calendar__bloc__lead")
            .first()
        )
        if closing is None:
            raise CommandError("Kỳ này chưa chốt, nên chưa có dữ liệu để gửi.")
        file: Path = options["file"]
        if file.suffix not in {".json", ".xlsx"}:
            raise CommandError("Tên tệp phải kết thúc bằng .json hoặc .xlsx.")
        part = file.with_name(f".{file.name}.part")
        try:
            _write(part, closing, workbook=file.suffix == ".xlsx")
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"Đã ghi {file}.")


def _write(file: Path, closing: Closing, *, workbook: bool) -> None:
    at = timezone.now()
    if workbook:
        with file.open("wb") as out:
            upward_files.write_workbook(out, closing, at=at)
        return
    with file.open("w", encoding="utf-8") as text:
        text.writelines(upward_files.stream(closing, at=at))
