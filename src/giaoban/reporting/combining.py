"""How values of an indicator come together (gộp số liệu), and how they are written.

The order is fixed: **first over the periods of each body, then over the bodies.** Each body comes
to one figure of its own, as an office would ask it for "the figure of the year", and these are put
together. Where nothing is missing, sums, maxima, ratios and means of means do not depend on that
order; where something is missing, means do, and so does the latest:

* *mean over both*: each body weighs the same, however few of its periods are known. It is not the
  mean of all cells, and no mean weighed by size: that is what a ratio is for.
* *latest over periods, sum over bodies*: each body's last known figure, which may be of different
  periods. The coverage tells how many cells were missing.
* *ratio*: Σ numerators / Σ denominators over all cells, never a mean of percentages. With *latest*
  over periods, the last known pair of each body goes into Σ/Σ over the bodies.

``None`` is not known. It is left out and counted as missing; it never becomes 0. A ratio that is
told by half is not known.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.utils.translation import gettext as _

from giaoban.core.templatetags.look import vnnumber
from giaoban.reporting.enums import Combination

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FACTORS = {"%": 100, "‰": 1000}
# What a ratio over the bodies may be over the periods.
_OF_PAIRS = (Combination.RATIO, Combination.LATEST)


class Pair(NamedTuple):
    """A value; of a ratio the numerator, with its denominator."""

    value: Decimal | None
    denominator: Decimal | None = None


MISSING = Pair(None)


class Ruled(Protocol):
    """What says how its values combine: an indicator, or a form that is about to become one."""

    @property
    def over_periods(self) -> str:
        """How a body's values come together over periods."""

    @property
    def over_bodies(self) -> str:
        """How the bodies' figures come together."""

    @property
    def unit(self) -> str:
        """The unit; per cent and per mille multiply a ratio."""


class Rule(NamedTuple):
    """How values combine over periods and over bodies; ``factor`` makes a ratio per cent."""

    over_periods: str
    over_bodies: str
    factor: int = 1

    @property
    def is_ratio(self) -> bool:
        """Tell whether values are numerators with denominators."""
        return self.over_bodies == Combination.RATIO

    @property
    def holds_together(self) -> bool:
        """Tell whether the two rules may stand together.

        >>> Rule("latest", "ratio").holds_together, Rule("ratio", "sum").holds_together
        (True, False)
        """
        if self.over_bodies == Combination.LATEST:
            return False
        if self.is_ratio:
            return self.over_periods in _OF_PAIRS
        return self.over_periods != Combination.RATIO


def rule_of(row: Ruled) -> Rule:
    """Return the rule of an indicator."""
    factor = _FACTORS.get(row.unit.strip(), 1) if row.over_bodies == Combination.RATIO else 1
    return Rule(row.over_periods, row.over_bodies, factor)


def known(pair: Pair, rule: Rule) -> bool:
    """Tell whether a value is known at all; half a ratio is not."""
    if rule.is_ratio:
        return pair.value is not None and bool(pair.denominator)
    return pair.value is not None


def shown_value(pair: Pair, rule: Rule) -> Decimal | None:
    """Return the figure that a person reads: of a ratio the quotient, times its factor.

    >>> shown_value(Pair(Decimal(3), Decimal(4)), Rule("ratio", "ratio", 100))
    Decimal('75')
    >>> shown_value(Pair(Decimal(3)), Rule("ratio", "ratio", 100)) is None
    True
    """
    if pair.value is None or not rule.is_ratio:
        return pair.value
    if not pair.denominator:
        return None
    return pair.value * rule.factor / pair.denominator


