"""A body's report is sent, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.enums import Role
from giaoban.core.errors import Refused
from giaoban.reporting import states
from giaoban.reporting.actions import reports as actions
from giaoban.reporting.forms.reports import SubmitForm
from giaoban.reporting.queries import entering
from giaoban.reporting.queries import reports as queries
from giaoban.reporting.views.reports import OfReport, report_url

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request
    from giaoban.reporting.models import Report


class Submit(OfReport):
    """Send a report, after a look at what is still empty."""

    act = "submit"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the check list."""
        report = self.get_report(pk)
        states.after(report, "submit")
        return self._show(request, report, None)

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Send it."""
        report = self.get_report(pk)
        form = self._form(request, request.POST)
        if not form.is_valid():
            return self._show(request, report, form, 422)
        try:
            actions.submit(
                by=request.user,
                at=timezone.now(),
                report=report,
                on_behalf_reason=form.cleaned_data.get("reason", ""),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, report, form, 422)
        messages.success(request, _("Đã gửi báo cáo %(period)s.") % {"period": report.period})
        return HttpResponseRedirect(report_url(report))

    def _form(self, request: Request, data: Any = None) -> SubmitForm:
        return SubmitForm(data, in_place=request.user.role == Role.COORDINATOR)

    def _show(
        self, request: Request, report: Report, form: SubmitForm | None, status: int = 200
    ) -> HttpResponse:
        empty = queries.empty(report)
        context = {
            "report": report,
            "form": form or self._form(request),
            "required": [each.row for each in empty if each.required],
            "empty": [each.row for each in empty if not each.required],
            "unproven": queries.unproven(report),
            "odd": entering.unexplained(report, request.user),
            "n_rows": report.rows.count(),
        }
        return render(request, "reporting/submit.html", context, status=status)


class Recall(OfReport):
    """Take back a report that was sent."""

    act = "recall"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Take it back."""
        report = self.get_report(pk)
        actions.recall(by=request.user, at=timezone.now(), report=report)
        messages.success(request, _("Đã rút lại báo cáo; sửa xong hãy gửi lại."))
        return HttpResponseRedirect(report_url(report))
