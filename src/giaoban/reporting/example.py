"""The example's quarters: one in mid-life with a report in every standing, and those before it.

Bodies without an account answer by a link, as most do.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from giaoban.accounts.models import User
from giaoban.bodies.actions import reorganise
from giaoban.bodies.models import Bloc, Body
from giaoban.core.enums import Role
from giaoban.reporting import example_indicators, planning
from giaoban.reporting.actions import periods, reports
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
ENDED, HEIR = "Trường Cao đẳng Y tế Sông Lam", "Trường Đại học Sông Lam"
BEFORE = 4
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
        """Make the quarters before, the one that is reported, and the one that runs."""
        cut = Period.objects.filter(calendar=self.calendar, data_to__lt=self.today)
        *earlier, reported = reversed(cut.order_by("-data_to")[: BEFORE + 1])
        self._dissolve(reported)
        # Before the reports are opened, so that their rows hold the figures.
        example_indicators.make(by=self.by, at=self.at)
        for period in earlier:
            self._past(period)
        self._reported(reported)
        running = Period.objects.filter(calendar=self.calendar, data_to__gte=self.today)
        self._running(running.order_by("data_to")[0])

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
        reorganise.dissolve(
            body=Body.objects.get(name=ENDED),
            heirs=[Body.objects.get(name=HEIR)],
            on=period.data_from + dt.timedelta(days=45),
            decision="Quyết định ví dụ của tỉnh Sông Lam (không có thật)",
            by=self.by,
            at=self.at,
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
            self._accept(report, _noon(day + dt.timedelta(days=1)))

    def _reported(self, period: Period) -> None:
        """One late, one sent back, one waiting, one in its place, the rest accepted."""
        made = self._open(period, _noon(period.data_to))
        at = _noon(min(period.due_on, self.today))
        for name, report in made.items():
            if name == SILENT:
                continue
            if name == CULTURE:
                self._fill(report, self.by, at)
                why = "Cơ quan gửi bản giấy, đường truyền hỏng."
                reports.submit(by=self.by, at=at, report=report, on_behalf_reason=why)
                continue
            self._send(report, at)
            if name not in {HEALTH, SCHOOLS}:
                self._accept(report, at)
        self._send_back(made[HEALTH], at)
        reports.judge(by=self.by, at=at, report=made[SCIENCE], judgement="good", note="Đủ số liệu.")

    def _send_back(self, report: Report, at: dt.datetime) -> None:
        row = queries.rows(report, ["narrative"]).first()
        wanted = {row.pk: "Nêu số liệu cụ thể."} if row is not None else {}
        mend = "Bổ sung số liệu và minh chứng."
        reports.send_back(by=self.by, at=at, report=report, mend=mend, rows=wanted)

    def _running(self, period: Period) -> None:
        """The quarter that runs: opened, begun by one, sent early by another."""
        made = self._open(period, self.at)
        self._fill(made[SCIENCE], self.science, self.at)
        self._send(made[SCHOOLS], self.at)

    def _send(self, report: Report, at: dt.datetime) -> None:
        guest = Guest(report.pk, report.body_id, f"Đường dẫn của {report.body.name}"[:200])
        self._fill(report, guest, at)
        reports.submit(by=guest, at=at, report=report, via=guest.via)

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