def gather(pairs: Iterable[Pair], how: str, rule: Rule) -> Pair:
    """Return what the known of these pairs, in order of time, make together.

    >>> some = [Pair(Decimal(4)), MISSING, Pair(Decimal(8))]
    >>> [str(gather(some, how, Rule("sum", how)).value) for how in ("sum", "mean", "maximum")]
    ['12', '6', '8']
    >>> gather([MISSING], "sum", Rule("sum", "sum")) == MISSING
    True
    """
    # Written out, not by calling ``known``: a table of years asks it a hundred thousand times.
    if rule.is_ratio:
        present = [each for each in pairs if each.value is not None and each.denominator]
    else:
        present = [each for each in pairs if each.value is not None]
    if not present:
        return MISSING
    if how == Combination.LATEST:
        return present[-1]
    values = [each.value for each in present if each.value is not None]
    if how == Combination.MAXIMUM:
        return Pair(max(values))
    if how == Combination.MEAN:
        return Pair(_total(values) / len(values))
    if how == Combination.RATIO:
        return Pair(_total(values), _total(e.denominator for e in present if e.denominator))
    return Pair(_total(values))


def _total(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


class Combined(NamedTuple):
    """A combined figure, with how much of it is known.

    ``value`` is what a person reads. ``known`` of ``expected`` bodies told at least one period;
    ``cells`` of ``expected_cells`` single values are known.
    """

    value: Decimal | None
    pair: Pair
    known: int
    expected: int
    cells: int
    expected_cells: int

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is missing."""
        return self.cells == self.expected_cells


def combine(grid: Sequence[Sequence[Pair]], rule: Rule) -> Combined:
    """Return what a table makes together: a line for each body, in it a pair for each period.

    >>> one, two = Pair(Decimal(1)), Pair(Decimal(2))
    >>> found = combine([[one, MISSING], [one, two], [MISSING, MISSING]], Rule("latest", "sum"))
    >>> str(found.value), found.known, found.expected, found.cells, found.expected_cells
    ('3', 2, 3, 3, 6)
    >>> combine([], Rule("sum", "sum")).value is None
    True
    """
    own = [gather(line, rule.over_periods, rule) for line in grid]
    pair = gather(own, rule.over_bodies, rule)
    return Combined(
        shown_value(pair, rule),
        pair,
        sum(known(each, rule) for each in own),
        len(grid),
        sum(known(each, rule) for line in grid for each in line),
        sum(map(len, grid)),
    )


def across(pairs: Sequence[Pair], rule: Rule) -> Combined:
    """Return what the bodies make together in one period: ``combine`` of lines of one cell."""
    pair = gather(pairs, rule.over_bodies, rule)
    told = sum(known(each, rule) for each in pairs)
    return Combined(shown_value(pair, rule), pair, told, len(pairs), told, len(pairs))


def rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    """Return the value with so many decimals, halves up.

    >>> str(rounded(Decimal("2.345"), 2)), rounded(None, 2) is None
    ('2.35', True)
    """
    if value is None:
        return None
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: Decimal | None, decimals: int = 0) -> str:
    """Write a value as the page's language does; a dash for what is not known.

    >>> written(Decimal("1234.45"), 1), written(Decimal(0)), written(None)
    ('1.234,5', '0', '–')
    """
    return vnnumber(rounded(value, decimals))


def coverage(combined: Combined) -> str:
    """Say of how many bodies a combined figure is, as always stands beside it.

    >>> coverage(Combined(Decimal(9), Pair(Decimal(9)), 17, 26, 17, 26))
    'của 17/26 cơ quan'
    """
    said = _("của %(known)s/%(all)s cơ quan") % {"known": combined.known, "all": combined.expected}
    if combined.cells == combined.known and combined.expected_cells == combined.expected:
        return said
    cells = {"said": said, "cells": combined.cells, "all": combined.expected_cells}
    return _("%(said)s, %(cells)s/%(all)s số liệu") % cells


def plain(value: Decimal | None) -> str | None:
    """Return a figure as the audit trail keeps it: no noughts at its end, a point.

    >>> plain(Decimal("12.5000")), plain(Decimal("100.0000")), plain(None)
    ('12.5', '100', None)
    """
    if value is None:
        return None
    return f"{value.normalize():f}" if value else "0"
