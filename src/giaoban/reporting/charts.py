"""Drawings of figures (biểu đồ): small bars for a line of a table, columns and lines for a record.

Plain geometry, drawn by ``templates/reporting/charts``: x in %, y in em, no viewBox, so that
letters keep their size. What is not known leaves a gap that is marked; it is never drawn as 0. A
table with the same figures stands behind each drawing.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from giaoban.reporting.combining import written

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = Decimal(10)
SMALL = Decimal("1.5")
_LEVELS = 4
_BAR = Decimal("0.7")
# Labels of periods that fit under a drawing of the width of a page, and of a telephone.
_LABELS = 7
_FEW = 3


class Datum(NamedTuple):
    """A figure with its name, as a drawing and the table behind it show it."""

    label: str
    value: Decimal | None
    short: str = ""


class Bar(NamedTuple):
    """A bar: x, end and width in %, y and height in em; a gap stands for what is not known."""

    x: str
    end: str
    width: str
    y: str
    height: str
    is_gap: bool
    is_last: bool


class Bars(NamedTuple):
    """Small bars with what they say in words; ``target`` is the height of a line, or empty."""

    bars: list[Bar]
    ground: str
    target: str
    said: str


class Point(NamedTuple):
    """A known figure on the line."""

    x: str
    y: str
    datum: Datum
    is_last: bool


class Segment(NamedTuple):
    """A piece of the line between two figures that follow one another."""

    x1: str
    y1: str
    x2: str
    y2: str


class Label(NamedTuple):
    """A name under the drawing; ``few`` tells those that stay on a narrow page."""

    x: str
    text: str
    anchor: str
    few: bool


class Level(NamedTuple):
    """A height with its figure, at the left edge."""

    y: str
    text: str


class Drawing(NamedTuple):
    """Columns or a line over periods, with levels, names, a target, and all of it in words."""

    bars: list[Bar]
    points: list[Point]
    segments: list[Segment]
    gaps: list[str]
    labels: list[Label]
    levels: list[Level]
    ground: str
    foot: str
    target: str
    said: str


class Scale(NamedTuple):
    """From figures to heights; what is higher has the smaller y."""

    low: Decimal
    high: Decimal
    height: Decimal

    def y(self, value: Decimal) -> Decimal:
        """Return how far below the top a figure stands, in em."""
        return (self.high - value) * self.height / (self.high - self.low)


def small_bars(data: Sequence[Datum], target: Decimal | None = None, decimals: int = 0) -> Bars:
    """Return bars for a line of a table.

    >>> found = small_bars([Datum("Quý I", Decimal(5)), Datum("Quý II", None)], Decimal(10))
    >>> [(bar.height, bar.is_gap) for bar in found.bars], found.target, found.said
    ([('0.75em', False), ('0.00em', True)], '0.00em', 'Quý I: 5; Quý II: chưa có; mục tiêu: 10')
    """
    scale = _scale(data, target, SMALL, from_nought=True)
    return Bars(
        _bars(data, scale),
        _em(scale.y(Decimal(0))),
        _line(scale, target),
        _said(data, target, decimals),
    )


def drawing(
    data: Sequence[Datum],
    target: Decimal | None = None,
    decimals: int = 0,
    *,
    columns: bool,
) -> Drawing:
    """Return columns, which begin at 0, or a line, which may not."""
    scale = _scale(data, target, HEIGHT, from_nought=columns)
    points = [] if columns else _points(data, scale)
    return Drawing(
        _bars(data, scale) if columns else [],
        points,
        [] if columns else _segments(data, scale),
        []
        if columns
        else [_x(at, len(data)) for at, each in enumerate(data) if each.value is None],
        _labels(data),
        [Level(_em(scale.y(each)), written(each, decimals)) for each in _levels(scale, decimals)],
        _em(scale.y(min(max(scale.low, Decimal(0)), scale.high))),
        _em(HEIGHT),
        _line(scale, target),
        _said(data, target, decimals),
    )


def _scale(
    data: Sequence[Datum], target: Decimal | None, height: Decimal, *, from_nought: bool
) -> Scale:
    found = [each.value for each in data if each.value is not None]
    found += [target] if target is not None else []
    found += [Decimal(0)] if from_nought or not found else []
    low, high = min(found), max(found)
    if height != SMALL:
        step = nice_step(high - low or abs(high))
        low = (low / step).to_integral_value(ROUND_FLOOR) * step
        high = (high / step).to_integral_value(ROUND_CEILING) * step
    return Scale(low, high if high > low else low + 1, height)


def nice_step(span: Decimal) -> Decimal:
    """Return the distance of levels for a span: 1, 2 or 5 with noughts, at most four of them.

    >>> [str(nice_step(Decimal(each))) for each in (4, 7, 90, 0)]
    ['1', '2', '50', '1']
    """
    if span <= 0:
        return Decimal(1)
    rough = span / _LEVELS
    unit = Decimal(10) ** rough.adjusted()
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough)
    return step if step % 1 else Decimal(int(step))


def _levels(scale: Scale, decimals: int) -> list[Decimal]:
    step = max(nice_step(scale.high - scale.low), Decimal(1).scaleb(-decimals))
    count = int((scale.high - scale.low) // step)
    return [scale.low + step * at for at in range(count + 1)]


def _bars(data: Sequence[Datum], scale: Scale) -> list[Bar]:
    ground = scale.y(Decimal(0))
    made = []
    for at, each in enumerate(data):
        top = scale.y(each.value) if each.value is not None else ground
        room = Decimal(100) / len(data)
        made.append(
            Bar(
                _percent(room * at + room * (1 - _BAR) / 2),
                _percent(room * at + room * (1 + _BAR) / 2),
                _percent(room * _BAR),
                _em(min(top, ground)),
                _em(abs(ground - top)),
                each.value is None,
                at == len(data) - 1,
            )
        )
    return made


def _points(data: Sequence[Datum], scale: Scale) -> list[Point]:
    return [
        Point(_x(at, len(data)), _em(scale.y(each.value)), each, at == len(data) - 1)
        for at, each in enumerate(data)
        if each.value is not None
    ]


def _segments(data: Sequence[Datum], scale: Scale) -> list[Segment]:
    places = [
        (_x(at, len(data)), None if each.value is None else _em(scale.y(each.value)))
        for at, each in enumerate(data)
    ]
    return [
        Segment(x1, y1, x2, y2)
        for (x1, y1), (x2, y2) in pairwise(places)
        if y1 is not None and y2 is not None
    ]


def _labels(data: Sequence[Datum]) -> list[Label]:
    last = len(data) - 1
    step = max(1, -(-last // (_LABELS - 1)))
    # Counted from the newest, which has to be named.
    named = [at for at in range(len(data)) if (last - at) % step == 0]
    few = {named[0], named[-1], named[len(named) // 2]} if len(named) >= _FEW else set(named)
    return [
        Label(_x(at, len(data)), data[at].short or data[at].label, "middle", at in few)
        for at in named
    ]


def _line(scale: Scale, target: Decimal | None) -> str:
    return "" if target is None else _em(scale.y(target))


def _x(at: int, count: int) -> str:
    return _percent(Decimal(100) * (2 * at + 1) / (2 * count))


def _percent(value: Decimal) -> str:
    return f"{value:.2f}%"


def _em(value: Decimal) -> str:
    return f"{value:.2f}em"


def _said(data: Sequence[Datum], target: Decimal | None, decimals: int) -> str:
    """Say all that the drawing shows."""
    missing = _("chưa có")
    parts = [
        f"{each.label}: {missing if each.value is None else written(each.value, decimals)}"
        for each in data
    ]
    if target is not None:
        parts.append(_("mục tiêu: %(target)s") % {"target": written(target, decimals)})
    return "; ".join(parts)
