"""Acts on indicators: who, when not, on record, once; and the rules that the database keeps."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from giaoban.core.errors import Conflict, NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.reporting.actions import aims, indicators, values
from giaoban.reporting.combining import Pair
from giaoban.reporting.enums import RowKind
from giaoban.reporting.models import Indicator, IndicatorValue, Period, Target
from giaoban.reporting.queries import entering
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.indicators import IndicatorValueFactory, TargetFactory
from tests.factories.reporting import (
    AT,
    CalendarFactory,
    IndicatorFactory,
    PeriodFactory,
    ReportFactory,
    ReportRowFactory,
)

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Report, ReportRow

pytestmark = pytest.mark.django_db
SHARE = {
    "unit": "%",
    "over_periods": "ratio",
    "over_bodies": "ratio",
    "numerator": "số đạt",
    "denominator": "tổng số",
    "highest": Decimal(100),
}


@pytest.fixture
def office() -> User:
    """Make a coordinator."""
    return UserFactory()


@pytest.fixture
def body() -> Body:
    """Make a body."""
    return BodyFactory()


@pytest.fixture
def period() -> Period:
    """Make an open quarter."""
    return PeriodFactory()


def _told(body: Body, **given: Any) -> Indicator:
    row = IndicatorFactory(**given)
    row.bodies.add(body)
    return row


def _record(
    by: Any, row: Indicator, period: Period, body: Body, *pair: int | None, **more: Any
) -> Any:
    given = Pair(*(None if each is None else Decimal(each) for each in pair))
    return values.record_value(
        by=by, at=AT, indicator=row, period=period, body=body, given=given, **more
    )


def _acts(act: str) -> int:
    return AuditEntry.objects.filter(act=act).count()


# --- the database ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({}, True),
        (SHARE, True),
        (SHARE | {"over_periods": "latest"}, True),
        (SHARE | {"over_periods": "sum"}, False),
        (SHARE | {"numerator": ""}, False),
        (SHARE | {"over_bodies": "sum"}, False),
        ({"over_bodies": "latest"}, False),
        ({"lowest": Decimal(5), "highest": Decimal(5)}, True),
        ({"lowest": Decimal(6), "highest": Decimal(5)}, False),
        ({"decimals": 4}, True),
        ({"decimals": 5}, False),
    ],
)
def test_the_database_keeps_rules_that_hold_together(given: dict[str, Any], holds: bool) -> None:
    """An indicator that could not be combined cannot be stored."""
    if holds:
        assert IndicatorFactory(**given).pk
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorFactory(**given)


def test_the_database_keeps_one_value_a_place(body: Body, period: Period) -> None:
    """A value of an indicator, a body and a period is there once, and has an origin."""
    first = IndicatorValueFactory(body=body, period=period)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValueFactory(indicator=first.indicator, body=body, period=period)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValueFactory(origin="")
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValueFactory(denominator=Decimal(0))


def test_the_database_keeps_one_target_a_place(period: Period) -> None:
    """The whole has one target in a period, and a target says something."""
    first = TargetFactory(period=period)
    TargetFactory(indicator=first.indicator, period=period, body=BodyFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetFactory(indicator=first.indicator, period=period)
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetFactory(target=None)


# --- define, change, retire --------------------------------------------------------------------


def test_defined_once_on_record(office: User, body: Body) -> None:
    """A coordinator defines an indicator; its code cannot be taken again."""
    given = {"name": "Số trường đạt chuẩn", "code": "GD01", "unit": "trường"}
    row = indicators.define(by=office, at=AT, bodies=[body], **given)
    assert (row.folded, list(row.bodies.all())) == ("gd01 so truong dat chuan", [body])
    assert _acts("reporting.indicator.define") == 1
    with pytest.raises(Refused, match="GD01"):
        indicators.define(by=office, at=AT, bodies=[body], **given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"over_bodies": "latest"}, "Gộp các cơ quan"),
        (SHARE | {"denominator": ""}, "tử số và mẫu số"),
        ({"provider": "tasks_on_time"}, "cho tỷ lệ"),
        (SHARE | {"provider": "tasks_done"}, "cho một số"),
        ({"provider": "nobody"}, "không có nguồn"),
    ],
)
def test_what_does_not_fit_together_is_refused_in_words(
    office: User, given: dict[str, Any], words: str
) -> None:
    """The person is told what to do before the database would refuse."""
    fields = {"name": "Ví dụ", "code": "VD", "unit": "người"} | given
    with pytest.raises(Refused, match=words):
        indicators.define(by=office, at=AT, bodies=[], **fields)


def test_a_focal_point_defines_nothing(body: Body) -> None:
    """Only the office says what is measured."""
    with pytest.raises(NotAllowed):
        indicators.define(
            by=UserFactory(focal_point=True, body=body), at=AT, bodies=[], name="x", code="x"
        )


@pytest.mark.parametrize("field", indicators.FROZEN)
def test_what_closed_figures_were_told_by_is_frozen(office: User, body: Body, field: str) -> None:
    """Once a value stands in a closed period, its unit, rule and source cannot be changed."""
    row = _told(body)
    change = {"by": office, "at": AT, "indicator": row, "bodies": [body]}
    other = {"every": "month", "over_periods": "mean", "over_bodies": "mean", "unit": "cái"}
    given = (
        SHARE if field in {"numerator", "denominator"} else {field: other.get(field, "tasks_done")}
    )
    period = PeriodFactory(closed=True)
    IndicatorValueFactory(indicator=row, body=body, period=period)
    with pytest.raises(Refused, match="kỳ đã chốt"):
        indicators.change(**change, version=1, **given)
    row.refresh_from_db()
    indicators.change(**change, version=1, name="Tên mới")
    assert Indicator.objects.get().name == "Tên mới"


def test_rules_may_change_while_nothing_is_closed(office: User, body: Body) -> None:
    """Before the first closed period everything may be mended."""
    row = _told(body)
    IndicatorValueFactory(indicator=row, body=body)
    indicators.change(
        by=office, at=AT, indicator=row, version=1, bodies=[body], over_periods="mean"
    )
    assert Indicator.objects.get().over_periods == "mean"


def test_who_saves_second_sees_both(office: User, body: Body) -> None:
    """An old version changes nothing."""
    row = _told(body)
    indicators.change(by=office, at=AT, indicator=row, version=1, bodies=[body], name="Một")
    with pytest.raises(Conflict):
        indicators.change(by=office, at=AT, indicator=row, version=1, bodies=[body], name="Hai")
    assert Indicator.objects.get().name == "Một"


def test_retired_with_a_reason_and_taken_up_again(office: User, body: Body) -> None:
    """Retiring needs a reason, keeps the values, is done once, and can be undone."""
    row = _told(body)
    IndicatorValueFactory(indicator=row, body=body)
    with pytest.raises(Refused, match="lý do"):
        indicators.retire(by=office, at=AT, indicator=row, version=1, reason=" ")
    for _ in range(2):
        indicators.retire(by=office, at=AT, indicator=row, version=1, reason="Trùng")
    assert (_acts("reporting.indicator.retire"), row.values.count()) == (1, 1)
    indicators.revive(by=office, at=AT, indicator=row, version=row.version)
    assert Indicator.objects.get().is_active


# --- aims --------------------------------------------------------------------------------------


def _aim(by: User, row: Indicator, period: Period, target: int | None, version: int = 0) -> None:
    given = None if target is None else Decimal(target)
    aims.aim(
        by=by, at=AT, indicator=row, period=period, target=given, baseline=None, version=version
    )


def test_a_target_is_set_changed_dropped(office: User, period: Period) -> None:
    """Each step is on record; the same again is none; an old version is refused."""
    row = IndicatorFactory()
    for _ in range(2):
        _aim(office, row, period, 10)
    assert _acts("reporting.indicator.aim") == 1
    with pytest.raises(Conflict):
        _aim(office, row, period, 11)
    _aim(office, row, period, 11, version=1)
    assert Target.objects.get().target == 11
    _aim(office, row, period, None, version=2)
    assert not Target.objects.exists()
    assert _acts("reporting.indicator.drop_aim") == 1


def test_a_closed_period_keeps_its_targets(office: User) -> None:
    """What is sent upward of it sets its figures against them: neither typed nor copied anew."""
    row = IndicatorFactory()
    calendar = CalendarFactory()
    before, closed = _quarter(calendar, 2021, 1), _quarter(calendar, 2022, 1)
    TargetFactory(indicator=row, period=before, target=Decimal(10))
    Period.objects.filter(pk=closed.pk).update(state="closed", closed_at=AT, closed_by=office)
    closed.refresh_from_db()
    with pytest.raises(Refused, match="đã chốt"):
        _aim(office, row, closed, 11)
    assert aims.copy_aims(by=office, at=AT, indicator=row, into=[closed]) == 0
    assert not closed.targets.exists()


def test_targets_of_last_year_fill_what_is_empty(office: User, body: Body) -> None:
    """Copying takes the same quarter a year before, and leaves alone what is set."""
    row = IndicatorFactory()
    calendar = CalendarFactory()
    old = [_quarter(calendar, 2021, at) for at in (1, 2)]
    new = [_quarter(calendar, 2022, at) for at in (1, 2)]
    for at, period in enumerate(old):
        TargetFactory(indicator=row, period=period, target=Decimal(10 + at))
    TargetFactory(indicator=row, period=old[0], body=body, target=Decimal(3))
    TargetFactory(indicator=row, period=new[0], target=Decimal(99))
    copy = {"by": office, "at": AT, "indicator": row, "into": new}
    assert [aims.copy_aims(**copy), aims.copy_aims(**copy)] == [2, 0]
    found = Target.objects.filter(period__in=new).order_by("target")
    assert [(each.target, each.body) for each in found] == [(3, body), (11, None), (99, None)]


def _quarter(calendar: Any, year: int, ordinal: int, **more: Any) -> Period:
    first = dt.date(year, ordinal * 3 - 2, 1)
    last = first + dt.timedelta(days=80)
    return PeriodFactory(
        calendar=calendar,
        year=year,
        ordinal=ordinal,
        first_day=first,
        last_day=last,
        data_from=first,
        data_to=last,
        due_on=last + dt.timedelta(days=10),
        **more,
    )


# --- values ------------------------------------------------------------------------------------


def test_a_value_is_recorded_once(office: User, body: Body, period: Period) -> None:
    """The same value sent twice is one act; another one is a second act with both values."""
    row = _told(body)
    for _ in range(2):
        _record(office, row, period, body, 5, version=0)
    assert _acts("reporting.indicator.record") == 1
    _record(office, row, period, body, 6, version=1)
    last = AuditEntry.objects.filter(act="reporting.indicator.record").latest("pk")
    assert (last.facts["before"][0], last.facts["after"][0]) == ("5", "6")


def test_missing_stays_missing(office: User, body: Body, period: Period) -> None:
    """Nothing typed makes no row; a value taken back is null, not 0."""
    row = _told(body)
    assert _record(office, row, period, body, None) is None
    _record(office, row, period, body, 0)
    assert IndicatorValue.objects.get().value == 0
    _record(office, row, period, body, None, version=1)
    assert IndicatorValue.objects.get().value is None


def test_two_people_at_one_value(office: User, body: Body, period: Period) -> None:
    """Who read an older version is told; what the first one wrote stands."""
    row = _told(body)
    _record(office, row, period, body, 5)
    with pytest.raises(Conflict):
        _record(office, row, period, body, 6)
    assert IndicatorValue.objects.get().value == 5


def test_the_odd_is_asked_the_impossible_refused(office: User, body: Body, period: Period) -> None:
    """A leap needs a note; what cannot be is not taken even with one."""
    row = _told(body, leap=50, highest=Decimal(100))
    before = Pair(Decimal(10))
    with pytest.raises(values.Asked) as asked:
        _record(office, row, period, body, 20, before=before)
    assert [each.doubt for each in asked.value.questions] == ["leap"]
    _record(office, row, period, body, 20, before=before, note="Thêm hai huyện báo cáo")
    assert IndicatorValue.objects.get().note == "Thêm hai huyện báo cáo"
    with pytest.raises(Refused, match="cao nhất"):
        _record(office, row, period, body, 101, version=1, note="Đúng")


def test_a_closed_period_takes_no_value(office: User, body: Body) -> None:
    """Figures of a closed period are corrected by an amendment, not typed anew."""
    with pytest.raises(Refused, match="đính chính"):
        _record(office, _told(body), PeriodFactory(closed=True), body, 5)


def test_closed_while_the_page_was_open(office: User, body: Body, period: Period) -> None:
    """The database is asked, not the row in hand."""
    row = _told(body)
    type(period).objects.filter(pk=period.pk).update(state="closed", closed_at=AT, closed_by=office)
    with pytest.raises(Refused, match="đã chốt"):
        _record(office, row, period, body, 5)


def test_another_kind_of_period_and_counted_values_are_refused(
    office: User, body: Body, period: Period
) -> None:
    """A monthly indicator is not told by quarter; what the system counts is not typed."""
    with pytest.raises(Refused, match="loại kỳ"):
        _record(office, _told(body, every="month"), period, body, 5)
    with pytest.raises(Refused, match="tự đếm"):
        _record(office, _told(body, provider="tasks_done"), period, body, 5)


def test_a_focal_point_fills_the_own_row_alone(body: Body, period: Period) -> None:
    """The own body's value is taken; another body's is not, even of an own indicator."""
    focal = UserFactory(focal_point=True, body=body)
    other = BodyFactory()
    row = _told(body)
    row.bodies.add(other)
    assert _record(focal, row, period, body, 5).by == focal
    with pytest.raises(NotAllowed):
        _record(focal, row, period, other, 5)
    with pytest.raises(NotAllowed):
        _record(focal, _told(other), period, body, 5)


def test_a_report_s_values_are_taken_once(office: User, body: Body, period: Period) -> None:
    """A sent report brings its values; the odd stays open, the impossible is refused."""
    row = _told(body, leap=10, highest=Decimal(100))
    report = ReportFactory(period=period, body=body)
    line = _line(report, row, 90)
    _line(report, _told(body), None)
    taken = [values.take_report(by=office, at=AT, report=report) for _ in range(2)]
    found = IndicatorValue.objects.get()
    assert (taken, found.value, found.origin) == ([1, 0], 90, "report")
    assert _acts("reporting.indicator.record") == 1
    type(line).objects.filter(pk=line.pk).update(value=101)
    with pytest.raises(Refused, match="cao nhất"):
        values.take_report(by=office, at=AT, report=report)


def _line(report: Report, indicator: Indicator, value: int | None) -> ReportRow:
    return ReportRowFactory(
        report=report,
        kind=RowKind.INDICATOR,
        aspect="",
        indicator=indicator,
        value=None if value is None else Decimal(value),
    )


def test_odd_rows_of_a_report_are_asked_about(office: User, body: Body, period: Period) -> None:
    """Against the quarter before; a row that explains itself is asked no more."""
    row = _told(body, leap=50)
    before = _quarter(period.calendar, 2022, 1)
    IndicatorValueFactory(indicator=row, body=body, period=before, value=Decimal(10))
    report = ReportFactory(period=period, body=body)
    line = _line(report, row, 90)
    assert [each.doubt for each in entering.asked(report, office)[line.pk]] == ["leap"]
    type(line).objects.filter(pk=line.pk).update(text="Đợt dịch")
    assert entering.asked(report, office) == {}
