"""Set calendars and their periods, and the days that a decision makes off or worked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core import audit, locks
from giaoban.core.errors import Refused
from giaoban.core.templatetags.look import vnday
from giaoban.reporting import planning, working_days
from giaoban.reporting.enums import PeriodKind, ReportState
from giaoban.reporting.models import Calendar, Period, Report, SpecialDay
from giaoban.reporting.permissions import CALENDAR, PERIOD, SPECIAL_DAY
from giaoban.reporting.queries import periods as queries

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Bloc

YEARS = range(2000, 2101)
_LAST_OF_MONTH = 31


class CalendarGiven(NamedTuple):
    """A calendar as it is entered; one of ``due_day`` and ``due_after`` is given."""

    name: str
    bloc: Bloc
    kind: str
    cut_day: int | None = None
    due_day: int | None = None
    due_after: int | None = None
    moves_due: bool = True
    is_main: bool = False
    is_active: bool = True


class PeriodGiven(NamedTuple):
    """A period as it is entered."""

    name: str
    first_day: dt.date
    last_day: dt.date
    data_from: dt.date
    data_to: dt.date
    due_on: dt.date


@transaction.atomic
def add_calendar(*, by: User, at: dt.datetime, given: CalendarGiven) -> Calendar:
    """Put a calendar on record."""
    CALENDAR.require(by, "add")
    row = Calendar()
    _write_calendar(row, given, by=by, at=at)
    audit.record("reporting.calendar.add", by=by, at=at, subject=row, facts=_facts(given))
    return row


@transaction.atomic
def change_calendar(
    *, by: User, at: dt.datetime, calendar: Calendar, version: int, given: CalendarGiven
) -> Calendar:
    """Write a calendar anew; periods that are on record stay as they are.

    Raises:
        Conflict: somebody else changed it since this version was read.
    """
    CALENDAR.require(by, "change", calendar)
    locks.claim(calendar, version)
    if calendar.kind != given.kind and calendar.periods.exists():
        raise Refused(_("Lịch này đã có kỳ nên không đổi loại kỳ được; hãy lập lịch khác."))
    _write_calendar(calendar, given, by=by, at=at)
    audit.record("reporting.calendar.change", by=by, at=at, subject=calendar, facts=_facts(given))
    return calendar


def _write_calendar(row: Calendar, given: CalendarGiven, *, by: User, at: dt.datetime) -> None:
    _check_calendar(row, given)
    if given.is_main:
        _take_over(row, given.bloc, by=by, at=at)
    for name, value in given._asdict().items():
        setattr(row, name, value)
    row.save()


def _take_over(row: Calendar, bloc: Bloc, *, by: User, at: dt.datetime) -> None:
    """Let the bloc's main calendar be main no longer, on its own record too."""
    for other in Calendar.objects.filter(bloc=bloc, is_main=True).exclude(pk=row.pk or 0):
        locks.take(other)
        other.is_main = False
        other.save(update_fields=["is_main"])
        facts = {"is_main": False}
        audit.record("reporting.calendar.change", by=by, at=at, subject=other, facts=facts)


def _check_calendar(row: Calendar, given: CalendarGiven) -> None:
    if not given.name.strip():
        raise Refused(_("Hãy đặt tên cho lịch."))
    if Calendar.objects.filter(name=given.name).exclude(pk=row.pk or 0).exists():
        raise Refused(_("Đã có lịch mang tên này."))
    if given.kind != PeriodKind.FREE and bool(given.due_day) == bool(given.due_after):
        raise Refused(
            _("Hãy ghi hạn gửi theo một cách: ngày trong tháng, hoặc số ngày làm việc sau chốt.")
        )
    for day in (given.cut_day, given.due_day):
        if day is not None and not 1 <= day <= _LAST_OF_MONTH:
            raise Refused(_("Ngày trong tháng phải từ 1 đến 31."))


def _facts(given: CalendarGiven) -> dict[str, Any]:
    return given._asdict() | {"bloc": given.bloc.pk}


@transaction.atomic
def generate(*, by: User, at: dt.datetime, calendar: Calendar, year: int) -> list[Period]:
    """Put the periods of a year on record that are missing; return those that were made.

    A second time makes nothing, and what was edited by hand stays.
    """
    PERIOD.require(by, "add")
    if year not in YEARS:
        raise Refused(_("Năm phải từ 2000 đến 2100."))
    if calendar.kind == PeriodKind.FREE:
        raise Refused(_("Kỳ của lịch này tự đặt; hãy thêm từng kỳ."))
    return fill_year(by=by, at=at, calendar=calendar, year=year)


