"""The coordinator's desk: who has sent, who is silent; for a body, its own reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from giaoban.core.lists import Column, ListPage, Order
from giaoban.reporting.forms.board import ReportFilters
from giaoban.reporting.permissions import PERIOD, REPORT
from giaoban.reporting.queries import standings

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

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
        Column(gettext_lazy("Kỳ báo cáo"), lambda row: row.period.name, 20),
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
        """Count the standings of what is listed."""
        today = timezone.localdate()
        by = self.request.user
        return {
            "today": today,
            "tally": standings.tally(rows, today),
            "may_decide": self.policy.may(by, "decide"),
            "may_open": PERIOD.may(by, "open"),
        }


def _day(moment: Any) -> Any:
    return timezone.localtime(moment).date() if moment is not None else None
