"""Periods with every body's report, and their closing by the act that the site closes with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, F, OuterRef, Subquery, Value
from django.db.models.functions import Mod

from benchmarks.rows import make
from benchmarks.sizes import Size, first_day
from giaoban.bodies.models import Bloc, Membership
from giaoban.reporting.actions import closing
from giaoban.reporting.enums import Aspect, PeriodKind, ReportState, RowKind
from giaoban.reporting.inserting import insert
from giaoban.reporting.models import Calendar, Indicator, Period, Report, ReportRow
from giaoban.work.models import Field, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giaoban.accounts.models import User

# A report holds the tasks of three quarters: some 100 beside 40 indicators and 20 narratives.
WINDOW = 3


def periods_of(size: Size, blocs: list[Bloc]) -> list[Period]:
    """Make the periods of each bloc's main calendar."""
    made = []
    for bloc in blocs:
        calendar = Calendar.objects.create(
            name=f"Quý, {bloc}",
            bloc=bloc,
            kind=PeriodKind.QUARTER,
            cut_day=14,
            due_day=25,
            is_main=True,
        )
        made += [_period(size, calendar, quarter) for quarter in size.reported_quarters]
    return made


def _period(size: Size, calendar: Calendar, quarter: int) -> Period:
    first = first_day(size, quarter)
    last = first_day(size, quarter + 1) - dt.timedelta(days=1)
    ordinal = (first.month + 2) // 3
    row = Period.objects.create(
        calendar=calendar,
        name=f"Quý {ordinal} năm {first.year}",
        year=first.year,
        ordinal=ordinal,
        first_day=first,
        last_day=last,
        data_from=first,
        data_to=last - dt.timedelta(days=16),
        due_on=last - dt.timedelta(days=5),
        opened_at=dt.datetime.combine(first, dt.time(1), dt.UTC),
    )
    row.ordinal_in_all = quarter  # type: ignore[attr-defined]
    return row


def reports_of(
    size: Size, quarter: int, periods: list[Period], office: User, fields: list[Field]
) -> int:
    """Make the reports of a quarter with some 160 rows each; one body in ten stays silent.

    A body is in one bloc, so that a quarter's reports of all blocs are told apart by it alone.
    """
    make(report for period in periods for report in _reports_of(period, office))
    reports = Report.objects.filter(period__in=[period.pk for period in periods])
    mine = Subquery(reports.filter(body=OuterRef("lead")).values("pk")[:1])
    begin = first_day(size, max(0, quarter - WINDOW + 1))
    tasks = Task.objects.filter(
        assigned_at__date__gte=begin,
        assigned_at__date__lte=periods[0].data_to,
        lead__in=reports.values("body"),
    )
    task = {"task": F("pk"), "percent": F("percent")}
    made = insert(ReportRow, tasks, _row(RowKind.TASK, mine) | task)
    through = Indicator.bodies.through.objects.filter(body__in=reports.values("body"))
    of_body = Subquery(reports.filter(body=OuterRef("body")).values("pk")[:1])
    indicator = {"indicator": F("indicator"), "value": Mod(F("pk"), Value(97))}
    made += insert(ReportRow, through, _row(RowKind.INDICATOR, of_body) | indicator)
    for field in fields:
        for aspect in Aspect.values:
            about = {"field": Value(field.pk), "aspect": Value(aspect)}
            made += insert(ReportRow, reports, _row(RowKind.NARRATIVE, F("pk")) | about)
    return made


def _reports_of(period: Period, office: User) -> Iterator[Report]:
    sent = dt.datetime.combine(period.due_on, dt.time(3), dt.UTC)
    members = Membership.objects.filter(bloc=period.calendar.bloc_id).values_list("body_id")
    for at, (body,) in enumerate(members.order_by("body_id")):
        moment = sent + dt.timedelta(days=at % 9 - 6)
        told: dict[str, Any] = {"submitted_at": moment, "first_submitted_at": moment}
        told |= {"state": ReportState.SUBMITTED}
        if at % 2:
            decided = {"decided_by": office, "decided_at": moment}
            told |= {"state": ReportState.ACCEPTED, **decided}
        yield Report(period=period, body_id=body, **({} if at % 10 == 9 else told))


def _row(kind: RowKind, report: Any) -> dict[str, Any]:
    return {
        "report": report,
        "kind": Value(kind.value),
        "aspect": Value(""),
        "order": Value(0),
        "claims_done": Value(value=False, output_field=BooleanField()),
        "text": Value("Đã thực hiện theo kế hoạch; tiếp tục trong quý sau."),
        "mend": Value(""),
        "version": Value(1),
    }


def close(period: Period, office: User) -> None:
    """Close a period some days after its end, with the silent bodies left out."""
    at = dt.datetime.combine(period.last_day + dt.timedelta(days=5), dt.time(3), dt.UTC)
    closing.close(period=period, by=office, at=at, reason="Quá hạn gửi báo cáo")
