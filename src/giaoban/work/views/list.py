"""The list of tasks, and the register that it is printed and taken away as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core import unchanged
from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.paging import COUNTED
from giaoban.core.templatetags.look import vnday
from giaoban.work import actions, permissions, queries
from giaoban.work.actions import bulk
from giaoban.work.forms.filters import TaskFilters

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from giaoban.work.models import Task


_TICK = gettext_lazy("chọn, bỏ chọn dòng")


def _names(parts: Iterable[queries.Named]) -> str:
    return "; ".join(each.name for each in parts)


def _paper(row: Task) -> str:
    """Return kind, symbol, day and issuer of the paper that gave the task, or the reason."""
    paper = row.document
    if paper is None:
        return row.reason
    day = _("ngày %(day)s") % {"day": vnday(paper.issued_on)} if paper.issued_on else ""
    named = " ".join(part for part in (paper.kind_label, paper.identifier, day) if part)
    return "; ".join(part for part in (named, paper.issuer) if part) or paper.title


class TaskList(ListPage):
    """Tasks, in the columns of the register of follow-up (NĐ 30/2020, Phụ lục IV, mục VIII).

    Task, cooperating bodies and first deadline are ours, set between them.
    """

    policy = permissions.tasks
    title = gettext_lazy("Nhiệm vụ")
    filters = TaskFilters
    template_name = "work/list.html"
    search_kind = actions.KIND
    form: TaskFilters
    orders = (
        Order("due", gettext_lazy("Hạn gần trước"), ("due_order", "pk")),
        Order("new", gettext_lazy("Mới ghi trước"), ("-pk",)),
    )
    columns = (
        Column(gettext_lazy("Số đến"), lambda r: r.document and r.document.arrival_number, 8),
        Column(
            gettext_lazy("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành văn bản"),
            _paper,
            40,
        ),
        Column(gettext_lazy("Nhiệm vụ"), lambda row: row.title, 44),
        Column(gettext_lazy("Đơn vị hoặc người nhận"), lambda row: _names(row.leads), 24),
        Column(gettext_lazy("Phối hợp"), lambda row: _names(row.others), 28),
        Column(gettext_lazy("Thời hạn giải quyết"), lambda r: r.due_on or r.due_text, 12),
        Column(gettext_lazy("Hạn đầu tiên"), lambda row: row.first_due_on, 12),
        Column(gettext_lazy("Tiến độ giải quyết"), lambda row: row.get_state_display(), 15),
        Column(
            gettext_lazy("Số, ký hiệu văn bản trả lời"),
            lambda row: row.document and row.document.answer,
            18,
        ),
        Column(
            gettext_lazy("So với hạn"),
            lambda row: row.timeliness(timezone.localdate()).label,
            16,
        ),
        Column(gettext_lazy("Số lần gia hạn"), lambda row: row.extensions_granted, 8),
        Column(gettext_lazy("Ghi chú"), lambda _row: "", 14),
    )

    def rows(self) -> QuerySet[Any]:
        """Return the tasks with the papers that gave them."""
        return queries.with_papers(super().rows())

    def page_rows(self) -> QuerySet[Any]:
        """Return the tasks with the titles of the papers alone."""
        return queries.with_sources(super().rows())

    def prepare(self, rows: list[Task]) -> list[Task]:
        """Add the bodies' names."""
        return queries.with_names(rows)

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:
        """Count what is late, and tell whether the person may enter tasks."""
        today = timezone.localdate()
        may_bulk = permissions.bulk_acts.may(self.request.user, "add")
        return {
            "directive": self.form.cleaned_data.get("directive"),
            "parent": self.form.cleaned_data.get("parent"),
            "today": today,
            "n_late": self._n_late(rows, today) if self.form.may_be_late else 0,
            "may_bulk": may_bulk,
            "most_at_once": bulk.MOST,
            "table": self.table("work/table.html", "tasks", ticks=may_bulk, today=today),
            "may_confirm": self.policy.may(self.request.user, "confirm"),
        }

    def keys(self, page: Page[Any]) -> list[tuple[str, StrOrPromise]]:
        """Add the tick of the row to those of every list."""
        tick = [("x", _TICK)] if permissions.bulk_acts.may(self.request.user, "add") else []
        return [*tick, *super().keys(page)]

    def _n_late(self, rows: QuerySet[Any], today: dt.date) -> int:
        late = queries.late(rows.order_by(), today)[:COUNTED]
        return unchanged.kept(("late", *self.address), late.count)
