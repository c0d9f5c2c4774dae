"""What pages show of indicators: the latest figure against the one before and the target."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from giaoban.reporting.assessing import NOTHING, Assessed, against, trend
from giaoban.reporting.charts import Bars, Datum, small_bars
from giaoban.reporting.combining import Combined, coverage
from giaoban.reporting.queries.indicators import Book, Slot, aims, book, slots

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Indicator, Target

BARS = 8


class Step(NamedTuple):
    """A period of an indicator: the figure of all, what was aimed at, and how it stands."""

    slot: Slot
    figure: Combined
    target: Decimal | None
    baseline: Decimal | None
    change: Assessed
    reached: Assessed

    @property
    def coverage(self) -> str:
        """Of how many bodies the figure is."""
        return coverage(self.figure)


def steps(
    indicator: Indicator,
    made: Book,
    several: Sequence[Slot],
    aimed: dict[tuple[int, tuple[int, int]], Target],
) -> list[Step]:
    """Return an indicator's periods in order; a change is one against the last known figure."""
    found: list[Step] = []
    before: Slot | None = None
    for slot in several:
        figure = made.at(indicator, slot)
        aim = aimed.get((indicator.pk, slot.key))
        target = aim.target if aim is not None else None
        found.append(
            Step(
                slot,
                figure,
                target,
                aim.baseline if aim is not None else None,
                _change(indicator, made, slot, before, figure),
                against(indicator, figure, target),
            )
        )
        before = slot if figure.value is not None else before
    return found


def _change(
    indicator: Indicator, made: Book, slot: Slot, before: Slot | None, figure: Combined
) -> Assessed:
    if before is None or figure.value is None:
        return NOTHING
    now, then = made.both(indicator, slot, before)
    whole = figure.known == now.known == made.at(indicator, before).known
    return trend(indicator, now, then, whole=whole)


class Standing(NamedTuple):
    """How an indicator stands: its last known period, those before as bars."""

    latest: Step | None
    bars: Bars | None

    @property
    def change(self) -> Assessed:
        """How the figure moved."""
        return self.latest.change if self.latest else NOTHING


def with_standings(rows: list[Indicator], on: dt.date, by: Actor) -> list[Indicator]:
    """Give each indicator its ``standing``, as far as the person may see; a few queries for all."""
    by_kind = slots({row.every for row in rows}, on, BARS)
    made = book(rows, by_kind, by)
    aimed = aims(rows, by_kind, by)
    for row in rows:
        row.standing = _standing(row, steps(row, made, by_kind[row.every], aimed))  # type: ignore[attr-defined]
    return rows


def _standing(indicator: Indicator, several: list[Step]) -> Standing:
    told = [each for each in several if each.figure.value is not None]
    if not told:
        return Standing(None, None)
    data = [Datum(each.slot.name, each.figure.value, each.slot.short) for each in several]
    return Standing(told[-1], small_bars(data, told[-1].target, indicator.decimals))
