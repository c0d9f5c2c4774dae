"""The coordinator's desk: who has sent, who is silent; for a body, its own reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.templatetags.look import vnday
from giaoban.core.views import Guarded
from giaoban.reporting.actions import reports as actions
from giaoban.reporting.enums import ReportState, Standing
from giaoban.reporting.forms.board import ReportFilters
from giaoban.reporting.models import Period
from giaoban.reporting.permissions import LINK, PERIOD, REPORT
from giaoban.reporting.queries import board, standings
from giaoban.work.enums import FollowUpKind
from giaoban.work.permissions import follow_ups

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.requests import Request
    from giaoban.reporting.models import Report


def _standing(row: Report) -> StrOrPromise:
    return row.standing(timezone.localdate()).label


class ReportList(ListPage):
    """The reports that the person may see, those that want a hand first."""

    policy = REPORT
    title = gettext_lazy("Báo cáo")
    filters = ReportFilters
    template_name = "reporting/list.html"
    search_field = "body__folded"
    orders = (
        Order("new", gettext_lazy("Kỳ mới trước"), ("-period__data_to", "body__order", "pk")),
        Order("sent", gettext_lazy("Mới gửi trước"), ("-submitted_at", "pk")),
        Order("body", gettext_lazy("Cơ quan"), ("body__order", "body__sort_key", "pk")),
    )
    columns = (
        Column(gettext_lazy("Cơ quan"), lambda row: row.body.name, 40),
        Column(gettext_lazy("Kỳ báo cáo"), lambda row: str(row.period), 20),
        Column(gettext_lazy("Hạn gửi"), lambda row: row.period.due_on, 14),
        Column(gettext_lazy("Tình trạng"), _standing, 18),
        Column(gettext_lazy("Gửi lúc"), lambda row: _day(row.submitted_at), 18),
        Column(gettext_lazy("Gửi lần đầu"), lambda row: _day(row.first_submitted_at), 18),
        Column(gettext_lazy("Gửi thay, lý do"), lambda row: row.on_behalf_reason, 30),
        Column(gettext_lazy("Số lần trả lại"), lambda row: row.sent_back_times, 10),
        Column(gettext_lazy("Cần bổ sung"), lambda row: row.mend, 40),
        Column(gettext_lazy("Đánh giá nội dung"), lambda r: r.get_judgement_display(), 18),
    )

    def rows(self) -> QuerySet[Any]:
        """Return the reports with their periods and bodies."""
        return super().rows().select_related("period", "body", "submitted_by", "decided_by")

    def prepare(self, rows: list[Report]) -> list[Report]:
        """Add how each stands today."""
        today = timezone.localdate()
        for row in rows:
            row.stands = row.standing(today)  # type: ignore[attr-defined]
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:
        """Count the standings of what is listed and can still be sent."""
        today = timezone.localdate()
        by = self.request.user
        return {
            "today": today,
            "tally": standings.tally(rows.filter(period__closed_at__isnull=True), today),
            "may_decide": self.policy.may(by, "decide"),
            "may_open": PERIOD.may(by, "open"),
        }


def _day(moment: Any) -> Any:
    return timezone.localtime(moment).date() if moment is not None else None


class Board(Guarded):
    """The board of a period: bodies by how their reports stand, and how they kept their days."""

    policy = REPORT
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show the period that is asked for, else the one at hand."""
        today, by = timezone.localdate(), request.user
        opened = PERIOD.scope(by).filter(opened_at__isnull=False).select_related("calendar")
        asked = request.GET.get("ky", "")
        period = standings.current(today)
        if asked.isascii() and asked.isdigit():
            period = get_object_or_404(opened, pk=asked)
        if period is None:
            return render(request, "reporting/board.html", {"period": None})
        found = board.lines(self.policy.scope(by), period, today)
        context = {
            "period": period,
            "periods": _near(period),
            "lines": found,
            "counts": [(each, n) for each, n in board.counts(found).items() if n],
            "n_sent": sum(line.report.state != ReportState.OPEN for line in found),
            "n_late": sum(line.standing == Standing.OVERDUE for line in found),
            "n_waiting": len(board.acceptable(found)),
            **_urging(request, period, found),
            "may_decide": self.policy.may(by, "decide") and not period.is_closed,
            "may_open": PERIOD.may(by, "open") and not period.is_closed,
        }
        return render(request, "reporting/board.html", context)


def _urging(request: Request, period: Period, found: list[board.Line]) -> dict[str, Any]:
    """Return whom to urge, the letter that is begun with them, and the way to their links."""
    silent = board.silent(found)
    may = follow_ups.may(request.user, "add") and not period.is_closed
    if not silent or not may:
        return {"urged": []}
    query = QueryDict(mutable=True)
    query["loai"] = FollowUpKind.URGING
    query["trich-yeu"] = _("Đôn đốc gửi báo cáo %(period)s") % {"period": period}
    query["noi-dung"] = _(
        "Báo cáo %(period)s có hạn gửi ngày %(day)s. Đến nay cơ quan chưa gửi báo cáo;"
        " đề nghị hoàn thành và gửi ngay."
    ) % {"period": period, "day": vnday(period.due_on)}
    query.setlist("co-quan", [str(line.report.body_id) for line in silent])
    may_link = LINK.may(request.user, "make")
    return {
        "urged": silent,
        "urge_url": f"{reverse('work:followup_new')}?{query.urlencode()}",
        "links_url": reverse("reporting:links", args=[period.pk]) if may_link else "",
    }


def _near(period: Period) -> list[Period]:
    """Return the period with those opened before and after it in its calendar."""
    of_calendar = Period.objects.filter(calendar=period.calendar_id, opened_at__isnull=False)
    before = of_calendar.filter(data_to__lte=period.data_to).order_by("-data_to")[:3]
    after = of_calendar.filter(data_to__gt=period.data_to).order_by("data_to")[:1]
    return [*reversed(before), *after]


class AcceptMany(Guarded):
    """Accept the reports that were ticked."""

    policy = REPORT
    act = "decide"

    def post(self, request: Request) -> HttpResponse:
        """Accept them; those that cannot be now are told."""
        keys = [key for key in request.POST.getlist("report") if key.isascii() and key.isdigit()]
        rows = self.policy.scope(request.user, "decide").filter(pk__in=keys)
        taken, left = actions.accept_many(
            by=request.user, at=timezone.now(), reports=list(rows.order_by("pk"))
        )
        said = ngettext("Đã nhận %(n)s báo cáo.", "Đã nhận %(n)s báo cáo.", len(taken))
        messages.success(request, said % {"n": len(taken)})
        if left:
            said = ngettext(
                "%(n)s báo cáo chưa nhận được: hãy mở từng báo cáo để xem vì sao.",
                "%(n)s báo cáo chưa nhận được: hãy mở từng báo cáo để xem vì sao.",
                len(left),
            )
            messages.warning(request, said % {"n": len(left)})
        period = request.POST.get("ky", "")
        query = f"?ky={period}" if period.isascii() and period.isdigit() else ""
        return HttpResponseRedirect(f"{reverse('reporting:board')}{query}")