@transaction.atomic
def fill_year(*, by: User | None, at: dt.datetime, calendar: Calendar, year: int) -> list[Period]:
    """Do what ``generate`` does, for who has been asked already, or for the calendar itself."""
    known = set(calendar.periods.filter(year=year).values_list("ordinal", flat=True))
    planned = planning.plan(calendar, year, queries.special_days())
    made = [_make(calendar, year, each) for each in planned if each.ordinal not in known]
    if made:
        facts = {"year": year, "periods": [row.pk for row in made]}
        audit.record("reporting.period.generate", by=by, at=at, subject=calendar, facts=facts)
    return made


def _make(calendar: Calendar, year: int, planned: planning.Planned) -> Period:
    fields = {name: getattr(planned, name) for name in PeriodGiven._fields}
    return Period.objects.create(calendar=calendar, year=year, ordinal=planned.ordinal, **fields)


@transaction.atomic
def add_period(*, by: User, at: dt.datetime, calendar: Calendar, given: PeriodGiven) -> Period:
    """Put one period on record, numbered after those of its year."""
    PERIOD.require(by, "add")
    _check_period(given)
    year = given.last_day.year
    last = calendar.periods.filter(year=year).order_by("-ordinal").first()
    ordinal = last.ordinal + 1 if last is not None else 1
    row = Period.objects.create(calendar=calendar, year=year, ordinal=ordinal, **given._asdict())
    audit.record("reporting.period.add", by=by, at=at, subject=row, facts=_days(given))
    return row


@transaction.atomic
def change_period(
    *, by: User, at: dt.datetime, period: Period, version: int, given: PeriodGiven
) -> Period:
    """Write a period anew.

    Raises:
        Conflict: somebody else changed it since this version was read.
        Refused: it is closed, or a report was sent by it.
    """
    PERIOD.require(by, "change", period)
    locks.claim(period, version)
    if period.is_closed:
        raise Refused(_("Kỳ này đã chốt nên không sửa được nữa."))
    if was_sent(period):
        raise Refused(_("Đã có cơ quan gửi báo cáo theo kỳ này nên không sửa được nữa."))
    _check_period(given)
    for name, value in given._asdict().items():
        setattr(period, name, value)
    period.save()
    audit.record("reporting.period.change", by=by, at=at, subject=period, facts=_days(given))
    return period


def was_sent(period: Period) -> bool:
    """Tell whether a report of the period was ever sent."""
    sent = Report.objects.filter(period=period).exclude(
        state=ReportState.OPEN, first_submitted_at__isnull=True
    )
    return sent.exists()


def _check_period(given: PeriodGiven) -> None:
    if not given.name.strip():
        raise Refused(_("Hãy đặt tên cho kỳ."))
    if given.last_day < given.first_day or given.data_to < given.data_from:
        raise Refused(_("Ngày cuối không được trước ngày đầu."))
    earliest = working_days.add_working_days(given.data_to, 1, queries.special_days())
    if given.due_on < earliest:
        raise Refused(
            _("Hạn gửi phải sau ngày chốt số liệu ít nhất 1 ngày làm việc, sớm nhất là %(day)s.")
            % {"day": vnday(earliest)}
        )


def _days(given: PeriodGiven) -> dict[str, str]:
    return {name: str(value) for name, value in given._asdict().items()}


@transaction.atomic
def set_day(*, by: User, at: dt.datetime, day: dt.date, kind: str, name: str) -> SpecialDay:
    """Say that a day is off or worked; a second time on the same day says it anew."""
    SPECIAL_DAY.require(by, "set")
    if not name.strip():
        raise Refused(_("Hãy ghi lý do hoặc văn bản quyết định."))
    row, _made = SpecialDay.objects.update_or_create(
        day=day, defaults={"kind": kind, "name": name.strip()[:200]}
    )
    facts = {"day": str(day), "kind": kind}
    audit.record("reporting.day.set", by=by, at=at, subject=row, facts=facts)
    return row


@transaction.atomic
def drop_day(*, by: User, at: dt.datetime, row: SpecialDay) -> None:
    """Leave a day to the calendar again."""
    SPECIAL_DAY.require(by, "set", row)
    facts = {"day": str(row.day), "kind": row.kind}
    audit.record("reporting.day.drop", by=by, at=at, subject=row, facts=facts)
    row.delete()
