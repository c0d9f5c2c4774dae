"""The command `giaoban setup`: a first installation without the example."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from giaoban.accounts import workbook
from giaoban.accounts.actions import accounts, importing
from giaoban.bodies import naming
from giaoban.bodies.actions import blocs, bodies
from giaoban.bodies.actions.given import BodyGiven, NameGiven
from giaoban.bodies.enums import BodyKind
from giaoban.core import starts
from giaoban.core.enums import Role
from giaoban.core.errors import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from giaoban.bodies.models import Body

QUESTIONS = {
    "lead_body": "Tên cơ quan chủ trì (ví dụ: Ban Tuyên giáo và Dân vận Tỉnh ủy): ",
    "bloc": "Tên khối (ví dụ: Khối khoa giáo): ",
    "admin_email": "Thư điện tử của quản trị viên: ",
    "admin_name": "Họ và tên của quản trị viên: ",
}


class Command(BaseCommand):
    """Ask or take by options: the lead body, its bloc, the first administrator, an Excel form."""

    help = "Cài đặt lần đầu: cơ quan chủ trì, khối, quản trị viên; cơ quan và tài khoản từ Excel"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what would be asked."""
        parser.add_argument("--lead-body", help="tên cơ quan chủ trì")
        parser.add_argument("--bloc", help="tên khối")
        parser.add_argument("--admin-email", help="thư điện tử của quản trị viên đầu tiên")
        parser.add_argument("--admin-name", help="họ và tên của quản trị viên đầu tiên")
        parser.add_argument("--from-excel", type=Path, metavar="FILE", help="biểu Excel đã điền")
        parser.add_argument("--form", type=Path, metavar="FILE", help="chỉ ghi biểu Excel trống")
        parser.add_argument(
            "--url", default="http://127.0.0.1:8000", help="địa chỉ trang, cho liên kết mời"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the form, or set up all or nothing."""
        if options["form"]:
            with options["form"].open("wb") as out:
                workbook.write_form(out)
            self.stdout.write(f"Đã ghi biểu trống: {options['form']}")
            return
        given = {name: options[name] or _ask(name) for name in QUESTIONS}
        # A first installation has no tables yet.
        call_command("migrate", verbosity=0)
        try:
            links = self._set_up(given, options["from_excel"], options["url"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Đã cài đặt. Mở liên kết để đặt mật khẩu (một lần, trong ba ngày):")
        for email, link in links:
            self.stdout.write(f"  {email}  {link}")
        self.stdout.write("Chạy trang: giaoban serve")

    @transaction.atomic
    def _set_up(self, given: dict[str, str], excel: Path | None, url: str) -> list[tuple[str, str]]:
        at = timezone.now()
        book = _read(excel) if excel else None
        admin = accounts.add_first(
            given=accounts.UserGiven(given["admin_email"], given["admin_name"], Role.ADMINISTRATOR),
            at=at,
        )
        lead = _lead(given["lead_body"], admin, at)
        bloc = blocs.add(name=given["bloc"], lead=lead, by=admin, at=at)
        starts.furnish_all(admin, at)
        users = [admin]
        if book is not None:
            intake = importing.check(book)
            if intake.errors:
                raise CommandError(
                    "\n".join(["Biểu Excel có lỗi, chưa ghi gì:", *_lines(intake.errors)])
                )
            users += importing.take(intake=intake, bloc=bloc, by=admin, at=at)
        return [
            (user.email, accounts.invite(user=user, base_url=url, by=admin, at=at))
            for user in users
        ]


def _ask(name: str) -> str:
    if not sys.stdin.isatty():
        raise CommandError(f"Thiếu --{name.replace('_', '-')}")
    answer = input(QUESTIONS[name]).strip()
    if not answer:
        raise CommandError(f"Thiếu --{name.replace('_', '-')}")
    return answer


def _read(path: Path) -> workbook.Book:
    if not path.is_file():
        raise CommandError(f"Không có tệp {path}")
    with path.open("rb") as file:
        return workbook.read(file)


def _lead(name: str, admin: Any, at: Any) -> Body:
    kind = BodyKind.PARTY_ORGAN if naming.key(name).startswith("ban ") else BodyKind.DEPARTMENT
    given = BodyGiven(kind=kind, names=[NameGiven(name=name)])
    return bodies.add(given=given, by=admin, at=at)


def _lines(errors: list[importing.CellError]) -> list[str]:
    return [f"  {each.sheet}, ô {each.cell}: {each.text}" for each in errors]
