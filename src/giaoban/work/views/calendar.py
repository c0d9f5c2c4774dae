"""The calendar of a month: deadlines, reviews, inspections, as a table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from giaoban.bodies import permissions as bodies
from giaoban.bodies.models import Body
from giaoban.core.templatetags.look import WEEKDAYS
from giaoban.core.views import Guarded
from giaoban.work import month, permissions
from giaoban.work.models import Field

if TYPE_CHECKING:
    from django.http import HttpResponse

    from giaoban.accounts.requests import Request
    from giaoban.core.policies import Actor

KEYS = (("p", gettext_lazy("tháng trước")), ("n", gettext_lazy("tháng sau")))


class CalendarFilters(forms.Form):
    """By what the calendar is narrowed."""

    body = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=gettext_lazy("Tất cả"),
    )
    field = forms.ModelChoiceField(
        label=gettext_lazy("Lĩnh vực"),
        queryset=Field.objects.all(),
        required=False,
        empty_label=gettext_lazy("Tất cả"),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies.BODY.scope(by)  # type: ignore[attr-defined]


class Calendar(Guarded):
    """A month, from Monday to Sunday; a day of it in full."""

    policy = permissions.tasks
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show the month of the address, or this one."""
        today = timezone.localdate()
        first = month.first_of(request.GET.get("thang", ""), today)
        form = CalendarFilters(request.GET, by=request.user)
        form.is_valid()
        picked = form.cleaned_data
        narrowed = month.Narrowed(picked.get("body"), picked.get("field"))
        weeks = month.weeks(request.user, first, narrowed)
        inside = [day for week in weeks for day in week if day.inside]
        day = _day(request.GET.get("ngay", ""))
        kept = {name: value.pk for name, value in picked.items() if value is not None}
        context = {
            "form": form,
            "first": first,
            "before": month.before(first),
            "after": month.after(first),
            "weeks": weeks,
            "weekdays": WEEKDAYS,
            "n": sum(len(each.items) + each.more for each in inside),
            "today": today,
            "page_keys": KEYS,
            "kept": urlencode(kept),
            "day": day,
            **_in_full(request, day, narrowed),
        }
        return render(request, "work/calendar.html", context)


def _in_full(request: Request, day: dt.date | None, narrowed: month.Narrowed) -> dict[str, Any]:
    """Return the tasks of the day that was asked for, and how many there are."""
    if day is None:
        return {"tasks": [], "n_tasks": 0}
    tasks = month.of_day(request.user, day, narrowed)
    n = len(tasks)
    if n == month.MOST_OF_A_DAY:
        n = month.due(request.user, day, day, narrowed).count()
    return {"tasks": tasks, "n_tasks": n}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
