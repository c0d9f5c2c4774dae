"""Periods: read, so that reports and values can be named by them."""

import datetime as dt

from django.http import HttpRequest
from ninja import Router, Schema

from giaoban.api.enums import Scope
from giaoban.api.views.guard import Bearer, actor
from giaoban.api.views.paging import Cursor, Limit, page
from giaoban.reporting.enums import PeriodKind, PeriodState
from giaoban.reporting.models import Period
from giaoban.reporting.permissions import PERIOD

router = Router(tags=["periods"], auth=Bearer(Scope.REPORTS_READ))


class PeriodOut(Schema):
    """A period: its days, the days of which data count, and the day on which reports are due."""

    id: int
    calendar: int
    kind: PeriodKind
    name: str
    year: int
    ordinal: int
    first_day: dt.date
    last_day: dt.date
    data_from: dt.date
    data_to: dt.date
    due_on: dt.date
    state: PeriodState


class PeriodPage(Schema):
    """Periods in the order of their keys."""

    items: list[PeriodOut]
    next: str | None


def _out(row: Period) -> PeriodOut:
    return PeriodOut(
        id=row.pk,
        calendar=row.calendar_id,
        kind=PeriodKind(row.calendar.kind),
        name=row.name,
        year=row.year,
        ordinal=row.ordinal,
        first_day=row.first_day,
        last_day=row.last_day,
        data_from=row.data_from,
        data_to=row.data_to,
        due_on=row.due_on,
        state=PeriodState(row.state),
    )


@router.get("", response=PeriodPage, operation_id="list_periods", summary="Periods")
def list_periods(
    request: HttpRequest,
    year: int | None = None,
    state: PeriodState | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> PeriodPage:
    """Return the periods, of one year or one state where asked."""
    rows = PERIOD.scope(actor(request)).select_related("calendar")
    if year is not None:
        rows = rows.filter(year=year)
    if state is not None:
        rows = rows.filter(state=state)
    found, following = page(rows, cursor, limit)
    return PeriodPage(items=[_out(row) for row in found], next=following)
