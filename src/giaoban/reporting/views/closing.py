"""Pages of closings: all of them, closing one, its record, undoing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import Refused
from giaoban.core.views import Guarded
from giaoban.reporting import figures, permissions
from giaoban.reporting.actions import closing as actions
from giaoban.reporting.forms.closing import CloseForm, UndoForm
from giaoban.reporting.jobs import closing as jobs
from giaoban.reporting.models import Calendar, ClosedLine, Closing, Period
from giaoban.reporting.permissions.closing import may_decide, require_decide
from giaoban.reporting.queries import closing as queries
from giaoban.reporting.queries.freezing import Freezing
from giaoban.work.enums import TaskState, Timeliness
from giaoban.work.models import Field

if TYPE_CHECKING:
    from collections import Counter

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from giaoban.accounts.models import User
    from giaoban.accounts.requests import Request

AMENDMENTS_SHOWN = 50
BODIES_SHOWN = 60
PERIODS_SHOWN = 40


class Closings(Guarded):
    """The closed periods of each calendar, and those that wait to be closed."""

    policy = permissions.CLOSING
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show them."""
        today = timezone.localdate()
        periods = Period.objects.select_related("calendar", "closed_by").order_by("-first_day")
        standing = {each.period_id: each for each in Closing.objects.filter(undone_at__isnull=True)}
        office = may_decide(request.user, "close")
        mine = set() if self.sees_all else self._told_of()
        calendars = []
        n_closed = n_waiting = 0
        for calendar in Calendar.objects.select_related("bloc").order_by("-is_main", "name"):
            rows = []
            for each in periods.filter(calendar=calendar)[:PERIODS_SHOWN]:
                closing, ended = standing.get(each.pk), today > each.data_to
                if self._shown(closing, mine, office=office):
                    waits = closing is None and ended and each.opened_at is not None
                    rows.append(
                        {"period": each, "closing": closing, "ended": ended, "waits": waits}
                    )
                    n_closed += closing is not None
                    n_waiting += waits
            calendars.append({"calendar": calendar, "rows": rows})
        context = {
            "calendars": [each for each in calendars if each["rows"]],
            "n_closed": n_closed,
            "n_waiting": n_waiting,
            "may_close": office,
            "overview": self.sees_all,
        }
        return render(request, "reporting/closing/list.html", context)

    @property
    def sees_all(self) -> bool:
        """Tell whether the person sees every body's lines."""
        return sees_all(self.request)

    def _told_of(self) -> set[int]:
        """Return the closings that hold lines which the person may see."""
        lines = permissions.CLOSED_LINE.scope(self.request.user)
        return set(lines.order_by().values_list("closing_id", flat=True).distinct())

    def _shown(self, closing: Closing | None, mine: set[int], *, office: bool) -> bool:
        if closing is None:
            return office
        return self.sees_all or closing.pk in mine


def sees_all(request: HttpRequest) -> bool:
    """Tell whether the person sees the lines of every body."""
    user = cast("User", request.user)
    reach = permissions.CLOSING.reach(user, "overview")
    return reach is not None and (reach == "all" or permissions.leads(user))


class ClosePeriod(Guarded):
    """Close a period: first what will be frozen, then one act."""

    policy = permissions.CLOSING
    act = "close"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show what will be frozen, and what speaks against it; what is closed as it was closed."""
        period = self._period(pk)
        closed = queries.standing(period)
        if closed is not None:
            return HttpResponseRedirect(reverse("reporting:closing", args=[closed.pk]))
        return self._show(request, period)

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Begin to close."""
        period = self._period(pk)
        form = CloseForm(request.POST, needed=False)
        done = form.first_result(request.user.pk)
        if done is not None:
            return HttpResponseRedirect(done)
        if not form.is_valid():
            return self._show(request, period, form)
        try:
            return HttpResponseRedirect(self._begin(request, period, form))
        except IntegrityError:
            return HttpResponseRedirect(form.first_result(request.user.pk) or request.path)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, period, form)

    @transaction.atomic
    def _begin(self, request: Request, period: Period, form: CloseForm) -> str:
        at = timezone.now()
        job = jobs.begin(period=period, by=request.user, at=at, reason=form.cleaned_data["reason"])
        url = reverse("core:job", args=[job.pk])
        form.remember(request.user.pk, url, at=at)
        return url

    def _period(self, pk: int) -> Period:
        require_decide(self.request.user, "close")
        return get_object_or_404(Period.objects.select_related("calendar__bloc"), pk=pk)

    def _show(
        self, request: Request, period: Period, form: CloseForm | None = None
    ) -> HttpResponse:
        freezing = Freezing(period, timezone.now())
        told = queries.preview(freezing)
        against = queries.objections(freezing, told.reports)
        context = {
            "period": period,
            "told": told,
            "states": queries.report_states(told),
            "kinds": queries.line_kinds(told),
            "against": against,
            "refusal": queries.refusal(period, timezone.localdate()),
            "after": queries.period_after(period),
            "form": form or CloseForm(needed=bool(against)),
        }
        return render(
            request, "reporting/closing/close.html", context, status=200 if form is None else 422
        )


