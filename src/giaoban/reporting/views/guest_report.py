"""A guest's report: filled and sent as a focal point does, with nothing else of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.core.errors import Refused
from giaoban.reporting import states
from giaoban.reporting.actions import reports as actions
from giaoban.reporting.enums import RowKind
from giaoban.reporting.errors import RowsChanged
from giaoban.reporting.forms.reports import row_forms
from giaoban.reporting.queries import reports as queries
from giaoban.reporting.views.doors import GuestDoor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giaoban.reporting.forms.reports import RowForm


class Section(NamedTuple):
    """The rows of one kind."""

    kind: str
    label: str
    forms: Sequence[RowForm]


class Showing(GuestDoor):
    """What shows the page of the report."""

    def show_report(
        self, request: HttpRequest, typed: dict[int, RowForm] | None = None, status: int = 200
    ) -> HttpResponse:
        """Show the rows; ``typed`` are forms as they were sent, in place of the stored rows."""
        rows = list(queries.rows(self.report, RowKind.values))
        queries.with_last(self.report, rows)
        forms = {form.row.pk: form for form in row_forms(rows)} | (typed or {})
        for row in rows:
            forms[row.pk].row.last = row.last  # type: ignore[attr-defined]
        sections = [
            Section(
                str(kind), str(kind.label), [each for each in forms.values() if each.row.kind == kind]
            )
            for kind in RowKind
        ]
        context = {
            "sections": [each for each in sections if each.forms],
            "standing": self.report.standing(timezone.localdate()),
            "n_rows": len(rows),
            "n_filled": sum(row.filled_at is not None for row in rows),
            "may_fill": states.possible(self.report, "save"),
            "may_recall": states.possible(self.report, "recall"),
        }
        return self.show(request, "reporting/intake/report.html", context, status)

    def back(self) -> HttpResponse:
        """Lead to the report."""
        return HttpResponseRedirect(self.address("report"))


class GuestReport(Showing):
    """The report of the body: filled here, or read where it was sent."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        return self.show_report(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save the rows that were sent."""
        rows = list(queries.rows(self.report, RowKind.values))
        forms = row_forms(rows, request.POST)
        typed = {form.row.pk: form for form in forms}
        if not all([form.is_valid() for form in forms]):  # noqa: C419 (every form says its errors)
            messages.error(request, _("Chưa lưu: có ô ghi chưa đúng."))
            return self.show_report(request, typed, 422)
        try:
            changed = actions.save(
                by=self.actor(),
                at=timezone.now(),
                report=self.report,
                told=[form.told() for form in forms],
                via=self.via,
            )
        except RowsChanged as conflict:
            stored = self.report.rows.in_bulk(conflict.rows)
            for form in forms:
                if form.row.pk in stored:
                    form.set_beside(stored[form.row.pk])
            messages.error(request, str(conflict))
            return self.show_report(request, typed, 409)
        said = ngettext("Đã lưu %(n)s dòng.", "Đã lưu %(n)s dòng.", len(changed))
        messages.success(request, said % {"n": len(changed)})
        return self.back()


class GuestSubmit(Showing):
    """Send the report, after a look at what is still empty."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what is still empty."""
        return self._ask(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send it."""
        try:
            actions.submit(by=self.actor(), at=timezone.now(), report=self.report, via=self.guest.via)
        except Refused as refusal:
            return self._ask(request, str(refusal), 422)
        messages.success(request, _("Đã gửi báo cáo %(period)s.") % {"period": self.report.period})
        return self.back()

    def _ask(self, request: HttpRequest, refusal: str = "", status: int = 200) -> HttpResponse:
        empty = queries.empty(self.report)
        context: dict[str, Any] = {
            "refusal": refusal,
            "required": [each.row for each in empty if each.required],
            "empty": [each.row for each in empty if not each.required],
            "may_submit": states.possible(self.report, "submit"),
        }
        return self.show(request, "reporting/intake/submit.html", context, status)


class GuestRecall(Showing):
    """Take back a report that was sent and not yet decided."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it back."""
        actions.recall(by=self.actor(), at=timezone.now(), report=self.report)
        messages.success(request, _("Đã rút lại báo cáo; sửa xong hãy gửi lại."))
        return self.back()
