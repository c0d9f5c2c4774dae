"""The secret address of a person's calendar: made, renewed, withdrawn; read without a session."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from giaoban.accounts.models import User
from giaoban.core import audit
from giaoban.work import permissions
from giaoban.work.models import CalendarFeed

_SEEN_EVERY = dt.timedelta(hours=1)


def digest_of(token: str) -> str:
    """Return what is kept of a token; it is long and random, so that a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(*, by: User, at: dt.datetime) -> str:
    """Make a new address and end the old one; return the token, which is shown only now."""
    permissions.feeds.require(by, "make")
    # Of two requests at once the second waits, and its address is the one that holds.
    User.objects.select_for_update().get(pk=by.pk)
    CalendarFeed.objects.filter(user=by, withdrawn_at=None).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    row = CalendarFeed.objects.create(user=by, digest=digest_of(token), made_at=at)
    audit.record("feed.make", by=by, at=at, subject=row)
    return token


@transaction.atomic
def withdraw(*, by: User, at: dt.datetime) -> None:
    """End the address; twice is once."""
    permissions.feeds.require(by, "make")
    row = CalendarFeed.objects.filter(user=by, withdrawn_at=None).first()
    if row is not None:
        CalendarFeed.objects.filter(pk=row.pk).update(withdrawn_at=at)
        audit.record("feed.withdraw", by=by, at=at, subject=row)


def find(token: str) -> CalendarFeed | None:
    """Return the feed of a token, of a person who may still sign in."""
    rows = CalendarFeed.objects.filter(digest=digest_of(token), withdrawn_at=None)
    return rows.filter(user__is_active=True).select_related("user").first()


def note_read(*, feed: CalendarFeed, at: dt.datetime) -> None:
    """Note that a calendar asked; calendars ask often, so once an hour is enough."""
    if feed.read_at is None or at - feed.read_at > _SEEN_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=at)
