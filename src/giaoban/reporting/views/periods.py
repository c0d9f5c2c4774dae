"""Periods of a year, the calendars that they come from, and opening them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.core.views import Guarded
from giaoban.reporting import working_days
from giaoban.reporting.actions import periods as actions
from giaoban.reporting.actions import reports
from giaoban.reporting.enums import ReportState
from giaoban.reporting.forms.periods import YearForm
from giaoban.reporting.models import Calendar, Period
from giaoban.reporting.permissions import CALENDAR, PERIOD, REPORT
from giaoban.reporting.queries import periods as queries

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.requests import Request

_YEAR_LONG = 4


def year_of(request: Request) -> int:
    """Return the year that the address names, else this one; none is before periods or after."""
    asked = request.GET.get("nam", "")
    plain = asked.isascii() and asked.isdigit() and len(asked) == _YEAR_LONG
    return int(asked) if plain and int(asked) in actions.YEARS else timezone.localdate().year


def periods_url(year: int) -> str:
    """Return where the periods of a year are shown."""
    return f"{reverse('reporting:periods')}?nam={year}"


class PeriodList(Guarded):
    """The periods of a year, calendar by calendar."""

    policy = PERIOD
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show them, with what was sent by each."""
        year, by = year_of(request), request.user
        seen = REPORT.scope(by).values("pk")
        rows = Period.objects.filter(year=year).annotate(
            n_reports=Count("reports", filter=Q(reports__in=seen)),
            n_sent=Count(
                "reports", filter=Q(reports__in=seen) & ~Q(reports__state=ReportState.OPEN)
            ),
        )
        by_calendar: dict[int, list[Period]] = {}
        special = queries.special_days()
        for row in rows.order_by("ordinal"):
            row.day_off = _day_off(row.due_on, special)  # type: ignore[attr-defined]
            by_calendar.setdefault(row.calendar_id, []).append(row)
        calendars = Calendar.objects.select_related("bloc").order_by("-is_main", "name")
        shown = [
            {"calendar": each, "periods": by_calendar.get(each.pk, [])}
            for each in calendars
            if each.is_active or each.pk in by_calendar
        ]
        context = {
            "year": year,
            "calendars": shown,
            "n": sum(len(each) for each in by_calendar.values()),
            "today": timezone.localdate(),
            "may_add": PERIOD.may(by, "add"),
            "may_open": PERIOD.may(by, "open"),
            "may_change": PERIOD.may(by, "change"),
            "may_add_calendar": CALENDAR.may(by, "add"),
        }
        return render(request, "reporting/periods.html", context)


def _day_off(day: dt.date, special: dict[dt.date, str]) -> str:
    """Return why nobody works on the day; empty on a working day."""
    if working_days.is_working_day(day, special):
        return ""
    return working_days.holiday_name(day) or _("ngày nghỉ")


class Generate(Guarded):
    """Make the periods of a year by a calendar."""

    policy = PERIOD
    act = "add"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Make those that are missing."""
        calendar = get_object_or_404(Calendar, pk=pk)
        form = YearForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Năm phải từ 2000 đến 2100."))
            return HttpResponseRedirect(reverse("reporting:periods"))
        year = form.cleaned_data["year"]
        made = actions.generate(by=request.user, at=timezone.now(), calendar=calendar, year=year)
        said = ngettext("Đã lập %(n)s kỳ.", "Đã lập %(n)s kỳ.", len(made))
        messages.success(request, said % {"n": len(made)})
        return HttpResponseRedirect(periods_url(year))


class OpenPeriod(Guarded):
    """Open a period: a report for each body that owes one."""

    policy = PERIOD
    act = "open"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Open it; a second time adds what is missing."""
        period: Period = self.get_row(pk)
        made = reports.open_period(by=request.user, at=timezone.now(), period=period)
        said = ngettext(
            "Đã lập báo cáo cho %(n)s cơ quan.", "Đã lập báo cáo cho %(n)s cơ quan.", len(made)
        )
        messages.success(request, said % {"n": len(made)})
        return HttpResponseRedirect(f"{reverse('reporting:reports')}?ky={period.pk}")
