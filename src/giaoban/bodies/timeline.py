"""Draw what happened to a body on a line; a table with the same stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_PADDING_DAYS = 30


class Event(NamedTuple):
    """Something that happened to a body on a day; ``on`` is None where the day is not known."""

    on: dt.date | None
    text: str
    decision: str = ""
    act: int | None = None
    obstacle: str = ""


class Point(NamedTuple):
    """A point of the line, from the left in percent."""

    x: float
    event: Event
    open: bool


class Track(NamedTuple):
    """The whole line."""

    points: list[Point]
    today: float
    first: dt.date
    last: dt.date


def draw(events: Sequence[Event], today: dt.date) -> Track | None:
    """Return the line from the first known day to the last or today; None where no day is known."""
    days = [event.on for event in events if event.on is not None]
    if not days:
        return None
    first, last = min([*days, today]), max([*days, today])
    whole = max((last - first).days, _PADDING_DAYS)

    def x(day: dt.date) -> float:
        return round(100 * (day - first).days / whole, 1)

    points = [Point(x(each.on), each, each.on > today) for each in events if each.on is not None]
    return Track(points, x(today), first, last)
