"""Forms of calendars, periods and days off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.forms import Day, Versioned
from giaoban.bodies.models import Bloc
from giaoban.reporting.actions.periods import CalendarGiven, PeriodGiven
from giaoban.reporting.enums import DayKind, PeriodKind

if TYPE_CHECKING:
    from giaoban.reporting.models import Calendar


class CalendarForm(Versioned):
    """A calendar of periods."""

    name = forms.CharField(label=_("Tên lịch"), max_length=200)
    bloc = forms.ModelChoiceField(label=_("Khối"), queryset=Bloc.objects.all())
    kind = forms.ChoiceField(label=_("Loại kỳ"), choices=PeriodKind.choices)
    cut_day = forms.IntegerField(
        label=_("Ngày chốt số liệu trong tháng cuối kỳ"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("Nghị định 09/2019/NĐ-CP: ngày 14. Để trống là ngày cuối tháng."),
    )
    due_day = forms.IntegerField(
        label=_("Ngày gửi báo cáo trong tháng"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("Nghị định 09/2019/NĐ-CP: ngày 25."),
    )
    due_after = forms.IntegerField(
        label=_("Hoặc số ngày làm việc sau ngày chốt"), min_value=1, max_value=60, required=False
    )
    moves_due = forms.BooleanField(
        label=_("Hạn rơi vào ngày nghỉ thì lùi sang ngày làm việc sau"), required=False
    )
    is_main = forms.BooleanField(label=_("Lịch chính của khối"), required=False)
    is_active = forms.BooleanField(label=_("Đang dùng"), required=False)

    def given(self) -> CalendarGiven:
        """Return the calendar as it was entered."""
        return CalendarGiven(**{name: self.cleaned_data[name] for name in CalendarGiven._fields})

    @classmethod
    def of(cls, row: Calendar) -> dict[str, Any]:
        """Return the values of the form as on record."""
        return {name: getattr(row, name) for name in (*CalendarGiven._fields, "version")}


class PeriodForm(Versioned):
    """One period."""

    name = forms.CharField(label=_("Tên kỳ"), max_length=120)
    first_day = Day(label=_("Từ ngày"))
    last_day = Day(label=_("Đến hết ngày"))
    data_from = Day(label=_("Số liệu từ ngày"))
    data_to = Day(label=_("Chốt số liệu hết ngày"))
    due_on = Day(
        label=_("Hạn gửi báo cáo"),
        help_text=_("Sau ngày chốt số liệu ít nhất 1 ngày làm việc."),
    )

    def given(self) -> PeriodGiven:
        """Return the period as it was entered."""
        return PeriodGiven(**{name: self.cleaned_data[name] for name in PeriodGiven._fields})


class YearForm(forms.Form):
    """A year of periods to be made."""

    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)


class DayForm(forms.Form):
    """A day off, or a day worked in exchange."""

    day = Day(label=_("Ngày"))
    kind = forms.ChoiceField(label=_("Là ngày"), choices=DayKind.choices)
    name = forms.CharField(
        label=_("Lý do, văn bản"),
        max_length=200,
        help_text=_("Ví dụ: Thông báo của Bộ Nội vụ về hoán đổi ngày làm việc."),
    )
