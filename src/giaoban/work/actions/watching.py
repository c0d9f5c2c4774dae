"""Watch a task: hear of it without having a part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from giaoban.core import audit
from giaoban.work import permissions
from giaoban.work.models import Task, Watch

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User


@transaction.atomic
def watch(*, by: User, at: dt.datetime, task: Task) -> None:
    """Watch a task that one may see; twice is once."""
    permissions.watches.require(by, "watch")
    permissions.tasks.require(by, "view", task)
    if Watch.objects.get_or_create(task=task, user=by)[1]:
        audit.record("work.watch", by=by, at=at, subject=task)


@transaction.atomic
def unwatch(*, by: User, at: dt.datetime, task: Task) -> None:
    """Watch it no longer; twice is once."""
    permissions.watches.require(by, "watch")
    if Watch.objects.filter(task=task, user=by).delete()[0]:
        audit.record("work.unwatch", by=by, at=at, subject=task)
