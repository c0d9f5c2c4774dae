"""Who is to hear of a task: the bodies that have it in hand, who follows it, who watches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from giaoban.accounts.models import User
from giaoban.core.enums import Reach, Role
from giaoban.work import permissions
from giaoban.work.models import Assignment, Handler, Task, Watch

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from django.db.models import QuerySet

    from giaoban.core.policies import Actor


def of_body(bodies: Iterable[int | None]) -> Q:
    """Return the filter for the focal points of bodies."""
    return Q(role=Role.FOCAL_POINT, body_id__in=[key for key in bodies if key is not None])


def of_office(task: Task) -> Q:
    """Return the filter for who follows the task; for all coordinators where nobody does."""
    if task.follower_id is not None:
        return Q(pk=task.follower_id)
    return Q(role=Role.COORDINATOR)


def of_bodies_in(task: Task) -> Q:
    """Return the filter for the focal points of all bodies that have a part."""
    return of_body(Assignment.objects.filter(task=task.pk).values_list("body_id", flat=True))


def at_work_on(task: Task, *, body: int | None = None) -> Q:
    """Return the filter for the persons whom bodies, or one of them, have put on the task."""
    named = Handler.objects.filter(assignment__task=task.pk)
    if body is not None:
        named = named.filter(assignment__body=body)
    return Q(person__in=named.values("person_id"))


def watching(task: Task) -> Q:
    """Return the filter for those who watch the task."""
    return Q(pk__in=Watch.objects.filter(task=task.pk).values("user_id"))


def of_task(task: Task, wanted: Q, *, but: Actor | None) -> list[User]:
    """Return those of the people who may see the task, without the one who acted."""
    people = User.objects.filter(wanted, is_active=True)
    if but is not None and but.pk is not None:
        people = people.exclude(pk=but.pk)
    return _who_may_see({task.pk: {each.pk: each for each in people.order_by("pk")}})[task.pk]


def of_many(rows: QuerySet[Task]) -> dict[int, list[User]]:
    """Return for each task the focal points of its lead, its follower and its watchers.

    Three queries, and one for each body whose people see the own tasks alone.
    """
    found = list(rows.order_by().values_list("pk", "lead_id", "follower_id"))
    people = by_body({lead for _pk, lead, _follower in found if lead})
    users = User.objects.filter(is_active=True).in_bulk(
        {follower for _pk, _lead, follower in found if follower}
    )
    wanted = {
        pk: {
            **{each.pk: each for each in people.get(lead, ())},
            **({follower: users[follower]} if follower in users else {}),
        }
        for pk, lead, follower in found
    }
    for watch in Watch.objects.filter(task__in=rows, user__is_active=True).select_related("user"):
        wanted.setdefault(watch.task_id, {})[watch.user_id] = watch.user
    return _who_may_see(wanted)


def by_body(bodies: Iterable[int]) -> dict[int, list[User]]:
    """Return the focal points by their bodies; one query."""
    found: dict[int, list[User]] = {}
    people = User.objects.filter(of_body(bodies), is_active=True)
    for user in people.order_by("pk"):
        found.setdefault(user.body_id or 0, []).append(user)
    return found


def _who_may_see(wanted: dict[int, dict[int, User]]) -> dict[int, list[User]]:
    asked: dict[User, list[int]] = {}
    for task, people in wanted.items():
        for user in people.values():
            asked.setdefault(user, []).append(task)
    seen = _seen(asked)
    return {
        task: [user for user in people.values() if task in seen[user.pk]]
        for task, people in wanted.items()
    }


def _seen(asked: dict[User, list[int]]) -> dict[int, set[int]]:
    """Return which of the tasks that are theirs people may see; one query for all of a body."""
    found: dict[int, set[int]] = {}
    known: dict[Hashable, tuple[set[int], set[int]]] = {}
    for user, tasks in asked.items():
        if permissions.tasks.reach(user, "view") is Reach.ALL:
            found[user.pk] = set(tasks)
            continue
        # The policy of tasks looks at role and body, so that colleagues are answered alike.
        looked, may = known.setdefault((user.role, user.body_id), (set(), set()))
        if new := set(tasks) - looked:
            looked |= new
            rows = permissions.tasks.scope(user, rows=Task.objects.filter(pk__in=new))
            may |= set(rows.order_by().values_list("pk", flat=True))
        found[user.pk] = may
    return found
