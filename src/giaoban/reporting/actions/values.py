"""Acts on values: typed by a person, taken from a report, stored of what the system counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.enums import Reach
from giaoban.core.errors import Conflict, NotAllowed, Refused
from giaoban.core.locks import claim
from giaoban.reporting import providers
from giaoban.reporting.combining import MISSING, Pair, known, plain, rule_of
from giaoban.reporting.enums import RowKind
from giaoban.reporting.models import Indicator, IndicatorValue, Period
from giaoban.reporting.permissions import INDICATOR, REPORT
from giaoban.reporting.questions import Question, about

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Report, ReportRow

PERSON = "person"
REPORTED = "report"
PROVIDER = "provider:"
_LONGEST_NOTE = 500


class Asked(Refused):
    """A value is odd; a person has to say why it is right before it is taken."""

    def __init__(self, questions: list[Question]) -> None:
        super().__init__(" ".join(each.text for each in questions))
        self.questions = questions


@transaction.atomic
def record_value(
    *,
    by: Actor,
    at: dt.datetime,
    indicator: Indicator,
    period: Period,
    body: Body,
    given: Pair,
    note: str = "",
    before: Pair = MISSING,
    version: int = 0,
) -> IndicatorValue | None:
    """Record a value that a person typed; return its row, None where nothing is known still.

    ``before`` is the body's last known value; ``version`` that of the row as the person saw it.

    Raises:
        Refused: the period is closed, the system counts this itself, or the value cannot be.
        Asked: the value is odd, and no note says why it is right.
    """
    _require_record(by, indicator, body)
    _check_record(indicator, period)
    questions = about(indicator, given, before)
    if any(each.refuses for each in questions):
        raise Refused(" ".join(each.text for each in questions))
    if questions and not note.strip():
        raise Asked(questions)
    row = IndicatorValue.objects.filter(indicator=indicator, period=period, body=body).first()
    if row is None and given == MISSING and not note.strip():
        return None
    if row is not None and _same(row, given, note):
        return row
    return _write(row, indicator, period, body, given, note.strip(), PERSON, version, by, at)


def _require_record(by: Actor, indicator: Indicator, body: Body) -> None:
    INDICATOR.require(by, "record", indicator)
    if INDICATOR.reach(by, "record") is Reach.OWN and body.pk != by.body_id:
        raise NotAllowed(f"{by.role} may not record a value of another body")


def _check_record(indicator: Indicator, period: Period) -> None:
    # Asked anew and held: the period may be closed since the page was opened, or just now.
    if Period.objects.select_for_update().get(pk=period.pk).is_closed:
        raise Refused(
            _("%(period)s đã chốt. Muốn sửa số liệu, hãy lập đính chính.") % {"period": period}
        )
    if indicator.provider:
        raise Refused(_("Số liệu của chỉ tiêu này do hệ thống tự đếm nên không nhập tay."))
    if period.calendar.kind != indicator.every:
        raise Refused(_("Chỉ tiêu này không báo cáo theo loại kỳ này."))


def _same(row: IndicatorValue, given: Pair, note: str) -> bool:
    return Pair(row.value, row.denominator) == given and row.note == note.strip()


def _write(  # noqa: PLR0917 (private; every caller names them in the order of the columns)
    row: IndicatorValue | None,
    indicator: Indicator,
    period: Period,
    body: Body,
    given: Pair,
    note: str,
    origin: str,
    version: int,
    by: Actor,
    at: dt.datetime,
) -> IndicatorValue:
    before = MISSING if row is None else Pair(row.value, row.denominator)
    if row is not None:
        claim(row, version)
    elif version:
        raise Conflict(_("Số liệu này vừa bị người khác xóa. Hãy xem lại trước khi lưu."))
    row = row or IndicatorValue(indicator=indicator, period=period, body=body)
    row.value, row.denominator = given
    row.note, row.origin, row.by_id, row.at = note, origin, by.pk, at
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict(_("Người khác vừa ghi số liệu này. Hãy xem lại trước khi lưu.")) from error
    facts = {
        "period": period.pk,
        "body": body.pk,
        "origin": origin,
        "before": [plain(each) for each in before],
        "after": [plain(each) for each in given],
    }
    audit.record("reporting.indicator.record", by=by, at=at, subject=indicator, facts=facts)
    return row


@transaction.atomic
def take_report(*, by: Actor, at: dt.datetime, report: Report) -> int:
    """Take the values that a sent report tells; return how many changed.

    Part of sending it. What is odd and was not explained stays open, and is shown with the
    indicator. What cannot be is refused with its indicator's name; then nothing is taken. Taken
    twice, it is taken once.
    """
    REPORT.require(by, "submit", report)
    rows = report.rows.filter(kind=RowKind.INDICATOR, indicator__provider="")
    told = [(row.indicator, row) for row in rows.select_related("indicator") if row.indicator]
    refused = [
        f"{indicator}: {each.text}"
        for indicator, row in told
        for each in about(indicator, Pair(row.value, row.denominator))
        if each.refuses
    ]
    if refused:
        raise Refused(" ".join(refused))
    stored = {
        row.indicator_id: row
        for row in IndicatorValue.objects.filter(period=report.period_id, body=report.body_id)
    }
    taken = [
        _take(indicator, row, stored.get(indicator.pk), report, by, at) for indicator, row in told
    ]
    return sum(taken)


def _take(  # noqa: PLR0917 (private; in the order of what is told, what stands, and who tells)
    indicator: Indicator,
    row: ReportRow,
    stored: IndicatorValue | None,
    report: Report,
    by: Actor,
    at: dt.datetime,
) -> bool:
    given = Pair(row.value, row.denominator)
    note = row.text.strip()[:_LONGEST_NOTE]
    if stored is None and given == MISSING and not note:
        return False
    if stored is not None and _same(stored, given, note):
        return False
    version = stored.version if stored is not None else 0
    _write(stored, indicator, report.period, report.body, given, note, REPORTED, version, by, at)
    return True


@transaction.atomic
def store_provided(*, by: Actor, at: dt.datetime, period: Period) -> int:
    """Keep what the system counts of a period as it stands; return how many values.

    Part of closing the period, whose policy is asked by the caller. Called twice, what the second
    call counts stands alone: a figure that is no longer known leaves no old one behind.
    """
    drop_provided(period=period)
    made = []
    rows = Indicator.objects.filter(is_active=True, every=period.calendar.kind)
    for indicator in rows.exclude(provider=""):
        made += _provided(indicator, period, by, at)
    IndicatorValue.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["indicator", "period", "body"],
        update_fields=["value", "denominator", "origin", "by", "at"],
    )
    if made:
        facts = {"values": len(made)}
        audit.record("reporting.indicator.store", by=by, at=at, subject=period, facts=facts)
    return len(made)


def drop_provided(*, period: Period) -> None:
    """Forget what was stored of a period that is open again; it is counted anew.

    Part of undoing a closing, whose policy is asked by the caller.
    """
    IndicatorValue.objects.filter(period=period, origin__startswith=PROVIDER).delete()


def _provided(
    indicator: Indicator, period: Period, by: Actor, at: dt.datetime
) -> list[IndicatorValue]:
    provider = providers.get(indicator.provider)
    bodies = list(indicator.bodies.values_list("pk", flat=True))
    if provider is None or not bodies:
        return []
    found = provider.compute([period], bodies)
    rule = rule_of(indicator)
    return [
        IndicatorValue(
            indicator=indicator,
            period=period,
            body_id=body,
            value=pair.value,
            denominator=pair.denominator,
            origin=f"{PROVIDER}{provider.key}",
            by_id=by.pk,
            at=at,
        )
        for (_period, body), pair in found.items()
        if known(pair, rule)
    ]
