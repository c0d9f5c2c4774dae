"""Read figures of indicators: many indicators, periods and bodies in a fixed number of queries.

Periods of several calendars that are the same quarter stand in one ``Slot``, so that a figure of
all blocs is one figure. What is combined is combined by ``combining`` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from giaoban.bodies.permissions import BODY
from giaoban.core.enums import Reach
from giaoban.reporting import naming, providers
from giaoban.reporting.combining import (
    MISSING,
    Combined,
    Pair,
    across,
    combine,
    known,
    rule_of,
)
from giaoban.reporting.enums import PeriodKind
from giaoban.reporting.models import Indicator, IndicatorValue, Period, Target
from giaoban.reporting.permissions import INDICATOR_VALUE, leads

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from decimal import Decimal

    from giaoban.core.policies import Actor

Key = tuple[int, int]
SHOWN = 20
_FOURTH = 4
PER_YEAR = naming.PER_YEAR | {PeriodKind.FREE: 12}


class Slot(NamedTuple):
    """A quarter (or month, year …) with the periods of all calendars that are this quarter."""

    year: int
    ordinal: int
    last_day: dt.date
    periods: tuple[Period, ...]
    kind: str = PeriodKind.QUARTER

    @property
    def key(self) -> Key:
        """What tells it from others of its kind."""
        return self.year, self.ordinal

    @property
    def name(self) -> str:
        """What it is called, in the language of who reads."""
        return str(self.period)

    @property
    def short(self) -> str:
        """Its name under a drawing: IV/2026, 10/2026, 2026."""
        if self.kind == PeriodKind.YEAR:
            return str(self.year)
        if self.kind == PeriodKind.QUARTER:
            return f"{'I' * self.ordinal if self.ordinal < _FOURTH else 'IV'}/{self.year}"
        return f"{self.ordinal}/{self.year}"

    @property
    def period(self) -> Period:
        """The period of the main calendar, by which it is entered."""
        return self.periods[0]


def slots(kinds: Collection[str], on: dt.date, count: int = SHOWN) -> dict[str, list[Slot]]:
    """Return for each kind the newest periods that have begun, the oldest first; one query."""
    wanted = Q(pk__in=())
    for kind in kinds:
        years = -(-count // PER_YEAR[kind])
        wanted |= Q(calendar__kind=kind, year__gte=on.year - years)
    rows = Period.objects.filter(wanted, first_day__lte=on).select_related("calendar")
    found: dict[str, dict[Key, list[Period]]] = {kind: {} for kind in kinds}
    for row in rows.order_by("year", "ordinal", "-calendar__is_main", "calendar"):
        found[row.calendar.kind].setdefault((row.year, row.ordinal), []).append(row)
    return {
        kind: [_slot(kind, key, rows) for key, rows in by_key.items()][-count:]
        for kind, by_key in found.items()
    }


def _slot(kind: str, key: Key, rows: list[Period]) -> Slot:
    return Slot(*key, max(row.last_day for row in rows), tuple(rows), kind)


class Member(NamedTuple):
    """A body of which an indicator's values are expected, while it exists."""

    body: int
    valid_from: dt.date | None
    valid_to: dt.date | None

    def is_there(self, on: dt.date) -> bool:
        """Tell whether the body existed on the day."""
        if self.valid_from is not None and self.valid_from > on:
            return False
        return self.valid_to is None or self.valid_to >= on


Cells = dict[int, dict[Key, Pair]]


class Book(NamedTuple):
    """Values of indicators by body and period, and of which bodies they are expected."""

    cells: dict[int, Cells]
    members: dict[int, list[Member]]
    computed: set[tuple[int, int, Key]]

    def pair(self, indicator: Indicator, body: int, slot: Slot) -> Pair:
        """Return one value."""
        return self.cells.get(indicator.pk, {}).get(body, {}).get(slot.key, MISSING)

    def bodies(self, indicator: Indicator, slot: Slot) -> list[int]:
        """Return the bodies expected in a period, and those that told a value all the same."""
        members = self.members.get(indicator.pk, ())
        listed = [each.body for each in members if each.is_there(slot.last_day)]
        seen = set(listed)
        cells = self.cells.get(indicator.pk, {})
        return listed + [
            body for body, line in cells.items() if slot.key in line and body not in seen
        ]

    def at(self, indicator: Indicator, slot: Slot) -> Combined:
        """Return what the bodies make together in a period."""
        pairs = [self.pair(indicator, body, slot) for body in self.bodies(indicator, slot)]
        return across(pairs, rule_of(indicator))

    def both(self, indicator: Indicator, now: Slot, then: Slot) -> tuple[Combined, Combined]:
        """Return the figures of two periods, of the bodies alone that told both.

        So a body that is silent does not look like a fall.
        """
        rule = rule_of(indicator)
        pairs = [
            (self.pair(indicator, body, now), self.pair(indicator, body, then))
            for body in self.bodies(indicator, now)
        ]
        told = [each for each in pairs if known(each[0], rule) and known(each[1], rule)]
        return across([a for a, _ in told], rule), across([b for _, b in told], rule)

    def over(self, indicator: Indicator, several: Sequence[Slot]) -> Combined:
        """Return what the bodies make together over periods: each body first, then the bodies."""
        if len(several) == 1:
            return self.at(indicator, several[0])
        expected = {slot.key: self.bodies(indicator, slot) for slot in several}
        lines: dict[int, list[Pair]] = {}
        for slot in several:
            for body in expected[slot.key]:
                lines.setdefault(body, []).append(self.pair(indicator, body, slot))
        return combine(list(lines.values()), rule_of(indicator))

    def before(
        self, indicator: Indicator, body: int, slot: Slot, all_slots: Sequence[Slot]
    ) -> Pair:
        """Return the body's last known value before a period."""
        rule = rule_of(indicator)
        earlier = [each for each in all_slots if each.key < slot.key]
        pairs = (self.pair(indicator, body, each) for each in reversed(earlier))
        return next((each for each in pairs if known(each, rule)), MISSING)


