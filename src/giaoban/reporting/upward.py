"""The export upward: what Quy chế 08-QC/TW asks to be followed, out of a closed period.

The records are those of ``data/upward-1.schema.json``; ``upward_files`` writes them. Values are as
corrected, with each correction beside. Lines that bear the stamp of a state secret are left out
and counted. Everything is read in batches, so that size costs time, not memory.
"""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from giaoban.documents import secrecy
from giaoban.reporting import amending, figures
from giaoban.reporting.enums import LineKind
from giaoban.reporting.models import Amendment, ClosedLine, Target
from giaoban.work.enums import Outcome
from giaoban.work.models import Assignment, Submission, Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import QuerySet

    from giaoban.reporting.models import Closing

VERSION = 1
SCHEMA = Path(__file__).resolve().parent / "data" / f"upward-{VERSION}.schema.json"
_BATCH = 1_000
_OF_LINE = (
    "closing body body_name kind confirmed task field title state timeliness percent due_on "
    "first_due_on done_on extensions text"
)
_OF_TASK = "kind reason product sentence document"
_OF_PAPER = "kind identifier issuer issued_on title"
_SENT = (
    *_OF_LINE.split(),
    *(f"task__{name}" for name in _OF_TASK.split()),
    *(f"task__document__{name}" for name in _OF_PAPER.split()),
)
Record = dict[str, Any]


def schema() -> Record:
    """Return the published JSON Schema."""
    found: Record = json.loads(SCHEMA.read_text("utf-8"))
    return found


class Withheld:
    """A count of the lines that were left out for a stamp of secrecy."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.lines = 0

    def holds(self, *texts: str | None) -> bool:
        """Tell whether one of the texts bears a stamp; count it if so."""
        secret = any(text and secrecy.find(text) for text in texts)
        self.lines += secret
        return secret


def head(closing: Closing, *, at: dt.datetime) -> Record:
    """Return what the file says of itself, and the figures of the whole."""
    period, bloc = closing.period, closing.period.calendar.bloc
    whole = figures.whole(figures.count(ClosedLine.objects.filter(closing=closing)))
    return {
        "schema": "urn:giaoban:upward",
        "version": VERSION,
        "made_at": _moment(at),
        "from": {"body": {"id": f"body-{bloc.lead_id}", "name": bloc.lead.name}, "bloc": bloc.name},
        "period": {
            "id": f"period-{period.pk}",
            "name": period.name,
            "kind": period.calendar.kind,
            "first_day": period.first_day.isoformat(),
            "last_day": period.last_day.isoformat(),
            "data_from": period.data_from.isoformat(),
            "data_to": period.data_to.isoformat(),
            "closed_at": _moment(closing.at),
        },
        "figures": {
            "tasks": whole.tasks,
            "done": whole.done,
            "late": whole.late,
            "bodies": whole.bodies,
            "reported": whole.reported,
            "reporting_rate": whole.reporting_rate,
            "on_time_rate": whole.on_time_rate,
        },
    }


def bodies(closing: Closing) -> Iterator[Record]:
    """Yield how each body's report stood, and what was thought of it."""
    for line, kept in _corrected(_lines(closing, LineKind.REPORT)):
        yield {
            "id": f"body-{line.body_id}",
            "name": line.body_name,
            "report_state": line.report_state,
            "reported_on": _day(line.done_on),
            "confirmed": line.confirmed,
            "assessment": line.judgement or None,
            "assessment_note": amending.current(line, kept)["text"] or None,
        }


def tasks(closing: Closing, withheld: Withheld) -> Iterator[Record]:
    """Yield each task of each body."""
    lines = _lines(closing, *figures.OF_TASKS).select_related("task__document", "field")
    # A row has a hundred columns in all; those that are not sent cost more than those that are.
    corrected = _corrected(lines.only(*_SENT, "field__name"))
    while batch := list(islice(corrected, _BATCH)):
        beside = _Beside.of([line for line, _kept in batch], closing.at)
        for line, kept in batch:
            record = _task(line, kept, beside)
            if not withheld.holds(*_texts(record)):
                yield record


class _Beside(NamedTuple):
    """What stands beside the tasks of a batch of lines, by task."""

    parts: dict[tuple[int, int | None], str]
    decisions: dict[int, Submission]
    directives: dict[int, list[Record]]

    @classmethod
    def of(cls, lines: Iterable[ClosedLine], until: dt.datetime) -> _Beside:
        """Read it, in three queries."""
        keys = {line.task_id for line in lines}
        parts = Assignment.objects.filter(task__in=keys).values_list("task_id", "body_id", "part")
        decided = Submission.objects.filter(
            task__in=keys, outcome__in=(Outcome.GRANTED, Outcome.REFUSED), decided_at__lte=until
        ).order_by("task", "number")
        linked: dict[int, list[Record]] = {}
        links = Task.directives.through.objects.filter(task__in=keys).select_related("directive")
        for link in links.order_by("directive__issued_on", "pk"):
            row = link.directive
            linked.setdefault(link.task_id, []).append(
                {
                    "id": f"directive-{row.pk}",
                    "identifier": row.identifier or None,
                    "title": row.title or row.name,
                    "issued_on": _day(row.issued_on),
                }
            )
        return cls(
            {(task, body): part for task, body, part in parts},
            {each.task_id: each for each in decided},
            linked,
        )


