"""The time line of a task: given, first deadline, today, extensions, the present deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.templatetags.look import vnday
from giaoban.work.enums import Outcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from giaoban.work.models import Extension, Task

# Nearer than this, in hundredths of the line, two words would stand on one another.
_APART = 16


class Point(NamedTuple):
    """A day on the line: where it stands, what it is, how it is drawn."""

    x: float
    day: dt.date
    words: str
    kind: str
    anchor: str
    shows: bool

    @property
    def at(self) -> str:
        """Where it stands as SVG writes it, whatever the language of the page."""
        return f"{self.x:.1f}%"


class Track(NamedTuple):
    """The line: its days, and how far it is past."""

    points: list[Point]
    today: Point
    words: str


def draw(task: Task, extensions: Sequence[Extension], today: dt.date) -> Track | None:
    """Return the line of a task that has a deadline; None without one."""
    if task.due_on is None or task.first_due_on is None:
        return None
    begun = timezone.localdate(task.assigned_at or task.created_at)
    given = _("giao") if task.assigned_at else _("ghi vào sổ")
    days = [(begun, given, "point"), (task.first_due_on, _("hạn đầu tiên"), "point open")]
    days += [
        (each.granted_due_on, _("gia hạn lần %(n)s") % {"n": each.number}, "point open")
        for each in extensions
        if each.outcome == Outcome.GRANTED and each.granted_due_on is not None
    ]
    if task.due_on != task.first_due_on:
        days = [each for each in days if each[0] != task.due_on]
        days.append((task.due_on, _("hạn hiện nay"), "point"))
    if task.done_on is not None:
        days.append((task.done_on, _("hoàn thành"), "point"))
    return _placed(sorted(days, key=lambda each: each[0]), task.done_on or today)


def _placed(days: list[tuple[dt.date, str, str]], now: dt.date) -> Track:
    start, end = min(days[0][0], now), max(days[-1][0], now)
    span = max((end - start).days, 1)

    def at(day: dt.date) -> float:
        return round(100 * (day - start).days / span, 1)

    points: list[Point] = []
    for day, words, kind in reversed(days):
        x = at(day)
        shows = all(abs(x - other.x) >= _APART for other in points if other.shows)
        points.append(Point(x, day, words, kind, _anchor(x), shows))
    points.reverse()
    today = Point(at(now), now, _("hôm nay"), "today", _anchor(at(now)), shows=True)
    said = ", ".join(f"{each.words} {vnday(each.day)}" for each in (*points, today))
    return Track(points, today, said)


def _anchor(x: float) -> str:
    """Return to which side the words stand, so that none runs over the edge."""
    if x < _APART / 2:
        return "start"
    return "end" if x > 100 - _APART / 2 else "middle"
