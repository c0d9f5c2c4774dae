"""Open, fill, send and decide bodies' reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.enums import Role
from giaoban.core.errors import Refused
from giaoban.reporting import noticing, rowmakers, states
from giaoban.reporting.actions import announcing
from giaoban.reporting.actions.telling import tell
from giaoban.reporting.actions.values import take_report
from giaoban.reporting.enums import Judgement, ReportState
from giaoban.reporting.errors import RowsChanged
from giaoban.reporting.models import Period, Report, ReportRow
from giaoban.reporting.permissions import PERIOD, REPORT
from giaoban.reporting.queries import periods
from giaoban.reporting.queries import reports as queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from giaoban.accounts.models import User
    from giaoban.core.policies import Actor
    from giaoban.reporting.told import Told

_BATCH = 500
_MOST_PERCENT = 100
_WRITTEN = ("percent", "claims_done", "value", "denominator", "text")


# --- made of rows ------------------------------------------------------------------------------


@transaction.atomic
def open_period(*, by: User, at: dt.datetime, period: Period) -> list[Report]:
    """Make a report for each body that owes one, with its rows; return those that were made.

    A second time makes what is missing since: bodies that joined, rows that came up.
    """
    PERIOD.require(by, "open", period)
    return carry_into(by=by, at=at, period=period)


@transaction.atomic
def carry_into(*, by: User | None, at: dt.datetime, period: Period) -> list[Report]:
    """Do what ``open_period`` does, for who may close the period before, or for the calendar.

    A leader may not open, but closes; on its first day a period is opened by nobody.
    """
    period = Period.objects.select_for_update().select_related("calendar").get(pk=period.pk)
    if period.is_closed:
        raise Refused(_("Kỳ này đã chốt nên không mở báo cáo được nữa."))
    known = set(Report.objects.filter(period=period).values_list("body_id", flat=True))
    owing = periods.bodies_owing(period).exclude(pk__in=known)
    made = Report.objects.bulk_create(Report(period=period, body=body) for body in owing)
    if period.opened_at is None:
        period.opened_at = at
        period.save(update_fields=["opened_at"])
    answering = Report.objects.filter(period=period, state__in=queries.WITH_BODY)
    rows = _make_rows(period, list(answering.select_related("period")))
    facts = {"reports": len(made), "rows": len(rows)}
    audit.record("reporting.period.open", by=by, at=at, subject=period, facts=facts)
    announcing.opened(by=by, at=at, reports=made)
    return made


@transaction.atomic
def refresh(*, by: User, at: dt.datetime, report: Report) -> list[ReportRow]:
    """Add the rows that came up since; what stands in the report is not touched."""
    REPORT.require(by, "refresh", report)
    # Rows of a period are made by one hand at a time, here and where the period is opened.
    Period.objects.select_for_update().get(pk=report.period_id)
    report = _locked(report)
    states.after(report, "save")
    rows = _make_rows(report.period, [report])
    if rows:
        facts = {"rows": len(rows)}
        audit.record("reporting.refresh", by=by, at=at, subject=report, facts=facts)
    return rows


def _make_rows(period: Period, answering: Sequence[Report]) -> list[ReportRow]:
    by_body = {report.body_id: report for report in answering}
    known = {
        (row.report_id, queries.key_of(row))
        for row in ReportRow.objects.filter(report__in=answering).only(
            "report", "task", "directive", "indicator", "field", "aspect"
        )
    }
    fresh: dict[tuple[int, queries.Key], ReportRow] = {}
    for row in rowmakers.make(period, by_body):
        key = (row.report_id, queries.key_of(row))
        if key not in known:
            fresh.setdefault(key, row)
    return ReportRow.objects.bulk_create(list(fresh.values()), batch_size=_BATCH)


def _locked(report: Report) -> Report:
    """Return the report as it stands, held until the act is over."""
    return Report.objects.select_for_update(of=("self",)).select_related("period").get(pk=report.pk)


# --- filled ------------------------------------------------------------------------------------


@transaction.atomic
def save(
    *, by: Actor, at: dt.datetime, report: Report, told: Sequence[Told], via: str = ""
) -> list[ReportRow]:
    """Write what was told into rows; return those that changed.

    Raises:
        RowsChanged: somebody else changed some of them since; nothing is saved.
        Refused: a value is impossible, or the report does not lie with its body now.
    """
    REPORT.require(by, "fill", report)
    report = _locked(report)
    states.after(report, "save")
    rows = report.rows.in_bulk([each.row_id for each in told])
    changing = [each for each in told if _differs(rows, each)]
    moved = [each.row_id for each in changing if _moved(rows[each.row_id], each)]
    if moved:
        raise RowsChanged(moved)
    changed = [_write(rows[each.row_id], each, at) for each in changing]
    if changed:
        ReportRow.objects.bulk_update(changed, [*_WRITTEN, "filled_at", "version"], _BATCH)
        facts = {"rows": [row.pk for row in changed], "via": via}
        audit.record("reporting.save", by=by, at=at, subject=report, facts=facts)
    return changed


def _differs(rows: Mapping[int, ReportRow], told: Told) -> bool:
    if told.row_id not in rows:
        raise Refused(_("Có dòng không thuộc báo cáo này."))
    row = rows[told.row_id]
    return any(getattr(row, name) != getattr(told, name) for name in _WRITTEN)


def _moved(row: ReportRow, told: Told) -> bool:
    return told.version is not None and row.version != told.version


def _write(row: ReportRow, told: Told, at: dt.datetime) -> ReportRow:
    if told.percent is not None and not 0 <= told.percent <= _MOST_PERCENT:
        raise Refused(_("Tiến độ phải từ 0 đến 100 %."))
    if told.denominator == 0:
        raise Refused(_("Mẫu số phải khác 0."))
    for name in _WRITTEN:
        setattr(row, name, getattr(told, name))
    row.filled_at = at if is_told(told) else None
    row.version += 1
    return row


def is_told(told: Told) -> bool:
    """Tell whether anything was told at all; 0 is something."""
    return told.claims_done or any(
        each not in {None, ""} for each in (told.percent, told.value, told.text.strip())
    )


# --- sent --------------------------------------------------------------------------------------


@transaction.atomic
def submit(
    *,
    by: Actor,
    at: dt.datetime,
    report: Report,
    via: str = "",
    on_behalf_reason: str = "",
) -> Report:
    """Send a report; the tasks learn what it tells of them.

    The coordinator sends it in the body's place, with the reason on record.

    Raises:
        Refused: tasks that fell due are not told of, or it is sent in place with no reason.
    """
    REPORT.require(by, "submit", report)
    report = _locked(report)
    state = states.after(report, "submit")
    in_place = by.role == Role.COORDINATOR
    if in_place and not on_behalf_reason.strip():
        raise Refused(_("Gửi thay cơ quan cần có lý do, ví dụ: cơ quan báo qua điện thoại."))
    _check_filled(report)
    report.state = state
    report.submitted_at, report.submitted_by_id = at, by.pk
    report.first_submitted_at = report.first_submitted_at or at
    report.via = via[:200]
    report.on_behalf = in_place
    report.on_behalf_reason = on_behalf_reason.strip()[:500] if in_place else ""
    report.decided_at, report.decided_by = None, None
    _store(report)
    n_told = tell(by=by, at=at, report=report, via=via)
    take_report(by=by, at=at, report=report)
    facts = {"via": via, "on_behalf": in_place, "told": n_told}
    audit.record("reporting.submit", by=by, at=at, subject=report, facts=facts)
    announcing.submitted(by=by, at=at, report=report)
    return report


def _check_filled(report: Report) -> None:
    lacking = [each for each in queries.empty(report) if each.required]
    if lacking:
        raise Refused(
            _("Còn %(n)s nhiệm vụ đến hạn trong kỳ chưa ghi tiến độ hoặc kết quả.")
            % {"n": len(lacking)}
        )


@transaction.atomic
def recall(*, by: Actor, at: dt.datetime, report: Report, via: str = "") -> Report:
    """Take back a report that was sent and not yet decided; the office what it sent in place."""
    REPORT.require(by, "recall", report)
    report = _locked(report)
    report.state = states.after(report, "recall")
    if by.role == Role.COORDINATOR and not report.on_behalf:
        raise Refused(_("Báo cáo do cơ quan gửi: hãy trả lại, nêu điều cần bổ sung."))
    _store(report)
    audit.record("reporting.recall", by=by, at=at, subject=report, facts={"via": via})
    return report


# --- decided -----------------------------------------------------------------------------------


@transaction.atomic
def send_back(
    *,
    by: User,
    at: dt.datetime,
    report: Report,
    mend: str,
    rows: Mapping[int, str] | None = None,
) -> Report:
    """Send a report back, with what to mend as a whole and row by row."""
    return _back("send_back", by=by, at=at, report=report, mend=mend, rows=rows or {})


@transaction.atomic
def reopen(*, by: User, at: dt.datetime, report: Report, mend: str) -> Report:
    """Give an accepted report back to its body, with the reason."""
    return _back("reopen", by=by, at=at, report=report, mend=mend, rows={})


def _back(
    act: str, *, by: User, at: dt.datetime, report: Report, mend: str, rows: Mapping[int, str]
) -> Report:
    REPORT.require(by, "decide", report)
    report = _locked(report)
    report.state = states.after(report, act)
    wanted = {pk: words.strip()[:500] for pk, words in rows.items() if words.strip()}
    report.mend = mend.strip() or (_("Xem từng dòng.") if wanted else "")
    if not report.mend:
        raise Refused(_("Hãy ghi cần bổ sung gì, chung hoặc ở từng dòng."))
    report.sent_back_times += 1
    _decided(report, by, at)
    found = list(report.rows.filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise Refused(_("Có dòng không thuộc báo cáo này."))
    report.rows.exclude(mend="").update(mend="")
    for row in found:
        row.mend = wanted[row.pk]
    ReportRow.objects.bulk_update(found, ["mend"], _BATCH)
    facts = {"rows": sorted(wanted), "times": report.sent_back_times}
    audit.record(f"reporting.{act}", by=by, at=at, subject=report, facts=facts)
    announcing.decided(noticing.SENT_BACK, by=by, at=at, report=report)
    return report


@transaction.atomic
def accept(*, by: User, at: dt.datetime, report: Report) -> Report:
    """Accept a report; that says nothing of its substance.

    Raises:
        Refused: the person sent it, in the body's place or not.
    """
    REPORT.require(by, "decide", report)
    report = _locked(report)
    report.state = states.after(report, "accept")
    if report.submitted_by_id == by.pk:
        raise Refused(_("Bạn đã gửi báo cáo này nên người khác phải nhận."))
    report.mend = ""
    _decided(report, by, at)
    report.rows.exclude(mend="").update(mend="")
    audit.record("reporting.accept", by=by, at=at, subject=report)
    announcing.decided(noticing.ACCEPTED, by=by, at=at, report=report)
    return report


def accept_many(
    *, by: User, at: dt.datetime, reports: Sequence[Report]
) -> tuple[list[Report], list[Report]]:
    """Accept several; return those that were, and those that could not be now."""
    REPORT.require(by, "decide")
    taken, left = [], []
    for report in reports:
        try:
            taken.append(accept(by=by, at=at, report=report))
        except Refused:
            left.append(report)
    return taken, left


@transaction.atomic
def judge(*, by: User, at: dt.datetime, report: Report, judgement: str, note: str = "") -> Report:
    """Say what is thought of a report's substance; an empty judgement takes it back."""
    REPORT.require(by, "judge", report)
    report = _locked(report)
    states.after(report, "judge")
    if judgement not in Judgement.values:
        raise Refused(_("Mức đánh giá không hợp lệ."))
    report.judgement, report.judged_note = judgement, note.strip() if judgement else ""
    report.judged_by = by if judgement else None
    report.judged_at = at if judgement else None
    _store(report)
    facts = {"judgement": judgement}
    audit.record("reporting.judge", by=by, at=at, subject=report, facts=facts)
    return report


def _decided(report: Report, by: User, at: dt.datetime) -> None:
    """Write who decided and when: never before it was sent, though the clock be set back."""
    report.decided_by = by
    report.decided_at = max(at, report.submitted_at) if report.submitted_at else at
    _store(report)


def _store(report: Report) -> None:
    if report.state not in {ReportState.SENT_BACK, ReportState.ACCEPTED}:
        report.decided_by, report.decided_at = None, None
    report.version = F("version") + 1
    report.save()
    report.refresh_from_db(fields=["version"])
