"""Questions to the tasks: who leads them, what is late, what falls due."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from giaoban.bodies.models import Body, BodyName, Person, Post
from giaoban.bodies.queries import find_class, holds, valid
from giaoban.core import unchanged
from giaoban.work.enums import Outcome, Part, TaskState, Timeliness
from giaoban.work.models import (
    BLAMELESS,
    DONE_IN_TIME,
    DONE_LATE,
    NEVER,
    Assignment,
    Evidence,
    Extension,
    Handler,
    Task,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

SOON = dt.timedelta(days=14)
# What was sent in waits for the office: its body owes nothing until it is sent back.
_OWED = Q(pending=1) & ~Q(state=TaskState.SUBMITTED)
# What a table of tasks shows of each.
_SHOWN = (
    "due_order",
    "title",
    "reason",
    "document",
    "state",
    "is_group",
    "due_on",
    "due_text",
    "first_due_on",
    "no_fault_until",
    "done_on",
    "ended_at",
)


def still_open(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return those in which something is still to be done."""
    return rows.filter(pending=1)


def is_late(on: dt.date) -> Q:
    """Return the filter for what a body still owes although its deadline is past."""
    return Q(due_order__lt=on) & _OWED


def is_soon(on: dt.date, within: dt.timedelta = SOON) -> Q:
    """Return the filter for what a body owes within two weeks, or another time."""
    return Q(due_order__gte=on, due_order__lte=on + within) & _OWED


def late(rows: QuerySet[Task], on: dt.date) -> QuerySet[Task]:
    """Return those that a body still owes although their deadline is past."""
    return rows.filter(is_late(on))


def soon(rows: QuerySet[Task], on: dt.date) -> QuerySet[Task]:
    """Return those that a body owes within two weeks."""
    return rows.filter(is_soon(on))


def done(rows: QuerySet[Task], how: str) -> QuerySet[Task]:
    """Return those that were done on time, late without fault, or late.

    What was done has its day, and nothing else has one (``task_done_has_day``); the conditions are
    those of the partial indexes, letter by letter.
    """
    match how:
        case Timeliness.ON_TIME:
            return rows.filter(DONE_IN_TIME)
        case Timeliness.NO_FAULT:
            return rows.filter(DONE_LATE, BLAMELESS)
    return rows.filter(DONE_LATE).exclude(BLAMELESS)


def without_deadline(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return those without a deadline, which stand behind all others."""
    return rows.filter(due_order=NEVER)


def waiting_to_verify(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return those whose work was sent in and waits for a second pair of eyes."""
    return rows.filter(state=TaskState.SUBMITTED, is_group=False)


def waiting_for_day(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Return the open ones for which an extension was asked and is not decided."""
    asked = Extension.objects.filter(outcome=Outcome.WAITING)
    return still_open(rows).filter(pk__in=asked.values("task_id"))


class Cell(NamedTuple):
    """A cell of the board: a body's tasks in a state, how many of them are late, how many soon."""

    n: int
    late: int
    soon: int = 0


def board(
    rows: QuerySet[Task], on: dt.date, since: dt.date | None = None
) -> dict[int, dict[str, Cell]]:
    """Return bodies × states; a divided task counts by its children alone.

    One query; with ``since``, of what is not open only what was done from that day on, in another.
    Each is answered by an index alone.
    """
    given = rows.filter(lead__isnull=False).order_by().values_list("lead_id", "state")
    counts = {
        "n": Count("lead"),
        "late": Count("lead", filter=is_late(on)),
        "soon": Count("lead", filter=is_soon(on)),
    }
    found: dict[int, dict[str, Cell]] = {}
    if since is not None:
        done = given.filter(done_on__gte=since).annotate(n=Count("lead"))
        for lead, state, n in unchanged.pairs(done):
            found.setdefault(lead, {})[state] = Cell(n, 0)
        given = given.filter(pending=1)
    for lead, state, n, n_late, n_soon in unchanged.pairs(given.annotate(**counts)):
        found.setdefault(lead, {})[state] = Cell(n, n_late, n_soon)
    return found


def of_body(rows: QuerySet[Task], body_id: int, part: str = "") -> QuerySet[Task]:
    """Return those in which a body has a part."""
    if part == Part.LEAD:
        return rows.filter(lead=body_id)
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
    return rows.select_related("document").only(*_SHOWN, "document__identifier", "document__title")


def keys_of(parts: Sequence[QuerySet[Task]]) -> set[int]:
    """Return the keys of several choices, each cut as it is, in one query.

    Choices that are linked by OR are looked for through the whole table; here each has its index.
    """
    statements: list[str] = []
    params: list[Any] = []
    for part in parts:
        with suppress(EmptyResultSet):
            sql, values = part.values("pk").query.sql_with_params()
            statements.append(f"SELECT * FROM ({sql}) AS part{len(statements)}")  # noqa: S608
            params += values
    if not statements:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), params)
        return {row[0] for row in cursor.fetchall()}


def for_list(rows: QuerySet[Task], most: int) -> list[Task]:
    """Return the first by deadline, with what a list shows of them."""
    return with_names(list(with_sources(rows)[:most]))


