"""Who is to be told now, and which mails are to go out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from giaoban.accounts.models import User
from giaoban.notices.enums import MailKind, MailState
from giaoban.notices.models import USUAL_HOUR, Collection, Mail, Notice

if TYPE_CHECKING:
    from giaoban.core.policies import Actor

# A sender that has said nothing for so long is dead: longer than any mail server is waited for.
LEASE = dt.timedelta(minutes=10)
LONGEST_PAUSE = dt.timedelta(hours=12)
AGAIN = dt.timedelta(hours=1)


def unseen(by: Actor) -> QuerySet[Notice]:
    """Return what a person was told and has not looked at."""
    return Notice.objects.filter(person_id=by.pk, seen_at=None)


def to_mail() -> QuerySet[Notice]:
    """Return what no mail has told yet and one should."""
    return Notice.objects.filter(seen_at=None, mail=None, silent=False)


def wanting_digest(at: dt.datetime) -> QuerySet[User]:
    """Return for whom something has waited for the hour, and who had no mail of the day yet.

    What comes up after the hour waits for the next day, but for what the day's collection found.
    """
    local = timezone.localtime(at)
    had = Mail.objects.filter(person=OuterRef("person"), kind=MailKind.DIGEST, day=local.date())
    hours = Coalesce("person__notice_preference__hour", USUAL_HOUR)
    waiting = to_mail().filter(~Exists(had)).order_by().values_list("person", hours)
    limit = Collection.objects.filter(day=local.date(), found__isnull=False)
    collected_at = limit.aggregate(last=Max("at"))["last"] or dt.datetime.min.replace(tzinfo=dt.UTC)
    due = [
        person
        for person, hour, first in waiting.annotate(first=Min("created_at"))
        if hour <= local.hour
        if first <= max(_hour_of(local, hour), collected_at) or first > at + AGAIN
    ]
    return User.objects.filter(pk__in=due).order_by("pk")


def _hour_of(local: dt.datetime, hour: int) -> dt.datetime:
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def wanting_urgent() -> QuerySet[User]:
    """Return those for whom something urgent waits."""
    waiting = Exists(to_mail().filter(person=OuterRef("pk"), urgent=True))
    return User.objects.filter(waiting).order_by("pk")


def to_send(at: dt.datetime) -> QuerySet[Mail]:
    """Return the mails to hand over now, those among them whose sender died.

    A time too far ahead was written before the clock was set back.
    """
    due = Q(next_at__lte=at) | Q(next_at__gt=at + LONGEST_PAUSE)
    dead = Q(claimed_at__lte=at - LEASE) | Q(claimed_at__gt=at + LEASE)
    waiting = Q(due, state=MailState.WAITING) | Q(dead, state=MailState.SENDING)
    return Mail.objects.filter(waiting)


def collected(name: str, at: dt.datetime) -> bool:
    """Tell whether a collector has looked today, or failed to within the last hour."""
    row = Collection.objects.filter(collector=name, day=timezone.localtime(at).date()).first()
    return row is not None and (row.found is not None or row.at <= at < row.at + AGAIN)
