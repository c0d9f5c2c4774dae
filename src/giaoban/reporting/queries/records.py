"""What the page of one indicator shows: its periods, its bodies, the questions that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from giaoban.bodies.models import Body
from giaoban.reporting import questions
from giaoban.reporting.charts import Datum, Drawing, drawing
from giaoban.reporting.combining import Pair, rule_of, shown_value
from giaoban.reporting.enums import Combination
from giaoban.reporting.models import IndicatorValue
from giaoban.reporting.queries.indicators import SHOWN, Book, Slot, aims, book, slots
from giaoban.reporting.queries.trends import Step, steps

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Indicator

# How many of the newest periods stand beside one another in the table of bodies.
COLUMNS = 4


class Cell(NamedTuple):
    """A body's value in a period; ``counted`` tells that the system counted it just now."""

    slot: Slot
    value: Decimal | None
    pair: Pair
    counted: bool


class Line(NamedTuple):
    """A body with its newest values."""

    body: Body
    cells: list[Cell]


class Open(NamedTuple):
    """A value that is odd, and that nobody explained yet."""

    body: Body
    slot: Slot
    texts: list[str]


class Record(NamedTuple):
    """Everything the page shows."""

    steps: list[Step]
    latest: Step | None
    picture: Drawing | None
    columns: list[Slot]
    lines: list[Line]
    open_questions: list[Open]
    entry: Slot | None


def of(indicator: Indicator, on: dt.date, by: Actor) -> Record:
    """Return what the page shows, as far as the person may see it."""
    by_kind = slots([indicator.every], on, SHOWN)
    several = by_kind[indicator.every]
    made = book([indicator], by_kind, by)
    told = steps(indicator, made, several, aims([indicator], by_kind, by))
    first = next((at for at, each in enumerate(told) if each.figure.value is not None), len(told))
    shown = told[first:]
    columns = several[-COLUMNS:]
    bodies = Body.objects.in_bulk(_bodies(indicator, made, several))
    return Record(
        steps=shown,
        latest=next((each for each in reversed(shown) if each.figure.value is not None), None),
        picture=_picture(indicator, shown),
        columns=columns,
        lines=[
            Line(body, _cells(indicator, made, body.pk, columns))
            for body in sorted(bodies.values(), key=lambda each: (each.order, each.sort_key))
        ],
        open_questions=_open(indicator, made, several, bodies),
        entry=next((each for each in reversed(several) if not each.period.is_closed), None),
    )


def _bodies(indicator: Indicator, made: Book, several: Sequence[Slot]) -> list[int]:
    listed = {each.body for each in made.members[indicator.pk]}
    shown = {slot.key for slot in several}
    told = {
        body for body, line in made.cells[indicator.pk].items() if any(key in shown for key in line)
    }
    return list(listed | told)


def _picture(indicator: Indicator, shown: Sequence[Step]) -> Drawing | None:
    """Return columns for what is summed over periods, a line for a state or a share."""
    if not shown:
        return None
    data = [Datum(each.slot.name, each.figure.value, each.slot.short) for each in shown]
    columns = indicator.over_periods == Combination.SUM
    return drawing(data, shown[-1].target, indicator.decimals, columns=columns)


def _cells(indicator: Indicator, made: Book, body: int, columns: Sequence[Slot]) -> list[Cell]:
    rule = rule_of(indicator)
    pairs = [(slot, made.pair(indicator, body, slot)) for slot in columns]
    return [
        Cell(
            slot,
            shown_value(pair, rule),
            pair,
            (indicator.pk, body, slot.key) in made.computed,
        )
        for slot, pair in pairs
    ]


def _open(
    indicator: Indicator, made: Book, several: Sequence[Slot], bodies: dict[int, Body]
) -> list[Open]:
    """Return odd values without a note; what the system counts is not asked about."""
    if indicator.provider:
        return []
    places = {p.pk: slot for slot in several for p in slot.periods}
    rows = IndicatorValue.objects.filter(
        indicator=indicator, period__in=list(places), body__in=list(bodies), note=""
    )
    found = []
    for row in rows.order_by("-period__first_day", "body__order", "body__sort_key"):
        slot = places[row.period_id]
        before = made.before(indicator, row.body_id, slot, several)
        asked = questions.about(indicator, Pair(row.value, row.denominator), before)
        if asked:
            found.append(Open(bodies[row.body_id], slot, [each.text for each in asked]))
    return found
