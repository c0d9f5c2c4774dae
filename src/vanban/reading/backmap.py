"""The way back: spans of the composed text become spans of the text as it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from vanban.record import Body, Citation, Figure, Period, Person, Record, Task
    from vanban.spelling import Text

Spanned = TypeVar("Spanned", "Citation", "Task", "Period", "Figure")
Mentioned = TypeVar("Mentioned", "Body", "Person")


def to_source(record: Record, text: Text) -> Record:
    """Map every span of a record from ``text.plain`` to ``text.source``."""
    return record._replace(
        citations=_spanned(record.citations, text),
        tasks=_spanned(record.tasks, text),
        dates=_spanned(record.dates, text),
        figures=_spanned(record.figures, text),
        bodies=_mentioned(record.bodies, text),
        people=_mentioned(record.people, text),
    )


def _spanned(items: tuple[Spanned, ...], text: Text) -> tuple[Spanned, ...]:
    """Return the items with their span and its text taken from the source."""
    moved = []
    for item in items:
        start, end = text.span(item.start, item.end)
        moved.append(item._replace(start=start, end=end, text=text.source[start:end]))
    return tuple(moved)


def _mentioned(items: tuple[Mentioned, ...], text: Text) -> tuple[Mentioned, ...]:
    """Return the items with all their mentions moved."""
    return tuple(
        item._replace(mentions=tuple(text.span(start, end) for start, end in item.mentions))
        for item in items
    )
