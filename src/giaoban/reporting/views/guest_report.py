"""A guest's report: filled and sent as a focal point does, with nothing else of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.core.errors import Refused
from giaoban.reporting import states
from giaoban.reporting.actions import reports as actions
from giaoban.reporting.enums import RowKind
from giaoban.reporting.errors import RowsChanged
from giaoban.reporting.forms.reports import forms_of, row_forms
from giaoban.reporting.queries import entering
from giaoban.reporting.queries import reports as queries
from giaoban.reporting.views.doors import GuestDoor
from giaoban.reporting.views.reports import SECTIONS, Section, no_file, sheet_of
from giaoban.work.actions import attach
from giaoban.work.evidence import ACCEPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giaoban.accounts.requests import Request
    from giaoban.reporting.forms.reports import RowForm
    from giaoban.reporting.models import ReportRow


class Showing(GuestDoor):
    """What shows the page of the report."""

    def show_report(
        self, request: HttpRequest, typed: dict[int, RowForm] | None = None, status: int = 200
    ) -> HttpResponse:
        """Show the rows; ``typed`` are forms as they were sent, in place of the stored rows."""
        sheet = sheet_of(self.report, cast("Request", request))
        forms = forms_of(self.report, self.actor(), sheet.rows, typed)
        context = {
            "sheet": sheet,
            "sections": [
                Section(each.kind, SECTIONS[each.kind], each, _of_kind(forms, each.kind))
                for each in sheet.tallies
                if each.kind in sheet.kinds
            ],
            "standing": self.report.standing(timezone.localdate()),
            **self.counts(sheet.tallies),
            "may_fill": states.possible(self.report, "save"),
            "accepted_files": ACCEPTED,
            "may_recall": states.possible(self.report, "recall"),
        }
        return self.show(request, "reporting/intake/report.html", context, status)

    def counts(self, tallies: Sequence[queries.Tally]) -> dict[str, int]:
        """Return how many rows there are, and how many are filled."""
        return {
            "n_rows": sum(each.total for each in tallies),
            "n_filled": sum(each.filled for each in tallies),
        }

    def back(self) -> HttpResponse:
        """Lead to the report."""
        return HttpResponseRedirect(
            f"{self.address('report')}?{self.request.GET.urlencode()}".rstrip("?")
        )


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
        quick = bool(getattr(request, "htmx", False))
        good = [form for form in forms if form.is_valid()]
        refused = len(good) < len(forms)
        if refused and not quick:
            return self._unsaved(request, typed, _("Chưa lưu: có ô ghi chưa đúng."), 422)
        try:
            changed = actions.save(
                by=self.actor(),
                at=timezone.now(),
                report=self.report,
                told=[form.told() for form in good],
                via=self.via,
            )
        except RowsChanged as conflict:
            stored = self.report.rows.in_bulk(conflict.rows)
            for form in forms:
                if form.row.pk in stored:
                    form.set_beside(stored[form.row.pk])
            return self._unsaved(request, typed, str(conflict), 409)
        if quick:
            return self._saved(request, changed, refused=refused)
        said = ngettext("Đã lưu %(n)s dòng.", "Đã lưu %(n)s dòng.", len(changed))
        messages.success(request, said % {"n": len(changed)})
        return self.back()

    def _saved(
        self, request: HttpRequest, changed: list[ReportRow], *, refused: bool
    ) -> HttpResponse:
        context = self.counts(queries.tallies(self.report)) | {
            "changed": entering.with_asked(self.report, self.actor(), changed),
            "now": timezone.localtime(),
            "why": _("Chưa lưu hết: có ô ghi chưa đúng.") if refused else "",
        }
        status = 422 if refused else 200
        return render(request, "reporting/parts/saved.html", context, status=status)

    def _unsaved(
        self, request: HttpRequest, typed: dict[int, RowForm], why: str, status: int
    ) -> HttpResponse:
        if getattr(request, "htmx", False):
            return render(request, "reporting/parts/unsaved.html", {"why": why}, status=status)
        messages.error(request, why)
        return self.show_report(request, typed, status)


class GuestProve(Showing):
    """Keep a file that shows what was done in a task's row."""

    def post(self, request: HttpRequest, row: int) -> HttpResponse:
        """Keep it with the task, as of the link."""
        states.after(self.report, "save")
        found = get_object_or_404(queries.of_tasks(self.report), pk=row)
        file = request.FILES.get("file")
        if file is None:
            messages.error(request, no_file(request))
            return self.back()
        try:
            attach(
                by=self.actor(),
                at=timezone.now(),
                task=queries.task_of(found),
                title="",
                name=file.name or "",
                data=file.read(),
                via=self.guest.via,
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.show_report(request, status=422)
        messages.success(request, _("Đã thêm minh chứng."))
        return HttpResponseRedirect(f"{self.address('report')}?phan={found.kind}#r{found.pk}")


class GuestSubmit(Showing):
    """Send the report, after a look at what is still empty."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what is still empty."""
        return self._ask(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send it."""
        try:
            actions.submit(
                by=self.actor(), at=timezone.now(), report=self.report, via=self.guest.via
            )
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
            "odd": entering.unexplained(self.report, self.actor()),
            "may_submit": states.possible(self.report, "submit"),
        }
        return self.show(request, "reporting/intake/submit.html", context, status)


class GuestRecall(Showing):
    """Take back a report that was sent and not yet decided."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it back."""
        actions.recall(by=self.actor(), at=timezone.now(), report=self.report, via=self.guest.via)
        messages.success(request, _("Đã rút lại báo cáo; sửa xong hãy gửi lại."))
        return self.back()


def _of_kind(forms: dict[int, RowForm], kind: str) -> list[RowForm]:
    return [each for each in forms.values() if each.row.kind == kind]
