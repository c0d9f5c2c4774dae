"""The command `giaoban example`: make the example and print its accounts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from giaoban.accounts.passwords import OF_THE_EXAMPLE
from giaoban.config import environment, example
from giaoban.core.errors import Refused


class Command(BaseCommand):
    """Make the example, or what is missing of it."""

    help = "Tạo dữ liệu ví dụ (chỉ khi GIAOBAN_EXAMPLE=1)"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make it; refuse where it is not allowed or where real data are."""
        if not environment.EXAMPLE.is_on:
            raise CommandError("Chỉ tạo ví dụ khi GIAOBAN_EXAMPLE=1 (make run tự đặt).")
        try:
            users = example.make(at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Tài khoản ví dụ, mật khẩu chung: {OF_THE_EXAMPLE}")
        for user in users:
            self.stdout.write(f"  {user.email:<28} {user.get_role_display()}, {user.name}")
