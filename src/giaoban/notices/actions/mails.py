"""The log of mails: prepared once, handed over by one sender, on record whatever becomes of it.

A mail is claimed in a transaction of its own before it is handed over, and confirmed after. A
sender killed in between leaves it claimed; it is handed over again after the lease, the same to the
last letter and under the same Message-ID (docs/adr/0011-notices-told-once.md).
"""

from __future__ import annotations

import datetime as dt
import uuid
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.errors import Refused
from giaoban.notices import composing, queries
from giaoban.notices.enums import MailKind, MailState
from giaoban.notices.models import Mail, Notice, Preference
from giaoban.notices.permissions import MAILS

if TYPE_CHECKING:
    from giaoban.accounts.models import User

# Pauses before the second, third … attempt; the last one again and again until PATIENCE is over
# (RFC 5321, 4.5.4.1: senders give up after four or five days).
PAUSES = (
    *(dt.timedelta(minutes=n) for n in (1, 5, 15)),
    *(dt.timedelta(hours=n) for n in (1, 4)),
    queries.LONGEST_PAUSE,
)
PATIENCE = dt.timedelta(days=5)


@transaction.atomic
def prepare(*, person: User, kind: MailKind, at: dt.datetime) -> Mail | None:
    """Put what waits for a person into a mail; None where nothing is to be mailed.

    The mail of the day takes everything, urgent or not, and what an earlier one has not delivered.
    """
    if kind == MailKind.DIGEST:
        _take_over(person)
    waiting = queries.to_mail().filter(person=person).select_for_update()
    if kind == MailKind.URGENT:
        waiting = waiting.filter(urgent=True)
    rows = list(waiting.order_by("pk"))
    off = _off(person)
    wanted = [row for row in rows if row.urgent or row.kind not in off]
    if not person.is_active or not person.email:
        wanted = []
    kept = {row.pk for row in wanted}
    _silence([row for row in rows if row.pk not in kept])
    return _prepare(wanted, person, kind, at) if wanted else None


def _off(person: User) -> list[str]:
    row = Preference.objects.filter(person=person).first()
    return row.off if row is not None else []


def _silence(rows: list[Notice]) -> None:
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(silent=True)


def _take_over(person: User) -> None:
    """Free the notices of mails of the day that no server has taken yet."""
    late = Mail.objects.filter(person=person, kind=MailKind.DIGEST, state=MailState.WAITING)
    keys = list(late.select_for_update().values_list("pk", flat=True))
    Notice.objects.filter(mail__in=keys).update(mail=None)
    Mail.objects.filter(pk__in=keys).update(state=MailState.MERGED)


def _prepare(rows: list[Notice], person: User, kind: MailKind, at: dt.datetime) -> Mail:
    urgent = kind == MailKind.URGENT
    composed = composing.compose(rows, person=person, urgent=urgent, at=at)
    mail = Mail.objects.create(
        person=person,
        kind=kind,
        day=timezone.localtime(at).date(),
        language=person.language,
        address=person.email,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        message_id=_fresh_id(),
        prepared_at=at,
        next_at=at,
    )
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mail=mail)
    return mail


def _fresh_id() -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{uuid.uuid4()}@{domain or 'localhost'}>"


@transaction.atomic
def claim(*, pk: int, at: dt.datetime) -> Mail | None:
    """Take a mail for this sender; None where another has it, or nobody should get it any more."""
    rows = queries.to_send(at).filter(pk=pk)
    if not rows.update(state=MailState.SENDING, claimed_at=at, attempts=F("attempts") + 1):
        return None
    mail = Mail.objects.select_related("person").get(pk=pk)
    if not mail.person.is_active or not mail.person.email:
        Mail.objects.filter(pk=pk).update(state=MailState.WITHHELD)
        return None
    if mail.address != mail.person.email:
        mail.address = mail.person.email
        mail.save(update_fields=["address"])
    return mail


@transaction.atomic
def confirm(*, mail: Mail, at: dt.datetime) -> None:
    """Note that the server took the mail."""
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=at, error="")


def _pause(attempts: int) -> dt.timedelta:
    return PAUSES[min(attempts, len(PAUSES)) - 1]


@transaction.atomic
def put_off(*, mail: Mail, error: str, at: dt.datetime) -> None:
    """Note that the server did not take the mail for now; give up when it has been too long."""
    over = at - mail.prepared_at > PATIENCE
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.FAILED if over else MailState.WAITING,
        next_at=at + _pause(mail.attempts),
        error=error[:300],
    )


@transaction.atomic
def put_off_all(*, error: str, at: dt.datetime) -> int:
    """Note that the server is away: all that is due waits as long as the first of it."""
    due = queries.to_send(at).filter(state=MailState.WAITING).order_by("next_at", "pk")
    first = due.first()
    if first is None:
        return 0
    first.attempts += 1
    put_off(mail=first, error=error, at=at)
    Mail.objects.filter(pk=first.pk).update(attempts=first.attempts)
    return due.update(next_at=at + _pause(first.attempts), error=error[:300])


@transaction.atomic
def fail(*, mail: Mail, error: str) -> None:
    """Note that the server will never take the mail."""
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED, error=error[:300])


@transaction.atomic
def retry(*, mail: Mail, by: User, at: dt.datetime) -> Mail:
    """Let a mail that failed be tried again, as if it were new."""
    MAILS.require(by, "retry", mail)
    failed = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED)
    if not failed.update(state=MailState.WAITING, prepared_at=at, next_at=at, attempts=0):
        raise Refused(_("Thư này không cần gửi lại: thư đã gửi hoặc đang chờ gửi."))
    mail.refresh_from_db()
    audit.record("notices.retry", by=by, at=at, subject=mail)
    return mail
