"""Set calendars, single periods and days off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.bodies.views.editing import Editing
from giaoban.core.templatetags.look import vnday
from giaoban.core.views import Guarded
from giaoban.reporting import planning, working_days
from giaoban.reporting.actions import periods as actions
from giaoban.reporting.forms.periods import CalendarForm, DayForm, PeriodForm
from giaoban.reporting.models import Calendar, Period, SpecialDay
from giaoban.reporting.permissions import CALENDAR, PERIOD, SPECIAL_DAY
from giaoban.reporting.views.periods import periods_url, year_of

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.requests import Request


class CalendarEdit(Editing):
    """Edit a calendar."""

    policy = CALENDAR
    act = "change"
    form_class = CalendarForm
    heading_new = gettext_lazy("Lập lịch kỳ báo cáo")

    def initial(self, row: Calendar | None) -> dict[str, Any]:
        """Return the calendar as on record; for a new one the preset of NĐ 09/2019."""
        if row is not None:
            return CalendarForm.of(row)
        asked = self.request.GET.get("loai", "quarter")
        preset = next(
            (each for each in planning.presets() if each.kind == asked), planning.presets()[0]
        )
        given = {"moves_due": True, "is_active": True}
        return preset._asdict() | given

    def save(
        self,
        row: Calendar | None,
        form: Any,
        rows: dict[str, list[dict[str, Any]]],  # noqa: ARG002 (of the base)
        at: dt.datetime,
    ) -> Calendar:
        """Write the calendar."""
        by: Any = self.request.user
        given = form.given()
        if row is None:
            return actions.add_calendar(by=by, at=at, given=given)
        version = form.cleaned_data["version"] or 0
        return actions.change_calendar(
            by=by,
            at=at,
            calendar=row,
            version=version,
            given=given,
        )

    def url(self, row: Calendar | None) -> str:  # noqa: ARG002 (all calendars stand on one page)
        """Return the page of the periods."""
        return reverse("reporting:periods")


class CalendarAdd(CalendarEdit):
    """Put a calendar on record."""

    act = "add"


class PeriodEdit(Editing):
    """Edit a period until something was sent by it."""

    policy = PERIOD
    act = "change"
    form_class = PeriodForm
    heading_new = gettext_lazy("Thêm kỳ báo cáo")

    def initial(self, row: Period | None) -> dict[str, Any]:
        """Return the period as on record."""
        if row is None:
            return {}
        return {name: getattr(row, name) for name in actions.PeriodGiven._fields}

    def save(
        self,
        row: Period | None,
        form: Any,
        rows: dict[str, list[dict[str, Any]]],  # noqa: ARG002 (of the base)
        at: dt.datetime,
    ) -> Period:
        """Write the period."""
        if row is None:
            raise ValueError("a period is added to a calendar")
        return actions.change_period(
            by=self.request.user,  # type: ignore[arg-type]
            at=at,
            period=row,
            version=form.cleaned_data["version"] or 0,
            given=form.given(),
        )

    def url(self, row: Period | None) -> str:
        """Return the periods of its year."""
        return periods_url(row.year) if row is not None else reverse("reporting:periods")


class PeriodAdd(PeriodEdit):
    """Add a period to a calendar; its address names the calendar."""

    act = "add"

    def load(self, pk: int | None) -> None:
        """Load no row: the address names a calendar, which is found as it is saved."""
        self.calendar = get_object_or_404(CALENDAR.scope(self.request.user), pk=pk)

    def save(
        self,
        row: Period | None,  # noqa: ARG002 (of the base)
        form: Any,
        rows: dict[str, list[dict[str, Any]]],  # noqa: ARG002 (of the base)
        at: dt.datetime,
    ) -> Period:
        """Write the period."""
        return actions.add_period(
            by=self.request.user,  # type: ignore[arg-type]
            at=at,
            calendar=self.calendar,
            given=form.given(),
        )


class Days(Guarded):
    """The days off of a year: public holidays, and what a decision has swapped."""

    policy = SPECIAL_DAY
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show them."""
        return self.show(request, DayForm())

    def show(self, request: Request, form: DayForm, status: int = 200) -> HttpResponse:
        """Show the days of the year and the form for another."""
        year = year_of(request)
        special = list(SpecialDay.objects.filter(day__year=year).order_by("day"))
        context = {
            "year": year,
            "special": special,
            "public": working_days.holidays_of(year),
            "form": form,
            "may_set": self.policy.may(request.user, "set"),
        }
        return render(request, "reporting/days.html", context, status=status)


class SetDay(Days):
    """Say that a day is off or worked."""

    act = "set"

    def get(self, request: Request) -> HttpResponse:
        """Show the form."""
        return self.show(request, DayForm())

    def post(self, request: Request) -> HttpResponse:
        """Put it on record."""
        form = DayForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, 422)
        data = form.cleaned_data
        row = actions.set_day(by=request.user, at=timezone.now(), **data)
        messages.success(request, _("Đã ghi ngày %(day)s.") % {"day": vnday(row.day)})
        return HttpResponseRedirect(f"{reverse('reporting:days')}?nam={row.day.year}")


class DropDay(Guarded):
    """Leave a day to the calendar again."""

    policy = SPECIAL_DAY
    act = "set"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Drop it."""
        row: SpecialDay = self.get_row(pk)
        year = row.day.year
        actions.drop_day(by=request.user, at=timezone.now(), row=row)
        messages.success(request, _("Đã xóa ngày này khỏi danh sách."))
        return HttpResponseRedirect(f"{reverse('reporting:days')}?nam={year}")
