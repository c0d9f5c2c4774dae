"""The example's notices: what its acts told people, of which they have seen all but the newest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from giaoban.notices.actions import notices
from giaoban.notices.models import Notice

if TYPE_CHECKING:
    from giaoban.accounts.models import User

_NEW_FOR = dt.timedelta(days=7)


def make(*, by: User, at: dt.datetime) -> None:  # noqa: ARG001 (each sees their own)
    """Let everybody have seen what they were told more than a week ago."""
    old = Notice.objects.filter(seen_at=None, created_at__lt=at - _NEW_FOR)
    for notice in old.select_related("person"):
        notices.see(notice=notice, by=notice.person, at=notice.created_at + dt.timedelta(hours=2))
