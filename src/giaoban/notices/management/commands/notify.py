"""The command `giaoban notify`: collect, prepare and send notices now, or show what would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from giaoban.notices import jobs, queries, quiet

if TYPE_CHECKING:
    import datetime as dt
    from argparse import ArgumentParser

    from giaoban.notices.models import Mail


class Command(BaseCommand):
    """Do a round of the notices, as the worker does by itself."""

    help = "Thu thập và gửi thông báo (trang tự làm việc này)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to show alone, and for which moment."""
        parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi, không gửi")
        parser.add_argument("--at", help="thời điểm, ví dụ 2022-06-10T07:00")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the round, or roll it back."""
        given = options["at"]
        moment = _moment(given) if given else None

        def clock() -> dt.datetime:
            return moment or timezone.now()

        if quiet.holds(clock()):
            self.stdout.write("Đang giờ yên lặng: không soạn và không gửi thư.")
        if options["dry_run"]:
            self._show(clock(), options["verbosity"])
            return
        done = jobs.go_round(clock)
        self.stdout.write(
            f"{done.found} thông báo mới, soạn {len(done.prepared)} thư, gửi {done.sent} thư."
        )

    def _show(self, at: dt.datetime, verbosity: int) -> None:
        """Say what a round would do; everything it wrote is rolled back."""
        with transaction.atomic():
            waiting = list(queries.to_send(at).order_by("next_at", "pk"))
            found = jobs.collect(at)
            prepared = jobs.prepare(at)
            transaction.set_rollback(True)
        for mail in waiting:
            self._mail("chờ gửi", mail, verbosity)
        for mail in prepared:
            self._mail("sẽ soạn", mail, verbosity)
        self.stdout.write(
            f"Chạy thử, không ghi gì: {found} thông báo mới, soạn {len(prepared)} thư, "
            f"{len(waiting)} thư đang chờ."
        )

    def _mail(self, what: str, mail: Mail, verbosity: int) -> None:
        self.stdout.write(f"{what}: {mail.address}: {mail.subject}")
        if verbosity > 1:
            self.stdout.write(mail.text)


def _moment(text: str) -> dt.datetime:
    """Return a moment as it was written, in the site's zone where none is named."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"--at {text}: hãy viết như 2022-06-10T07:00")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
