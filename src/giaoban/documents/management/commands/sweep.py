"""The command `giaoban sweep`: remove files that a kill left without a row."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from giaoban.documents import queries, storing

GRACE = dt.timedelta(days=1)


class Command(BaseCommand):
    """Remove parts, and files that no row knows, once they are a day old."""

    help = "Dọn các tệp dở dang mà máy để lại khi bị ngắt giữa chừng"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Remove them and say how many."""
        before = (timezone.now() - GRACE).timestamp()
        removed = storing.sweep(queries.places() | storing.held(), before=before)
        self.stdout.write(f"Đã dọn {removed} tệp.")
