"""Make a report with rows of every kind, and links to it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from giaoban.bodies.models import Bloc
from giaoban.core.folding import fold
from giaoban.reporting import access
from giaoban.reporting.models import (
    AccessLink,
    Calendar,
    Indicator,
    Period,
    Report,
    ReportFile,
    ReportRow,
)
from giaoban.work.models import Assignment, Field, Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory
from tests.factories.documents import OriginalFactory

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

AT = dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=30)


def make_period(name: str = "Quý I năm 2026", ordinal: int = 1, **fields: Any) -> Period:
    """Make a quarter of a calendar."""
    calendar = Calendar.objects.first() or Calendar.objects.create(
        name="Lịch quý ví dụ",
        bloc=Bloc.objects.first() or BlocFactory(),
        kind="quarter",
        due_day=25,
    )
    first = dt.date(2026, 3 * ordinal - 2, 1)
    last = first + dt.timedelta(days=88)
    return Period.objects.create(
        calendar=calendar,
        name=name,
        year=2026,
        ordinal=ordinal,
        first_day=first,
        last_day=last,
        data_from=first,
        data_to=first + dt.timedelta(days=73),
        due_on=first + dt.timedelta(days=83),
        **fields,
    )


def make_report(body: Body | None = None, **fields: Any) -> Report:
    """Make a body's report of the first quarter; ``period`` and other fields may be given."""
    period = fields.pop("period", None) or Period.objects.first() or make_period()
    return Report.objects.create(period=period, body=body or BodyFactory(), **fields)


def accept(report: Report) -> None:
    """Let the office accept a report."""
    report.state, report.submitted_at = "accepted", AT
    report.decided_by, report.decided_at = UserFactory(), AT
    report.save()


def make_task(body: Body, title: str, by: User | None = None) -> Task:
    """Make a task that the body leads."""
    task = Task.objects.create(
        title=title,
        folded=fold(title),
        lead=body,
        state="in_progress",
        reason="Theo kết luận giao ban",
        due_on=dt.date(2026, 6, 30),
        first_due_on=dt.date(2026, 6, 30),
        created_by=by or UserFactory(),
        created_at=AT,
    )
    Assignment.objects.create(task=task, body=body, part="lead", written=body.name)
    return task


def make_indicator(name: str = "Số trường đạt chuẩn quốc gia", **fields: Any) -> Indicator:
    """Make an indicator."""
    code = f"CT{Indicator.objects.count() + 1}"
    given = {"unit": "trường", "code": code} | fields
    return Indicator.objects.create(name=name, folded=fold(name), **given)


def make_rows(report: Report) -> dict[str, ReportRow]:
    """Give a report a task, an indicator, a ratio and two narratives."""
    task = make_task(report.body, "Rà soát việc thực hiện Kế hoạch số 85-KH/TU")
    ratio = make_indicator(
        "Tỷ lệ trường học có phòng y tế",
        unit="%",
        over_periods="ratio",
        over_bodies="ratio",
        numerator="Số trường có phòng y tế",
        denominator="Tổng số trường",
    )
    field, _made = Field.objects.get_or_create(name="Giáo dục và đào tạo", defaults={"order": 1})
    rows = report.rows
    return {
        "task": rows.create(kind="task", task=task, order=1, percent=40, text="Đã lập tổ rà soát."),
        "indicator": rows.create(
            kind="indicator", indicator=make_indicator(), order=2, value=Decimal("1234.5")
        ),
        "ratio": rows.create(kind="indicator", indicator=ratio, order=3),
        "results": rows.create(kind="narrative", field=field, aspect="results", order=4),
        "proposals": rows.create(kind="narrative", aspect="proposals", order=5),
    }


def make_link(report: Report, secret: str = "bi-mat-vi-du", **fields: Any) -> AccessLink:  # noqa: S107  # an example
    """Make a link of a known secret."""
    given = {"made_by": fields.pop("made_by", None) or UserFactory(), "made_at": AT}
    return AccessLink.objects.create(
        report=report,
        digest=access.digest_of(secret),
        **{"expires_at": LATER, **given, **fields},
    )


def make_file(report: Report, text: str = "Đã hoàn thành việc rà soát.") -> ReportFile:
    """Make a file of a report, with one proposal for its first row."""
    data = f"{report.pk}{text}".encode()
    file = ReportFile.objects.create(
        report=report,
        original=OriginalFactory(data=data),
        name="bao-cao.docx",
        text=text,
        at=AT,
        read_at=AT,
    )
    file.proposals.create(
        row=report.rows.order_by("order", "pk").first(),
        start=0,
        end=len(text),
        told={"text": text, "percent": 100, "claims_done": True},
        confidence=80,
    )
    return file