def seen_bodies(by: Actor) -> set[int] | None:
    """Return the bodies whose figures the person may see; None is all."""
    if INDICATOR_VALUE.reach(by, "view") is Reach.ALL:
        return None
    return set(BODY.scope(by).values_list("pk", flat=True))


def book(indicators: Collection[Indicator], by_kind: dict[str, list[Slot]], by: Actor) -> Book:
    """Return the values of indicators in the given periods, as far as the person may see them.

    Four queries, and one or two more for each provider with periods that are still open.
    """
    seen = seen_bodies(by)
    made = Book({each.pk: {} for each in indicators}, _members(indicators, seen), set())
    places = {p.pk: slot.key for kind in by_kind.values() for slot in kind for p in slot.periods}
    for indicator in indicators:
        if indicator.provider:
            _compute(made, indicator, by_kind.get(indicator.every, []))
    for pk, period, body, value, denominator in _stored(indicators, places, seen):
        # The main calendar comes last and goes before the others.
        made.cells[pk].setdefault(body, {})[places[period]] = Pair(value, denominator)
        made.computed.discard((pk, body, places[period]))
    return made


def _members(indicators: Collection[Indicator], seen: set[int] | None) -> dict[int, list[Member]]:
    keys = [each.pk for each in indicators]
    rows = Indicator.bodies.through.objects.filter(indicator__in=keys)
    if seen is not None:
        rows = rows.filter(body__in=seen)
    found: dict[int, list[Member]] = {key: [] for key in keys}
    columns = ("indicator_id", "body_id", "body__valid_from", "body__valid_to")
    for pk, *member in rows.order_by("body__order", "body__sort_key").values_list(*columns):
        found[pk].append(Member(*member))
    return found


def _stored(
    indicators: Collection[Indicator], places: dict[int, Key], seen: set[int] | None
) -> Iterator[tuple[int, int, int, Decimal | None, Decimal | None]]:
    rows = IndicatorValue.objects.filter(
        indicator__in=[each.pk for each in indicators], period__in=list(places)
    )
    if seen is not None:
        rows = rows.filter(body__in=seen)
    columns = ("indicator_id", "period_id", "body_id", "value", "denominator")
    return rows.order_by("period__calendar__is_main").values_list(*columns).iterator()


def _compute(made: Book, indicator: Indicator, several: Sequence[Slot]) -> None:
    """Count what is not frozen yet; what is stored goes before it."""
    provider = providers.get(indicator.provider)
    open_periods = {p.pk: slot for slot in several for p in slot.periods if not p.is_closed}
    bodies = [each.body for each in made.members[indicator.pk]]
    if provider is None or not open_periods or not bodies:
        return
    periods = [p for slot in several for p in slot.periods if p.pk in open_periods]
    for (period, body), pair in provider.compute(periods, bodies).items():
        key = open_periods[period].key
        made.cells[indicator.pk].setdefault(body, {})[key] = pair
        made.computed.add((indicator.pk, body, key))


def aims(
    indicators: Iterable[Indicator], by_kind: dict[str, list[Slot]], by: Actor
) -> dict[tuple[int, Key], Target]:
    """Return what is aimed at, by indicator and period: for the whole, or for the own body.

    Who sees the own body's figures alone has them set against that body's target.
    """
    places = {p.pk: slot.key for kind in by_kind.values() for slot in kind for p in slot.periods}
    rows = Target.objects.filter(
        indicator__in=[each.pk for each in indicators], period__in=list(places)
    )
    is_own = INDICATOR_VALUE.reach(by, "view") is Reach.OWN and not leads(by)
    rows = rows.filter(body=by.body_id or 0) if is_own else rows.filter(body__isnull=True)
    return {(row.indicator_id, places[row.period_id]): row for row in rows}
