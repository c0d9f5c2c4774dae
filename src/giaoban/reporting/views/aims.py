"""The grid of what an indicator shall reach in a year, for the whole and for single bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.core.errors import Refused
from giaoban.core.views import Guarded
from giaoban.reporting.actions import aims as actions
from giaoban.reporting.forms.indicators import AimForm
from giaoban.reporting.models import Period, Target
from giaoban.reporting.permissions import INDICATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giaoban.accounts.requests import Request
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Indicator

# A page of bodies; the whole stands above each.
BODIES = 25
_EARLIEST = 2000


class Line(NamedTuple):
    """A body, or the whole, with a form for each period."""

    body: Body | None
    forms: list[tuple[Period, AimForm]]


class Aims(Guarded):
    """Targets and baselines of one indicator in one year."""

    policy = INDICATOR
    act = "aim"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the grid."""
        return self._show(request, self.get_row(pk))

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Set what changed; one field that cannot be taken leaves all as they were."""
        row = self.get_row(pk)
        page = self._page(request, row)
        lines = list(_lines(row, page["periods"], page["bodies"], request.POST))
        forms = [form for line in lines for _period, form in line.forms]
        if not all(form.is_valid() for form in forms):
            return self._show(request, row, lines, status=422)
        try:
            n = self._set(row, lines)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self._show(request, row, lines, status=409)
        messages.success(
            request, ngettext("Đã đặt %(n)s mục tiêu.", "Đã đặt %(n)s mục tiêu.", n) % {"n": n}
        )
        return HttpResponseRedirect(_url(pk, page["year"]))

    def _set(self, row: Indicator, lines: list[Line]) -> int:
        changed = 0
        with transaction.atomic():
            for line in lines:
                for period, form in line.forms:
                    if not form.has_changed():
                        continue
                    given = form.cleaned_data
                    given["version"] = given["version"] or 0
                    actions.aim(
                        by=self.request.user,
                        at=timezone.now(),
                        indicator=row,
                        period=period,
                        body=line.body,
                        **given,
                    )
                    changed += 1
        return changed

    def _page(self, request: Request, row: Indicator) -> dict[str, Any]:
        """Return the year, its periods, and a page of bodies."""
        year = _year(request.GET.get("nam", ""), timezone.localdate().year)
        periods = Period.objects.filter(calendar__kind=row.every, calendar__is_active=True)
        years = periods.order_by("year").values_list("year", flat=True).distinct()
        pager = Paginator(row.bodies.all(), BODIES)
        page = pager.get_page(request.GET.get("page"))
        return {
            "year": year,
            "years": list(years),
            "periods": _of_year(row, year),
            "page": page,
            "bodies": list(page.object_list),
        }

    def _show(
        self, request: Request, row: Indicator, lines: list[Line] | None = None, status: int = 200
    ) -> HttpResponse:
        page = self._page(request, row)
        if lines is None:
            lines = list(_lines(row, page["periods"], page["bodies"]))
        context = {"indicator": row, "lines": lines, **page}
        return render(request, "reporting/indicators/aims.html", context, status=status)


class CopyAims(Guarded):
    """Take over what was aimed at in the year before."""

    policy = INDICATOR
    act = "aim"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it where nothing is set yet."""
        row = self.get_row(pk)
        year = _year(request.POST.get("nam", ""), timezone.localdate().year)
        n = actions.copy_aims(
            by=request.user, at=timezone.now(), indicator=row, into=_of_year(row, year)
        )
        words = ngettext("Đã lấy %(n)s mục tiêu.", "Đã lấy %(n)s mục tiêu.", n) % {"n": n}
        messages.success(
            request,
            words
            if n
            else _(
                "Không có mục tiêu nào để lấy: năm trước chưa đặt, hoặc năm nay đã đặt hay đã chốt."
            ),
        )
        return HttpResponseRedirect(_url(pk, year))


def _url(pk: int, year: int) -> str:
    return f"{reverse('reporting:indicator_aims', args=[pk])}?nam={year}"


def _year(text: str, default: int) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else default  # noqa: PLR2004
    return year if year >= _EARLIEST else default


def _of_year(row: Indicator, year: int) -> list[Period]:
    """Return the year's periods, one of each; those of the main calendar go before others."""
    rows = Period.objects.filter(calendar__kind=row.every, calendar__is_active=True, year=year)
    found: dict[int, Period] = {}
    for period in rows.select_related("calendar").order_by("-calendar__is_main", "calendar"):
        found.setdefault(period.ordinal, period)
    return [found[ordinal] for ordinal in sorted(found)]


def _lines(
    row: Indicator, periods: list[Period], bodies: list[Body], data: Any = None
) -> Iterator[Line]:
    stored = {
        (each.period_id, each.body_id): each
        for each in Target.objects.filter(indicator=row, period__in=periods)
    }
    for body in (None, *bodies):
        key = body.pk if body is not None else None
        forms = [
            (period, _form(stored.get((period.pk, key)), period, body, data)) for period in periods
        ]
        yield Line(body, forms)


def _form(stored: Target | None, period: Period, body: Body | None, data: Any) -> AimForm:
    initial = {
        "target": stored.target if stored else None,
        "baseline": stored.baseline if stored else None,
        "version": stored.version if stored else 0,
    }
    key = body.pk if body is not None else 0
    form = AimForm(data, initial=initial, prefix=f"{period.pk}-{key}")
    whose = body.name if body is not None else _("Cả khối")
    for name in ("target", "baseline"):
        label = f"{form.fields[name].label}: {whose}, {period}"
        form.fields[name].widget.attrs |= {"aria-label": label, "size": 8}
        form.fields[name].disabled = period.is_closed
    return form