class Named(NamedTuple):
    """Who has a part in a task, as far as a list shows it."""

    name: str


def with_names(tasks: list[Task]) -> list[Task]:
    """Give each task the names of its ``leads`` and ``others``, in one query for all of them.

    Ended ones, which show the names of their day, take two more.
    """
    with_bodies([task for task in tasks if not task.is_open])
    by_part: dict[tuple[int, str], list[Named]] = {}
    open_ones = [task for task in tasks if task.is_open]
    found = Assignment.objects.filter(task__in=[task.pk for task in open_ones]).order_by("pk")
    for task, part, written, name in found.values_list("task", "part", "written", "body__name"):
        by_part.setdefault((task, part), []).append(Named(name or written))
    for each in open_ones:
        each.leads = by_part.get((each.pk, Part.LEAD), [])  # type: ignore[attr-defined]
        each.others = by_part.get((each.pk, Part.COOPERATING), [])  # type: ignore[attr-defined]
    return tasks


def with_bodies(tasks: list[Task]) -> list[Task]:
    """Give each task ``leads`` and ``others``, in one query for all of them."""
    if not tasks:
        return tasks
    by_task: dict[int, dict[str, list[Assignment]]] = {}
    found = Assignment.objects.filter(task__in=[task.pk for task in tasks])
    for each in found.select_related("body").order_by("pk"):
        by_task.setdefault(each.task_id, {}).setdefault(each.part, []).append(each)
    _name_as_of_their_end(tasks, by_task)
    for task in tasks:
        parts = by_task.get(task.pk, {})
        task.leads = parts.get(Part.LEAD, [])  # type: ignore[attr-defined]
        task.others = parts.get(Part.COOPERATING, [])  # type: ignore[attr-defined]
    return tasks


def with_classes(tasks: list[Task]) -> list[Task]:
    """Tell of each body that leads or cooperates whether it was meant by the name of a class.

    In a paper the reader sees the words themselves; a task without one is asked about.
    """
    for task in tasks:
        parts: list[Assignment] = [*task.leads, *task.others]  # type: ignore[attr-defined]
        written = {each.written for each in parts if each.body and each.written != each.name}
        known = {} if task.document_id else {each: find_class(each) for each in written if each}
        for each in parts:
            each.of_class = known.get(each.written) is not None  # type: ignore[attr-defined]
    return tasks


def _name_as_of_their_end(
    tasks: list[Task], by_task: dict[int, dict[str, list[Assignment]]]
) -> None:
    """Let ended tasks show the names that their bodies bore then; one query where there are any.

    A task put on record as done may have no moment of its end; then the newest name stands.
    """
    ended = {task.pk: day for task in tasks if (day := task.done_on or _ended_on(task))}
    parts = [each for pk in ended for rows in by_task.get(pk, {}).values() for each in rows]
    if not parts:
        return
    bodies = {each.body_id for each in parts}
    names = list(BodyName.objects.filter(body__in=bodies).order_by("valid_from", "pk"))
    for each in parts:
        day = ended[each.task_id]
        then = [row.name for row in names if row.body_id == each.body_id and holds(row, day)]
        each.then = then[-1] if then else ""


def _ended_on(task: Task) -> dt.date | None:
    return timezone.localdate(task.ended_at) if task.ended_at is not None else None


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


def cooperating(task: Task) -> QuerySet[Body]:
    """Return the bodies that cooperate in a task."""
    parts = task.assignments.filter(part=Part.COOPERATING)
    return Body.objects.filter(pk__in=parts.values("body_id"))


def kept_files() -> set[str]:
    """Return the names of the files that are kept as evidence."""
    return set(Evidence.objects.exclude(sha256="").values_list("sha256", flat=True))


def holding_posts(body_id: int | None, on: dt.date) -> QuerySet[Person]:
    """Return the persons who hold a post in a body on the day."""
    posts = Post.objects.filter(valid(on), body=body_id)
    return Person.objects.filter(pk__in=posts.values("person"))


def course(task: Task, handlers: QuerySet[Handler]) -> dict[str, Any]:
    """Return what happened to one task: what its page shows, each list in one query."""
    extensions = list(task.extensions.select_related("body", "by", "decided_by"))
    submissions = list(task.submissions.select_related("body", "by", "decided_by"))
    evidence = task.evidence.select_related("by", "submission__decided_by").order_by("-at", "-pk")
    working = handlers.filter(assignment__task=task).select_related("person", "assignment__body")
    return {
        "extensions": extensions,
        "asked": next((each for each in extensions if each.outcome == Outcome.WAITING), None),
        "submissions": submissions,
        "evidence": list(evidence),
        "n_waiting": sum(
            each.submission is not None and each.submission.outcome == Outcome.WAITING
            for each in evidence
        ),
        "progress": list(task.progress.select_related("body", "by").order_by("-at", "-pk")[:20]),
        "handlers": list(working),
    }


def parts_of(rows: QuerySet[Task], task: Task) -> list[Task]:
    """Return the tasks under one, of those that the person may see."""
    found = rows.filter(parent=task).select_related("lead").defer("folded", "sentence")
    return list(found.order_by("due_order", "pk")[:200])