def visible(request: Request, closing: Closing) -> QuerySet[ClosedLine]:
    """Return the lines of a closing that the person may see; 404 where there are none."""
    lines = permissions.CLOSED_LINE.scope(request.user).filter(closing=closing)
    if not sees_all(request) and not lines.exists():
        raise Http404
    return lines


class ClosingRecord(Guarded):
    """A closed period: its figures, by body and by field, what was corrected, what changed."""

    policy = permissions.CLOSING
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it; with ``goc=1`` as it was closed, without the corrections."""
        closing: Closing = self.get_row(pk)
        lines = visible(request, closing)
        amended = request.GET.get("goc") != "1"
        cells = figures.count(lines, amended=amended, by_field=True)
        kept = queries.amendments(lines)
        every = _by_body(cells, queries.names(lines))
        bodies = Paginator(every, BODIES_SHOWN).get_page(request.GET.get("page"))
        context = {
            "closing": closing,
            "period": closing.period,
            "amended": amended,
            "whole": figures.whole(cells),
            "states": _labelled(figures.whole(cells).states, TaskState),
            "timeliness": _labelled(figures.whole(cells).timeliness, Timeliness),
            "bodies": bodies,
            # Paper has no pages to turn: the bodies before and after stand there too.
            "earlier": every[: max(bodies.start_index() - 1, 0)],
            "later": every[bodies.end_index() :],
            "fields": _by_field(cells),
            "amendments": queries.as_read(kept[:AMENDMENTS_SHOWN]),
            "n_amendments": kept.count(),
            "overview": sees_all(request),
            "changes": _changes(request, closing, cells, amended=amended),
            "may_undo": may_decide(request.user, "undo") and closing.by_id != request.user.pk,
            "may_export": permissions.CLOSING.may(request.user, "export"),
        }
        return render(request, "reporting/closing/record.html", context)


def _labelled(found: Counter[str], words: Any) -> list[tuple[str, int]]:
    """Return counts with their words, in the order of the words; nought is left out."""
    return [(word.label, found[word.value]) for word in words if found[word.value]]


def _by_body(cells: Counter[figures.Cell], names: dict[int, str]) -> list[dict[str, Any]]:
    split = figures.split(cells, lambda cell: cell.body)
    return [
        {"pk": body, "name": name, "figures": split[body]}
        for body, name in names.items()
        if body in split
    ]


def _by_field(cells: Counter[figures.Cell]) -> list[dict[str, Any]]:
    split = figures.split(cells, lambda cell: cell.field)
    names = Field.objects.in_bulk([key for key in split if key is not None])
    found = [{"name": str(names[key]), "figures": split[key]} for key in names if split[key].tasks]
    if None in split and split[None].tasks:
        found.append({"name": _("Chưa rõ lĩnh vực"), "figures": split[None]})
    return found


def _changes(
    request: Request, closing: Closing, cells: Counter[figures.Cell], *, amended: bool
) -> dict[str, Any] | None:
    """Return the figures beside those of the period before; nothing where none was closed."""
    before = queries.before(closing)
    if before is None:
        return None
    lines = permissions.CLOSED_LINE.scope(request.user).filter(closing=before)
    old, new = figures.whole(figures.count(lines, amended=amended)), figures.whole(cells)
    rows = [
        (_("Nhiệm vụ"), old.tasks, new.tasks),
        (_("Đã hoàn thành"), old.done, new.done),
        (_("Chậm hạn"), old.late, new.late),
        (_("Dòng đã xác nhận"), old.confirmed, new.confirmed),
        (_("Tỷ lệ cơ quan báo cáo, %"), old.reporting_rate, new.reporting_rate),
        (_("Tỷ lệ đúng hạn, %"), old.on_time_rate, new.on_time_rate),
    ]
    return {"closing": before, "rows": rows}


class UndoClosing(Guarded):
    """Take a closing back: a second person, with a reason."""

    policy = permissions.CLOSING
    act = "undo"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Say what will happen, and whether it can be."""
        return self._show(request, self.get_row(pk), UndoForm())

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Undo."""
        closing: Closing = self.get_row(pk)
        form = UndoForm(request.POST)
        if not form.is_valid():
            return self._show(request, closing, form, status=422)
        try:
            actions.undo(
                closing=closing,
                by=request.user,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, closing, form, status=422)
        messages.success(request, _("Đã hủy chốt; kỳ được mở lại."))
        return HttpResponseRedirect(reverse("reporting:closings"))

    def _show(
        self, request: Request, closing: Closing, form: UndoForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "closing": closing,
            "period": closing.period,
            "obstacles": queries.obstacles(closing),
            "handed": queries.handed_over(closing),
            "same_person": closing.by_id == request.user.pk,
            "form": form,
        }
        return render(request, "reporting/closing/undo.html", context, status=status)
