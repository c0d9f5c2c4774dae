"""What can be entered: the places of a table with what stands in them, and the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from giaoban.bodies.queries import valid
from giaoban.core.enums import Reach
from giaoban.reporting.combining import Pair
from giaoban.reporting.enums import PeriodState, RowKind
from giaoban.reporting.models import Indicator, IndicatorValue, Period, ReportRow
from giaoban.reporting.permissions import INDICATOR
from giaoban.reporting.queries.indicators import Slot, book, slots
from giaoban.reporting.questions import about

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Report
    from giaoban.reporting.questions import Question

# How far back one looks for the last known value: two years of months are enough.
_BACK = 24


class Place(NamedTuple):
    """A value that may be entered: whose, what stands there, and the last known one before."""

    indicator: Indicator
    body: Body
    stored: IndicatorValue | None
    before: Pair


def may_enter(by: Actor, body: Body) -> bool:
    """Tell whether the person enters values of the body."""
    reach = INDICATOR.reach(by, "record")
    return reach is Reach.ALL or (reach is Reach.OWN and body.pk == by.body_id)


def of_indicator(indicator: Indicator, period: Period, by: Actor) -> list[Place]:
    """Return a place for each body that tells the indicator and whose values the person enters."""
    if indicator.provider or not indicator.is_active or period.calendar.kind != indicator.every:
        return []
    bodies = indicator.bodies.filter(valid(period.last_day))
    if INDICATOR.reach(by, "record") is not Reach.ALL:
        bodies = bodies.filter(pk=by.body_id or 0)
    return _places([(indicator, body) for body in bodies], period, by)


def of_body(body: Body, period: Period, by: Actor) -> list[Place]:
    """Return a place for each indicator that the body tells in such periods."""
    rows = told_by(body.pk, period).select_related("field")
    return _places([(row, body) for row in rows], period, by)


def told_by(body: int, period: Period) -> QuerySet[Indicator]:
    """Return the indicators that a body has to tell in a period; not what is counted."""
    rows = Indicator.objects.filter(is_active=True, bodies=body, every=period.calendar.kind)
    return rows.filter(provider="")


def running(body: int, on: dt.date) -> Period | None:
    """Return the newest open period in which the body has values to tell."""
    kinds = Indicator.objects.filter(is_active=True, bodies=body, provider="").values("every")
    rows = Period.objects.filter(
        calendar__kind__in=kinds, state=PeriodState.OPEN, first_day__lte=on
    )
    return rows.order_by("-first_day", "-calendar__is_main", "calendar").first()


def asked(
    report: Report, by: Actor, told: Mapping[int, Mapping[str, Any]] | None = None
) -> dict[int, list[Question]]:
    """Return what is odd in the rows of a report, by row; what was explained is asked no more.

    ``told`` are values that a file would write, in place of those that stand in the rows.
    """
    return _asked(report, by, _told_rows(report), told or {})


def _told_rows(report: Report) -> list[ReportRow]:
    rows = report.rows.filter(kind=RowKind.INDICATOR, indicator__isnull=False)
    return list(rows.select_related("indicator").order_by("order", "pk"))


def _asked(
    report: Report,
    by: Actor,
    rows: Sequence[ReportRow],
    told: Mapping[int, Mapping[str, Any]],
) -> dict[int, list[Question]]:
    filled = [(row.indicator, row) for row in rows if row.indicator is not None]
    places = _places([(indicator, report.body) for indicator, _ in filled], report.period, by)
    before = {place.indicator.pk: place.before for place in places}
    found = {}
    for indicator, row in filled:
        new = told.get(row.pk, {})
        pair = Pair(*(new.get(name, getattr(row, name)) for name in Pair._fields))
        noted = str(new.get("text", row.text)).strip()
        odd = about(indicator, pair, before[indicator.pk])
        found[row.pk] = [each for each in odd if each.refuses or not noted]
    return {pk: odd for pk, odd in found.items() if odd}


def with_asked(report: Report, by: Actor, found: Sequence[ReportRow]) -> Sequence[ReportRow]:
    """Give each row ``asked``: what is odd about its value and was not explained."""
    odd = _asked(report, by, found, {})
    for row in found:
        row.asked = odd.get(row.pk, [])  # type: ignore[attr-defined]
    return found


def unexplained(report: Report, by: Actor) -> list[ReportRow]:
    """Return the rows whose values are odd, with ``asked``, in the order of the report."""
    found = with_asked(report, by, _told_rows(report))
    return [row for row in found if row.asked]  # type: ignore[attr-defined]


def _places(pairs: Sequence[tuple[Indicator, Body]], period: Period, by: Actor) -> list[Place]:
    if not pairs:
        return []
    kind = period.calendar.kind
    several = slots([kind], period.last_day, _BACK)[kind]
    indicators = {indicator.pk: indicator for indicator, _body in pairs}
    made = book(list(indicators.values()), {kind: several}, by)
    stored = _stored(indicators, (body.pk for _indicator, body in pairs), period)
    here = Slot(period.year, period.ordinal, period.last_day, (period,), kind)
    return [
        Place(
            indicator,
            body,
            stored.get((indicator.pk, body.pk)),
            made.before(indicator, body.pk, here, several),
        )
        for indicator, body in pairs
    ]


def _stored(
    indicators: Iterable[int], bodies: Iterable[int], period: Period
) -> dict[tuple[int, int], IndicatorValue]:
    rows = IndicatorValue.objects.filter(
        indicator__in=list(indicators), body__in=list(bodies), period=period
    )
    return {(row.indicator_id, row.body_id): row for row in rows}


def report_rows(period: Period, reports: Mapping[int, Report]) -> Iterator[ReportRow]:
    """Yield a row for each indicator that a reporting body tells in such periods; two queries.

    A value that stands already is filled in, so that nothing is typed twice.
    """
    rows = Indicator.objects.filter(is_active=True, every=period.calendar.kind, provider="")
    told = Indicator.bodies.through.objects.filter(indicator__in=rows, body__in=list(reports))
    pairs = told.order_by("indicator__field__order", "indicator__code", "body")
    stored = {
        (row.indicator_id, row.body_id): row
        for row in IndicatorValue.objects.filter(period=period, body__in=list(reports))
    }
    for order, (indicator, body) in enumerate(pairs.values_list("indicator", "body")):
        value = stored.get((indicator, body))
        yield ReportRow(
            report=reports[body],
            kind=RowKind.INDICATOR,
            indicator_id=indicator,
            order=order,
            value=value.value if value else None,
            denominator=value.denominator if value else None,
            text=value.note if value else "",
            filled_at=value.at if value and value.value is not None else None,
        )
