"""Indicators: read with their values over periods; a body's value of a period put."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field as Bound

from giaoban.api.enums import Scope
from giaoban.api.errors import Problem
from giaoban.api.views.guard import Bearer, actor
from giaoban.api.views.paging import Cursor, Limit, page
from giaoban.api.views.writing import Given, Key, Match, Text, matching, once, respond
from giaoban.bodies.models import Body
from giaoban.bodies.permissions import BODY
from giaoban.core.errors import Refused
from giaoban.reporting.actions import values
from giaoban.reporting.combining import MISSING, Pair
from giaoban.reporting.enums import Combination, Direction, PeriodKind
from giaoban.reporting.models import Indicator, IndicatorValue, Period
from giaoban.reporting.permissions import INDICATOR, INDICATOR_VALUE, PERIOD
from giaoban.reporting.queries import entering

READ = Bearer(Scope.INDICATORS_READ)
WRITE = Bearer(Scope.INDICATORS_WRITE)
router = Router(tags=["indicators"], auth=READ)

Amount = Annotated[Decimal | None, Bound(max_digits=20, decimal_places=4)]


class IndicatorOut(Schema):
    """An indicator; of a ratio a value is its numerator, with its denominator beside."""

    id: int
    code: str
    name: str
    definition: str
    unit: str
    numerator: str
    denominator: str
    direction: Direction
    every: PeriodKind
    over_periods: Combination
    over_bodies: Combination
    counted_by_system: bool
    is_active: bool


class IndicatorPage(Schema):
    """Indicators in the order of their keys."""

    items: list[IndicatorOut]
    next: str | None


class ValueOut(Schema):
    """What a body told of a period; null is not known, which is not 0. Version 0 is no row yet."""

    indicator: int
    period: int
    body: int
    value: Decimal | None
    denominator: Decimal | None
    note: str
    origin: str
    at: dt.datetime | None
    version: int


class ValuePage(Schema):
    """Values in the order of their keys."""

    items: list[ValueOut]
    next: str | None


class ValueIn(Given):
    """A value; ``note`` says why one is right that would be asked about."""

    value: Amount
    denominator: Amount = None
    note: Annotated[Text, Bound(max_length=500)] = ""


def _out(row: Indicator) -> IndicatorOut:
    return IndicatorOut(
        id=row.pk,
        code=row.code,
        name=row.name,
        definition=row.definition,
        unit=row.unit,
        numerator=row.numerator,
        denominator=row.denominator,
        direction=Direction(row.direction),
        every=PeriodKind(row.every),
        over_periods=Combination(row.over_periods),
        over_bodies=Combination(row.over_bodies),
        counted_by_system=bool(row.provider),
        is_active=row.is_active,
    )


def _value(row: IndicatorValue) -> ValueOut:
    return ValueOut(
        indicator=row.indicator_id,
        period=row.period_id,
        body=row.body_id,
        value=row.value,
        denominator=row.denominator,
        note=row.note,
        origin=row.origin,
        at=row.at,
        version=row.version,
    )


def _indicator(request: HttpRequest, pk: int) -> Indicator:
    return get_object_or_404(INDICATOR.scope(actor(request)), pk=pk)


@router.get("", response=IndicatorPage, operation_id="list_indicators", summary="Indicators")
def list_indicators(
    request: HttpRequest, code: str | None = None, cursor: Cursor = None, limit: Limit = 50
) -> IndicatorPage:
    """Return the indicators that the token may see, or the one of a code."""
    rows = INDICATOR.scope(actor(request))
    if code:
        rows = rows.filter(code=code)
    found, following = page(rows, cursor, limit)
    return IndicatorPage(items=[_out(row) for row in found], next=following)


@router.get("/{pk}", response=IndicatorOut, operation_id="get_indicator", summary="An indicator")
def get_indicator(request: HttpRequest, pk: int) -> IndicatorOut:
    """Return one indicator."""
    return _out(_indicator(request, pk))


@router.get("/{pk}/values", response=ValuePage, operation_id="list_values", summary="Its values")
def list_values(  # noqa: PLR0917 (each is a parameter of the operation)
    request: HttpRequest,
    pk: int,
    period: int | None = None,
    body: int | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> ValuePage:
    """Return what is stored of an indicator, of one period or body where asked.

    What the system counts stands here once its period is closed.
    """
    rows = INDICATOR_VALUE.scope(actor(request)).filter(indicator=_indicator(request, pk))
    if period is not None:
        rows = rows.filter(period=period)
    if body is not None:
        rows = rows.filter(body=body)
    found, following = page(rows, cursor, limit)
    return ValuePage(items=[_value(row) for row in found], next=following)


@router.put(
    "/{pk}/values/{period}/{body}",
    response=ValueOut,
    auth=WRITE,
    operation_id="put_value",
    summary="Put a value",
)
@once
def put_value(  # noqa: PLR0917 (each is a parameter of the operation)
    request: HttpRequest,
    pk: int,
    period: int,
    body: int,
    given: ValueIn,
    key: Key,
    match: Match = None,
) -> HttpResponse:
    """Put the value of a body and period; ``If-Match`` is needed where one is stored already."""
    by = actor(request)
    indicator = _indicator(request, pk)
    of = get_object_or_404(PERIOD.scope(by).select_related("calendar"), pk=period)
    whose = get_object_or_404(BODY.scope(by), pk=body)
    stored = IndicatorValue.objects.filter(indicator=indicator, period=of, body=whose).first()
    row = values.record_value(
        by=by,
        at=timezone.now(),
        indicator=indicator,
        period=of,
        body=whose,
        given=Pair(given.value, given.denominator),
        note=given.note,
        before=_before(indicator, of, whose, request),
        version=_version(stored, match),
    )
    if row is None:
        unknown = IndicatorValue(indicator=indicator, period=of, body=whose, version=0)
        return respond(_value(unknown))
    row.refresh_from_db()
    return respond(_value(row), row=row)


def _version(stored: IndicatorValue | None, match: str | None) -> int:
    """Return the version to change, 0 for a value that nobody has told yet."""
    if stored is not None:
        return matching(stored, match)
    if match is not None:
        said = _("Mục này chưa có số liệu. Hãy gửi lại không kèm If-Match.")
        raise Problem(412, "changed", said)
    return 0


def _before(indicator: Indicator, period: Period, body: Body, request: HttpRequest) -> Pair:
    """Return the value before, against which leaps are asked about; refuse a body not asked."""
    if not indicator.bodies.filter(pk=body.pk).exists():
        raise Refused(_("Cơ quan này không phải báo cáo chỉ tiêu này."))
    places = entering.of_indicator(indicator, period, actor(request))
    return next((each.before for each in places if each.body == body), MISSING)