def _task(line: ClosedLine, kept: Sequence[Amendment], beside: _Beside) -> Record:
    task, now = line.task, amending.current(line, kept)
    if task is None:
        raise ValueError("a line of a task has a task")
    return {
        "id": f"line-{line.pk}",
        "task": f"task-{task.pk}",
        "title": line.title,
        "kind": task.kind,
        "carried_over": line.kind == LineKind.CARRIED,
        "body": {"id": f"body-{line.body_id}", "name": line.body_name},
        "part": beside.parts.get((task.pk, line.body_id)),
        "field": line.field.name if line.field else None,
        "paper": _paper(task),
        "source_note": task.reason or None,
        "directives": beside.directives.get(task.pk, []),
        "product": task.product or None,
        "state": now["state"],
        "percent": int(now["percent"]) if now["percent"] else None,
        "timeliness": now["timeliness"],
        "due_on": _day(line.due_on),
        "first_due_on": _day(line.first_due_on),
        "extensions": line.extensions,
        "done_on": now["done_on"] or None,
        "result": now["text"] or None,
        "confirmed": line.confirmed,
        "assessment": _assessment(beside.decisions.get(task.pk)),
        "amendments": _amendments(kept),
    }


def _paper(task: Task) -> Record | None:
    paper = task.document
    if paper is None:
        return None
    return {
        "id": f"paper-{paper.pk}",
        "kind": paper.kind or None,
        "identifier": paper.identifier or None,
        "issuer": paper.issuer or None,
        "issued_on": _day(paper.issued_on),
        "title": paper.title,
        "sentence": task.sentence or None,
    }


def _assessment(decision: Submission | None) -> Record | None:
    if decision is None or decision.decided_at is None:
        return None
    return {
        "outcome": decision.outcome,
        "note": decision.answer or None,
        "on": _day(timezone.localdate(decision.decided_at)),
    }


def indicators(closing: Closing, withheld: Withheld) -> Iterator[Record]:
    """Yield each indicator of each body, with what was aimed at."""
    aims = {
        (each.indicator_id, each.body_id): each
        for each in Target.objects.filter(period=closing.period_id)
    }
    lines = _lines(closing, LineKind.INDICATOR).select_related("indicator")
    for line, kept in _corrected(lines):
        row, now = line.indicator, amending.current(line, kept)
        if row is None or withheld.holds(line.title, now["text"]):
            continue
        aim = aims.get((row.pk, line.body_id)) or aims.get((row.pk, None))
        yield {
            "id": f"line-{line.pk}",
            "indicator": f"indicator-{row.pk}",
            "code": row.code,
            "name": line.title,
            "unit": row.unit,
            "direction": row.direction,
            "body": {"id": f"body-{line.body_id}", "name": line.body_name},
            "value": now["value"] or None,
            "denominator": now["denominator"] or None,
            "target": amending.written(aim.target) or None if aim else None,
            "baseline": amending.written(aim.baseline) or None if aim else None,
            "confirmed": line.confirmed,
            "amendments": _amendments(kept),
        }


def _lines(closing: Closing, *kinds: LineKind) -> QuerySet[ClosedLine]:
    return ClosedLine.objects.filter(closing=closing, kind__in=kinds).order_by("pk")


def _corrected(lines: QuerySet[ClosedLine]) -> Iterator[tuple[ClosedLine, Sequence[Amendment]]]:
    """Yield the lines with their corrections in order; one query for each batch."""
    rows = lines.iterator(chunk_size=_BATCH)
    while batch := list(islice(rows, _BATCH)):
        kept: dict[int, list[Amendment]] = {}
        found = Amendment.objects.filter(line__in=[line.pk for line in batch])
        for each in found.order_by("at", "pk"):
            kept.setdefault(each.line_id, []).append(each)
        yield from ((line, kept.get(line.pk, ())) for line in batch)


def _texts(record: Record) -> Iterator[str | None]:
    """Yield every text of a record in which a stamp may stand."""
    for name in ("title", "source_note", "product", "result"):
        yield record[name]
    for paper in (record["paper"] or {}, *record["directives"]):
        yield from (paper.get(name) for name in ("identifier", "title", "sentence"))
    for each in record["amendments"]:
        yield from (each["old"], each["new"], each["reason"])


def _amendments(kept: Iterable[Amendment]) -> list[Record]:
    return [
        {
            "field": each.field_name,
            "old": each.old or None,
            "new": each.new or None,
            "reason": each.reason,
            "at": _moment(each.at),
        }
        for each in kept
    ]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _moment(at: dt.datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")
