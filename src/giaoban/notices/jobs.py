"""The round of the notices: collect what is to be told, prepare mails, hand them over."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from django.core.mail import get_connection
from django.db import IntegrityError
from django.utils import timezone

from giaoban.notices import collectors, mailing, queries, quiet
from giaoban.notices.actions import mails, notices
from giaoban.notices.enums import MailKind

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from giaoban.accounts.models import User
    from giaoban.notices.models import Mail

logger = logging.getLogger(__name__)
EVERY = dt.timedelta(seconds=30)
_MOST_AT_ONCE = 500
Clock = Callable[[], dt.datetime]


class Round(NamedTuple):
    """What a round did: notices found, mails prepared, mails that the server took."""

    found: int
    prepared: list[Mail]
    sent: int


def come_round(_at: dt.datetime) -> Round:
    """Do a round by the clock; the worker calls it."""
    return go_round(timezone.now)


def go_round(clock: Clock) -> Round:
    """Collect, prepare, hand over."""
    return Round(collect(clock()), prepare(clock()), deliver(clock))


def collect(at: dt.datetime) -> int:
    """Ask every collector that has not looked today; one that fails holds up no other."""
    return sum(
        _collect(name, look, at)
        for name, look in collectors.every().items()
        if not queries.collected(name, at)
    )


def _collect(name: str, look: collectors.Collect, at: dt.datetime) -> int:
    try:
        return notices.collect(name=name, proposals=list(look(at)), at=at)
    except Exception:
        logger.exception("the collector %s failed", name)
        notices.fail_to_collect(name=name, at=at)
        return 0


def prepare(at: dt.datetime) -> list[Mail]:
    """Prepare the mails whose time has come: those of the day, then what is urgent."""
    if quiet.holds(at):
        return []
    digests = [_prepare(each, MailKind.DIGEST, at) for each in queries.wanting_digest(at)]
    urgent = [_prepare(each, MailKind.URGENT, at) for each in queries.wanting_urgent()]
    return [mail for mail in (*digests, *urgent) if mail is not None]


def _prepare(person: User, kind: MailKind, at: dt.datetime) -> Mail | None:
    try:
        return mails.prepare(person=person, kind=kind, at=at)
    except IntegrityError:
        # Another worker has prepared the mail of the day in this moment.
        return None


def deliver(clock: Clock) -> int:
    """Hand over the mails that wait; return how many the server took."""
    at = clock()
    if quiet.holds(at):
        return 0
    due = queries.to_send(at).order_by("next_at", "pk").values_list("pk", flat=True)
    waiting = list(due[:_MOST_AT_ONCE])
    if not waiting:
        return 0
    sent = 0
    connection = get_connection()
    try:
        for pk in waiting:
            # Quiet hours may begin while many mails are handed over.
            if quiet.holds(clock()):
                break
            # Opened before the mail is claimed: what fails most often leaves nothing in doubt.
            connection.open()
            sent += _hand_over(pk, connection, clock)
    except OSError as error:
        logger.warning("the mail server cannot be reached: %s", mailing.said(error))
        mails.put_off_all(error=mailing.said(error), at=clock())
    finally:
        connection.close()
    return sent


def _hand_over(pk: int, connection: BaseEmailBackend, clock: Clock) -> bool:
    """Hand one mail over; tell whether the server took it."""
    mail = mails.claim(pk=pk, at=clock())
    if mail is None:
        return False
    try:
        mailing.message(mail, connection).send()
    except Exception as error:  # noqa: BLE001  # whatever it is, the other mails go out
        # The number tells which mail; the address never goes into the log.
        logger.warning("mail %s was not taken: %s", pk, type(error).__name__)
        connection.close()
        _not_taken(mail, error, clock())
        return False
    mails.confirm(mail=mail, at=clock())
    return True


def _not_taken(mail: Mail, error: Exception, at: dt.datetime) -> None:
    if isinstance(error, OSError) and not mailing.is_final(error):
        mails.put_off(mail=mail, error=mailing.said(error), at=at)
    else:
        mails.fail(mail=mail, error=mailing.said(error))
