"""A small table that shows what rules of combining do (ví dụ cách gộp), one value of it missing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from giaoban.reporting.combining import (
    MISSING,
    Combined,
    Pair,
    Rule,
    combine,
    gather,
    shown_value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

PERIODS = ("I", "II", "III")
_NUMBERS: tuple[tuple[int | None, ...], ...] = ((10, 12, 14), (4, None, 8), (20, 30, 10))
# The first body is small and good, the last one large and poor: a mean of shares would mislead.
_SHARES: tuple[tuple[tuple[int, int] | None, ...], ...] = (
    ((9, 10), (8, 10), (10, 10)),
    ((20, 40), None, (30, 40)),
    ((50, 200), (60, 200), (80, 200)),
)


class Line(NamedTuple):
    """A body of the example: its values, and what they make over the periods."""

    name: str
    pairs: list[Pair]
    own: Decimal | None


class Demonstration(NamedTuple):
    """The whole example; ``down`` are the bodies together, period by period."""

    lines: list[Line]
    down: list[Decimal | None]
    whole: Combined
    is_ratio: bool
    holds_together: bool


def demonstrate(rule: Rule) -> Demonstration:
    """Return the example for a rule.

    >>> found = demonstrate(Rule("latest", "sum"))
    >>> [str(line.own) for line in found.lines], str(found.whole.value), found.whole.cells
    (['14', '8', '10'], '32', 8)
    """
    grid = _shares() if rule.is_ratio else _numbers()
    lines = [
        Line(name, pairs, shown_value(gather(pairs, rule.over_periods, rule), rule))
        for name, pairs in zip("ABC", grid, strict=True)
    ]
    down = [
        shown_value(gather(column, rule.over_bodies, rule), rule)
        for column in zip(*grid, strict=True)
    ]
    return Demonstration(lines, down, combine(grid, rule), rule.is_ratio, rule.holds_together)


def _numbers() -> Sequence[list[Pair]]:
    return [
        [MISSING if each is None else Pair(Decimal(each)) for each in line] for line in _NUMBERS
    ]


def _shares() -> Sequence[list[Pair]]:
    return [
        [MISSING if each is None else Pair(Decimal(each[0]), Decimal(each[1])) for each in line]
        for line in _SHARES
    ]
