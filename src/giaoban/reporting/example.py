"""The example's quarters: one in mid-life with its reports coming in, and those closed before it.

Bodies without an account answer by a link, as most do. Data are cut off and reports are due by the
preset of NĐ 09/2019/NĐ-CP, except that the office asks for those of the quarter at hand earlier:
so a body is late and another mends its report on whatever day the example is made.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from giaoban.accounts.models import User
from giaoban.bodies.actions import reorganise
from giaoban.bodies.models import Bloc, Body
from giaoban.core.enums import Role
from giaoban.reporting import example_indicators, planning, working_days
from giaoban.reporting.actions import closing, periods, reports
from giaoban.reporting.enums import Aspect, PeriodKind
from giaoban.reporting.guests import Guest
from giaoban.reporting.models import Calendar, Period, Report
from giaoban.reporting.queries import reports as queries
from giaoban.reporting.told import Told

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "Báo cáo quý của khối khoa giáo tỉnh Sông Lam"
BLOC = "Khối khoa giáo tỉnh Sông Lam"
SCIENCE = "Sở Khoa học và Công nghệ tỉnh Sông Lam"
HEALTH = "Sở Y tế tỉnh Sông Lam"
SCHOOLS = "Sở Giáo dục và Đào tạo tỉnh Sông Lam"
CULTURE = "Sở Văn hóa, Thể thao và Du lịch tỉnh Sông Lam"
SILENT = "Hội Khuyến học tỉnh Sông Lam"
FARMS = "Sở Nông nghiệp và Môi trường tỉnh Sông Lam"
ENDED, HEIR = "Trường Cao đẳng Y tế Sông Lam", "Trường Đại học Sông Lam"
BEFORE = 4
# So many days before their day the data are cut off; so many must have been counted by then.
_CUT, _COUNTED = dt.timedelta(days=7), dt.timedelta(days=30)
_ENDED_BEFORE_CUT, _CLOSED_AFTER_DUE = dt.timedelta(days=5), dt.timedelta(days=10)
_ONE = dt.timedelta(days=1)
WORDS: Mapping[str, str] = {
    Aspect.RESULTS: "Hoàn thành các nội dung theo kế hoạch quý; đã gửi báo cáo chuyên đề.",
    Aspect.SHORTCOMINGS: "Một số việc phối hợp giữa các cơ quan còn chậm.",
}


def make(*, by: User, at: dt.datetime) -> None:
    """Make the calendar and its quarters; where it is, nothing."""
    if not Calendar.objects.filter(name=NAME).exists():
        _Making(by, at).all()


class _Making:
    """The coordinator and the day, from which the quarters are found."""

    def __init__(self, by: User, at: dt.datetime) -> None:
        self.by, self.at = by, at
        self.today = timezone.localdate(at)
        self.science = User.objects.get(role=Role.FOCAL_POINT, body__name=SCIENCE)
        self.calendar = self._calendar()

    def all(self) -> None:
        """Make the quarters before, closed, and the one at hand."""
        due_on = self._day_past()
        at_hand = self._periods(data_from__lte=due_on - _CUT - _COUNTED)[0]
        self._ask_early(at_hand, due_on)
        self._dissolve(at_hand)
        # Before the reports are opened, so that their rows hold the figures.
        example_indicators.make(by=self.by, at=self.at)
        for period in reversed(self._periods(data_to__lt=at_hand.data_from)[:BEFORE]):
            self._past(period)
        self._reported(at_hand)

    def _periods(self, **bounds: dt.date) -> list[Period]:
        """Return the quarters within bounds, the newest first."""
        return list(Period.objects.filter(calendar=self.calendar, **bounds).order_by("-data_to"))

    def _day_past(self) -> dt.date:
        """Return the last working day before today."""
        day = self.today - _ONE
        while not working_days.is_working_day(day):
            day -= _ONE
        return day

    def _ask_early(self, period: Period, due_on: dt.date) -> None:
        """Ask for the reports of a quarter by a day that is past; the next one counts from then."""
        if period.due_on < self.today:
            return
        data_to = min(period.data_to, due_on - _CUT)
        after = Period.objects.get(calendar=self.calendar, data_from=period.data_to + _ONE)
        self._move(period, data_to=data_to, due_on=due_on)
        self._move(after, data_from=data_to + _ONE)

    def _move(self, period: Period, **days: Any) -> None:
        now = periods.PeriodGiven(*(getattr(period, name) for name in periods.PeriodGiven._fields))
        given = now._replace(**days)
        periods.change_period(
            by=self.by, at=self.at, period=period, version=period.version, given=given
        )

    def _calendar(self) -> Calendar:
        quarter = next(each for each in planning.presets() if each.kind == PeriodKind.QUARTER)
        given = periods.CalendarGiven(
            name=NAME,
            bloc=Bloc.objects.get(name=BLOC),
            kind=quarter.kind,
            cut_day=quarter.cut_day,
            due_day=quarter.due_day,
            is_main=True,
        )
        calendar = periods.add_calendar(by=self.by, at=self.at, given=given)
        for year in range(self.today.year - 2, self.today.year + 2):
            periods.generate(by=self.by, at=self.at, calendar=calendar, year=year)
        return calendar

    def _dissolve(self, period: Period) -> None:
        """Let a college end in mid-quarter; the university answers for it."""
        day = period.data_to - _ENDED_BEFORE_CUT
        reorganise.dissolve(
            body=Body.objects.get(name=ENDED),
            heirs=[Body.objects.get(name=HEIR)],
            on=day,
            decision="Quyết định ví dụ của tỉnh Sông Lam (không có thật)",
            by=self.by,
            at=_noon(day),
        )

    def _open(self, period: Period, at: dt.datetime) -> dict[str, Report]:
        made = reports.open_period(by=self.by, at=at, period=period)
        return {report.body.name: report for report in made}

    def _past(self, period: Period) -> None:
        """All have sent, now and then a body late or not at all; what came was accepted."""
        made = self._open(period, _noon(period.data_to))
        for place, report in enumerate(made.values()):
            turn = place + period.ordinal
            if turn % 11 == 0:
                continue
            day = period.due_on + dt.timedelta(days=3 if turn % 7 == 0 else -(turn % 4))
            self._send(report, _noon(day))
            self._accept(report, _noon(day + _ONE))
        closing.close(
            by=self.by,
            at=_noon(period.due_on + _CLOSED_AFTER_DUE),
            period=period,
            reason="Cơ quan chưa gửi đã được nhắc hai lần; các kỳ trước đó theo dõi trên giấy.",
        )

    def _reported(self, period: Period) -> None:
        """One late, one sent back, three that wait, one of them in its place; the rest accepted."""
        made = self._open(period, _noon(period.data_to))
        at = _noon(period.due_on - _ONE)
        for name, report in made.items():
            if name == SILENT:
                continue
            if name == CULTURE:
                self._fill(report, self.by, at)
                why = "Cơ quan gửi bản giấy, đường truyền hỏng."
                reports.submit(by=self.by, at=at, report=report, on_behalf_reason=why)
                continue
            self._send(report, at, self.science if name == SCIENCE else None)
            if name not in {SCIENCE, HEALTH, SCHOOLS}:
                self._accept(report, at)
        self._send_back(made[SCIENCE], _noon(period.due_on))
        reports.judge(by=self.by, at=at, report=made[FARMS], judgement="good", note="Đủ số liệu.")

    def _send_back(self, report: Report, at: dt.datetime) -> None:
        row = queries.rows(report, ["narrative"]).first()
        wanted = {row.pk: "Nêu số liệu cụ thể."} if row is not None else {}
        mend = "Bổ sung số liệu và minh chứng."
        reports.send_back(by=self.by, at=at, report=report, mend=mend, rows=wanted)

    def _send(self, report: Report, at: dt.datetime, by: User | None = None) -> None:
        """Fill a report and send it, as the person or by a link."""
        guest = Guest(report.pk, report.body_id, f"Đường dẫn của {report.body.name}"[:200])
        self._fill(report, by or guest, at)
        reports.submit(by=by or guest, at=at, report=report, via="" if by else guest.via)

    def _accept(self, report: Report, at: dt.datetime) -> None:
        reports.accept(by=self.by, at=at, report=report)

    def _fill(self, report: Report, by: User | Guest, at: dt.datetime) -> None:
        """Tell the results, and of the tasks that have to be told of."""
        told = [
            Told(row.pk, None, text=WORDS[row.aspect])
            for row in queries.rows(report, ["narrative"])
            if row.aspect in WORDS
        ]
        told += [
            Told(each.row.pk, None, percent=each.row.percent, text="Đang làm, sẽ xong trong tháng.")
            for each in queries.empty(report)
            if each.required
        ]
        reports.save(by=by, at=at, report=report, told=told)


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
