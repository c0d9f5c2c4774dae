"""Records as the JSON of the contract (schema.json), one line each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from vanban.record import Event, Head, Record, Task


def to_json(record: Record, *, with_text: bool = False) -> str:
    """Return the record as one line of JSON; the text is in it where it was extracted, or asked.

    >>> from vanban.reading import read
    >>> to_json(read("Luật Trẻ em"))[:40]
    '{"source": "-", "length": 11, "document"'
    """
    return json.dumps(to_dict(record, with_text=with_text), ensure_ascii=False)


def to_dict(record: Record, *, with_text: bool = False) -> dict[str, object]:
    """Return the record in the names and order of schema.json."""
    made: dict[str, object] = {"source": record.source, "length": record.length}
    if with_text or record.extracted:
        made["text"] = record.text
    made["document"] = _head(record.document)
    made["citations"] = [
        {**one._asdict(), "issued_on": _day(one.issued_on)} for one in record.citations
    ]
    made["relations"] = [
        {"from": one.origin, "to": one.target, **_without(one._asdict(), "origin", "target")}
        for one in record.relations
    ]
    made["tasks"] = [_task(one) for one in record.tasks]
    made["bodies"] = [{**one._asdict(), "mentions": _pairs(one.mentions)} for one in record.bodies]
    made["people"] = [
        {"name": one.name, "posts": list(one.posts), "mentions": _pairs(one.mentions)}
        for one in record.people
    ]
    made["dates"] = [
        {
            **_without(one._asdict(), "first", "last"),
            "from": _day(one.first),
            "to": _day(one.last),
        }
        for one in record.dates
    ]
    made["figures"] = [one._asdict() for one in record.figures]
    made["event"] = _event(record.event)
    made["warnings"] = list(record.warnings)
    return made


def _head(head: Head | None) -> dict[str, object] | None:
    """Return the head with its signers as objects."""
    if head is None:
        return None
    signers = [one._asdict() for one in head.signers]
    return {**head._asdict(), "issued_on": _day(head.issued_on), "signers": signers}


def _task(task: Task) -> dict[str, object]:
    """Return a task; the contract calls the cooperating actors "with"."""
    due = task.due and {"text": task.due.text, "date": _day(task.due.day)}
    return {
        "start": task.start,
        "end": task.end,
        "text": task.text,
        "lead": list(task.lead),
        "with": list(task.cooperating),
        "due": due,
        "cites": list(task.cites),
    }


def _event(event: Event | None) -> dict[str, object] | None:
    """Return the event with its speakers as objects."""
    if event is None:
        return None
    made = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in event._asdict().items()
    }
    return {
        **made,
        "held_on": _day(event.held_on),
        "speakers": [one._asdict() for one in event.speakers],
    }


def _day(day: dt.date | None) -> str | None:
    """Return a day as YYYY-MM-DD."""
    return day.isoformat() if day else None


def _pairs(mentions: tuple[tuple[int, int], ...]) -> list[list[int]]:
    """Return spans as two-element lists."""
    return [list(pair) for pair in mentions]


def _without(fields: dict[str, object], *names: str) -> dict[str, object]:
    """Return the fields but for the named ones."""
    return {key: value for key, value in fields.items() if key not in names}
