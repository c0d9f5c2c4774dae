"""Questions to the tasks: who leads them, what is late, what falls due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from giaoban.work.enums import Part
from giaoban.work.models import Assignment, Evidence, Task

if TYPE_CHECKING:
    from django.db.models import QuerySet

SOON = dt.timedelta(days=14)


def still_open(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return those in which something is still to be done."""
    return rows.filter(pending=1)


def late(rows: QuerySet[Task], on: dt.date) -> QuerySet[Task]:
    """Return the open ones whose deadline is past."""
    return still_open(rows).filter(due_order__lt=on)


def soon(rows: QuerySet[Task], on: dt.date) -> QuerySet[Task]:
    """Return the open ones that fall due within two weeks."""
    return still_open(rows).filter(due_order__gte=on, due_order__lte=on + SOON)


def of_body(rows: QuerySet[Task], body_id: int, part: str = "") -> QuerySet[Task]:
    """Return those in which a body has a part."""
    wanted = Q(body_id=body_id) & (Q(part=part) if part else Q())
    return rows.filter(pk__in=Assignment.objects.filter(wanted).values("task_id"))


def with_papers(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return them with the papers that gave them, but not the papers' texts."""
    wide = ("text", "folded", "cautions", "endorsement", "note")
    return rows.select_related("document").defer(
        "folded", "sentence", *(f"document__{name}" for name in wide)
    )


def for_list(rows: QuerySet[Task], most: int) -> list[Task]:
    """Return the first by deadline, with what a list shows of them."""
    return with_bodies(list(with_papers(rows)[:most]))


def with_bodies(tasks: list[Task]) -> list[Task]:
    """Give each task ``leads`` and ``others``, in one query for all of them."""
    by_task: dict[int, dict[str, list[Assignment]]] = {}
    found = Assignment.objects.filter(task__in=[task.pk for task in tasks])
    for each in found.select_related("body").order_by("pk"):
        by_task.setdefault(each.task_id, {}).setdefault(each.part, []).append(each)
    for task in tasks:
        parts = by_task.get(task.pk, {})
        task.leads = parts.get(Part.LEAD, [])  # type: ignore[attr-defined]
        task.others = parts.get(Part.COOPERATING, [])  # type: ignore[attr-defined]
    return tasks


def above(task_id: int, link: str) -> set[int]:
    """Return a task's key and those that stand above it by ``parent``, or before it by ``after``.

    One recursive query; it ends on circles too.
    """
    column = {"parent": "parent_id", "after": "after_id"}[link]
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE up(id) AS (SELECT id FROM work_task WHERE id = %s UNION "  # noqa: S608
            f"SELECT t.{column} FROM work_task t JOIN up ON t.id = up.id "
            f"WHERE t.{column} IS NOT NULL) SELECT id FROM up",
            [task_id],
        )
        return {row[0] for row in cursor.fetchall()}


def kept_files() -> set[str]:
    """Return the names of the files that are kept as evidence."""
    return set(Evidence.objects.exclude(sha256="").values_list("sha256", flat=True))
