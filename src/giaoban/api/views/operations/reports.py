"""Bodies' reports: read, fill, send, send back, accept."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field as Bound

from giaoban.api.enums import Scope
from giaoban.api.views.guard import Bearer, actor
from giaoban.api.views.paging import Cursor, Limit, page
from giaoban.api.views.writing import Given, Key, Match, Text, matching, once, respond
from giaoban.reporting.actions import reports as actions
from giaoban.reporting.enums import RowKind, Standing
from giaoban.reporting.models import Report, ReportRow
from giaoban.reporting.permissions.reports import REPORT
from giaoban.reporting.told import Told

READ = Bearer(Scope.REPORTS_READ)
WRITE = Bearer(Scope.REPORTS_WRITE)
router = Router(tags=["reports"], auth=READ)

Amount = Annotated[Decimal | None, Bound(max_digits=20, decimal_places=4)]
Words = Annotated[Text, Bound(max_length=20_000)]


class ReportOut(Schema):
    """A body's report of a period; ``standing`` is how it stands today."""

    id: int
    period: int
    period_name: str
    body: int
    body_name: str
    standing: Standing
    due_on: dt.date
    submitted_at: dt.datetime | None
    on_behalf: bool
    judgement: str
    mend: str
    version: int


class RowOut(Schema):
    """A row of a report; null is not known, which is not 0."""

    id: int
    kind: RowKind
    task: int | None
    directive: int | None
    indicator: int | None
    field: int | None
    aspect: str
    percent: int | None
    claims_done: bool
    value: Decimal | None
    denominator: Decimal | None
    text: str
    mend: str
    version: int


class WholeReport(ReportOut):
    """A report with its rows."""

    rows: list[RowOut]


class ReportPage(Schema):
    """Reports in the order of their keys."""

    items: list[ReportOut]
    next: str | None


class RowIn(Given):
    """What is told in a row; ``version`` is that of the row as it was read."""

    id: int
    version: int
    percent: Annotated[int | None, Bound(ge=0, le=100)] = None
    claims_done: bool = False
    value: Amount = None
    denominator: Amount = None
    text: Words = ""


class RowsIn(Given):
    """The rows to save, all or none."""

    rows: Annotated[list[RowIn], Bound(min_length=1, max_length=1000)]


class Sending(Given):
    """The reason where the office sends in the place of a body; empty else."""

    on_behalf_reason: Annotated[Text, Bound(max_length=500)] = ""


class SendingBack(Given):
    """What is wanted, of the whole and of single rows."""

    mend: Annotated[Text, Bound(min_length=1, max_length=20_000)]
    rows: dict[int, Annotated[Text, Bound(max_length=500)]] = {}


def _out(report: Report, today: dt.date) -> ReportOut:
    return ReportOut(
        id=report.pk,
        period=report.period_id,
        period_name=report.period.name,
        body=report.body_id,
        body_name=report.body.name,
        standing=report.standing(today),
        due_on=report.period.due_on,
        submitted_at=report.submitted_at,
        on_behalf=report.on_behalf,
        judgement=report.judgement,
        mend=report.mend,
        version=report.version,
    )


def _row(row: ReportRow) -> RowOut:
    return RowOut(
        id=row.pk,
        kind=RowKind(row.kind),
        task=row.task_id,
        directive=row.directive_id,
        indicator=row.indicator_id,
        field=row.field_id,
        aspect=row.aspect,
        percent=row.percent,
        claims_done=row.claims_done,
        value=row.value,
        denominator=row.denominator,
        text=row.text,
        mend=row.mend,
        version=row.version,
    )


def _report(request: HttpRequest, pk: int) -> Report:
    rows = REPORT.scope(actor(request)).select_related("period", "body")
    return get_object_or_404(rows, pk=pk)


def _shown(request: HttpRequest, pk: int) -> HttpResponse:
    report = _report(request, pk)
    rows = [_row(row) for row in report.rows.order_by("order", "pk")]
    whole = WholeReport(**_out(report, timezone.localdate()).model_dump(), rows=rows)
    return respond(whole, row=report)


@router.get("", response=ReportPage, operation_id="list_reports", summary="Reports")
def list_reports(
    request: HttpRequest,
    period: int | None = None,
    body: int | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> ReportPage:
    """Return the reports that the token may see, of one period or body where asked."""
    rows = REPORT.scope(actor(request)).select_related("period", "body")
    if period is not None:
        rows = rows.filter(period=period)
    if body is not None:
        rows = rows.filter(body=body)
    found, following = page(rows, cursor, limit)
    today = timezone.localdate()
    return ReportPage(items=[_out(report, today) for report in found], next=following)


@router.get("/{pk}", response=WholeReport, operation_id="get_report", summary="A report")
def get_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Return one report with its rows; its ETag is wanted for saving rows."""
    return _shown(request, pk)


@router.patch("/{pk}", response=WholeReport, auth=WRITE, operation_id="save_report")
@once
def save_report(
    request: HttpRequest, pk: int, given: RowsIn, key: Key, match: Match = None
) -> HttpResponse:
    """Save rows of a report; refused where somebody else changed one since it was read."""
    report = _report(request, pk)
    matching(report, match)
    told = [
        Told(
            row_id=row.id,
            version=row.version,
            percent=row.percent,
            claims_done=row.claims_done,
            value=row.value,
            denominator=row.denominator,
            text=row.text,
        )
        for row in given.rows
    ]
    actions.save(by=actor(request), at=timezone.now(), report=report, told=told)
    return _shown(request, pk)


@router.post("/{pk}/submit", response=WholeReport, auth=WRITE, operation_id="submit_report")
@once
def submit_report(request: HttpRequest, pk: int, given: Sending, key: Key) -> HttpResponse:
    """Send the report in."""
    actions.submit(
        by=actor(request),
        at=timezone.now(),
        report=_report(request, pk),
        on_behalf_reason=given.on_behalf_reason,
    )
    return _shown(request, pk)


@router.post("/{pk}/send-back", response=WholeReport, auth=WRITE, operation_id="send_report_back")
@once
def send_report_back(request: HttpRequest, pk: int, given: SendingBack, key: Key) -> HttpResponse:
    """Send a report back with what is wanted."""
    actions.send_back(
        by=actor(request),
        at=timezone.now(),
        report=_report(request, pk),
        mend=given.mend,
        rows=given.rows,
    )
    return _shown(request, pk)


@router.post("/{pk}/accept", response=WholeReport, auth=WRITE, operation_id="accept_report")
@once
def accept_report(request: HttpRequest, pk: int, key: Key) -> HttpResponse:
    """Accept a report that was sent in."""
    actions.accept(by=actor(request), at=timezone.now(), report=_report(request, pk))
    return _shown(request, pk)
