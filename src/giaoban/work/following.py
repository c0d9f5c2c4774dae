"""Questions to the follow-up acts: what they concern, and what of it a person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from giaoban.bodies.queries import names_on
from giaoban.work import letters, permissions, queries
from giaoban.work.enums import FollowUpState
from giaoban.work.models import Assignment, FollowedBody, FollowedTask, FollowUp, Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from giaoban.core.policies import Actor


def day_of(row: FollowUp) -> dt.date:
    """Return the day as of which the bodies' names are given: of the letter or decision."""
    return row.sent_on or row.decided_on or timezone.localdate(row.created_at)


def with_bodies(rows: list[FollowUp]) -> list[FollowUp]:
    """Give each ``bodies`` and ``n_answered``, in one query for all of them."""
    found: dict[int, list[FollowedBody]] = {}
    all_of_them = FollowedBody.objects.filter(follow_up__in=[row.pk for row in rows])
    for each in all_of_them.select_related("body").defer("letter", "answer"):
        found.setdefault(each.follow_up_id, []).append(each)
    for row in rows:
        row.bodies = found.get(row.pk, [])  # type: ignore[attr-defined]
        row.n_answered = sum(each.answered_on is not None for each in row.bodies)  # type: ignore[attr-defined]
    return rows


def seen_by(by: Actor, row: FollowUp) -> list[FollowedBody]:
    """Return the bodies of an act that the person may see, under the names of its day."""
    rows = permissions.followed.scope(by).filter(follow_up=row)
    found = list(rows.select_related("body", "answered_by"))
    names = names_on([each.body_id for each in found], day_of(row))
    for each in found:
        each.called = names.get(each.body_id, each.body.name)  # type: ignore[attr-defined]
    return found


def tasks_of(by: Actor, row: FollowUp) -> list[Task]:
    """Return the tasks of an act that the person may see."""
    looked_after = FollowedTask.objects.filter(follow_up=row).values("task_id")
    rows = permissions.tasks.scope(by).filter(pk__in=looked_after)
    return queries.with_bodies(list(queries.with_papers(rows)))


def drafts(row: FollowUp, on: dt.date) -> dict[int, str]:
    """Return the letter to each body, as it would go out on the day."""
    bodies = list(FollowedBody.objects.filter(follow_up=row).select_related("body"))
    names = names_on([each.body_id for each in bodies], on)
    by_body = _tasks_by_body(row, [each.body_id for each in bodies])
    return {
        each.pk: letters.draft(
            name=names.get(each.body_id, each.body.name),
            tasks=by_body.get(each.body_id, []),
            content=row.content,
            on=on,
            answer_by=row.answer_by,
        )
        for each in bodies
    }


def _tasks_by_body(row: FollowUp, bodies: Iterable[int]) -> dict[int, list[Task]]:
    parts = Assignment.objects.filter(
        task__follow_ups__follow_up=row, task__pending=1, body__in=list(bodies)
    )
    found: dict[int, list[Task]] = {}
    for each in parts.select_related("task__document").order_by("task__due_order", "task_id"):
        if each.body_id is not None:
            found.setdefault(each.body_id, []).append(each.task)
    return found


def of_task(by: Actor, task: int) -> QuerySet[FollowUp]:
    """Return the acts that look after a task, or that it puts right."""
    rows = permissions.follow_ups.scope(by)
    return rows.filter(pk__in=FollowedTask.objects.filter(task=task).values("follow_up_id"))


def of_body(by: Actor, body: int) -> QuerySet[FollowUp]:
    """Return the acts that concern a body."""
    rows = permissions.follow_ups.scope(by)
    return rows.filter(pk__in=FollowedBody.objects.filter(body=body).values("follow_up_id"))


def waiting(by: Actor) -> QuerySet[FollowedBody]:
    """Return the letters that wait for an answer."""
    rows = permissions.followed.scope(by)
    return rows.filter(follow_up__state=FollowUpState.SENT, answered_on__isnull=True)
