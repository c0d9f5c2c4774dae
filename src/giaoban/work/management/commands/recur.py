"""The command `giaoban recur`: make the recurring tasks whose period has begun."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from giaoban.work.actions import begin_periods


class Command(BaseCommand):
    """Make the occurrences that are due, once; for a timer."""

    help = "Lập nhiệm vụ của kỳ mới cho các nhiệm vụ định kỳ"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make them and say how many."""
        made = begin_periods(at=timezone.now())
        self.stdout.write(f"Đã lập {made} nhiệm vụ định kỳ.")
