"""Questions to the tasks: who leads them, what is late, what falls due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from giaoban.documents.models import Document
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Assignment, Task

if TYPE_CHECKING:
    from django.db.models import QuerySet

SOON = dt.timedelta(days=14)


def still_open(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return those that were not withdrawn."""
    return rows.filter(state=TaskState.OPEN)


def late(rows: QuerySet[Task], on: dt.date) -> QuerySet[Task]:
    """Return the open ones whose deadline is past."""
    return still_open(rows).filter(due_on__lt=on)


def soon(rows: QuerySet[Task], on: dt.date) -> QuerySet[Task]:
    """Return the open ones that fall due within two weeks."""
    return still_open(rows).filter(due_on__gte=on, due_on__lte=on + SOON)


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


def with_sources(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return them with the titles of the papers that gave them, which is what a list shows."""
    fields = Document._meta.concrete_fields  # noqa: SLF001
    unseen = (field.name for field in fields if field.name not in {"id", "title"})
    return rows.select_related("document").defer(
        "folded", "sentence", *(f"document__{name}" for name in unseen)
    )


def for_list(rows: QuerySet[Task], most: int) -> list[Task]:
    """Return the first by deadline, with what a list shows of them."""
    return with_names(list(with_sources(rows)[:most]))


class Named(NamedTuple):
    """Who has a part in a task, as far as a list shows it."""

    name: str


def with_names(tasks: list[Task]) -> list[Task]:
    """Give each task the names of its ``leads`` and ``others``, in one query for all of them."""
    by_part: dict[tuple[int, str], list[Named]] = {}
    found = Assignment.objects.filter(task__in=[task.pk for task in tasks]).order_by("pk")
    for task, part, written, name in found.values_list("task", "part", "written", "body__name"):
        by_part.setdefault((task, part), []).append(Named(name or written))
    for each in tasks:
        each.leads = by_part.get((each.pk, Part.LEAD), [])  # type: ignore[attr-defined]
        each.others = by_part.get((each.pk, Part.COOPERATING), [])  # type: ignore[attr-defined]
    return tasks


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
