"""What of the tasks goes to another person when one leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from giaoban.core import audit
from giaoban.core.enums import Role
from giaoban.work import permissions, states
from giaoban.work.models import Task, Watch

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.core.policies import Account


@transaction.atomic
def give_following(from_user: User, to_user: User, by: Account, at: dt.datetime) -> int:
    """Let another follow the open tasks of a person; return how many.

    Who may not follow gets none: a task is followed by one of the office. What is done keeps the
    name under which it was done.
    """
    if to_user.role != Role.COORDINATOR:
        return 0
    rows = Task.objects.filter(follower=from_user, state__in=states.OPEN)
    tasks = list(rows.select_for_update().order_by("pk"))
    keys = [task.pk for task in tasks]
    Task.objects.filter(pk__in=keys).update(follower=to_user, version=F("version") + 1)
    for task in tasks:
        facts = {"before": from_user.pk, "after": to_user.pk}
        audit.record("work.follow", by=by, at=at, subject=task, facts=facts)
    return len(tasks)


@transaction.atomic
def give_watches(from_user: User, to_user: User, by: Account, at: dt.datetime) -> int:
    """Let another watch what a person watches, as far as that other may see it; return how many."""
    mine = Watch.objects.filter(user=from_user)
    seen = permissions.tasks.scope(to_user).filter(pk__in=mine.values("task_id"))
    keys = list(seen.order_by("pk").values_list("pk", flat=True))
    for task in Task.objects.filter(pk__in=keys).order_by("pk"):
        if Watch.objects.get_or_create(task=task, user=to_user)[1]:
            facts = {"before": from_user.pk, "after": to_user.pk}
            audit.record("work.watch", by=by, at=at, subject=task, facts=facts)
    mine.delete()
    return len(keys)
