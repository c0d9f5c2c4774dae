"""What is decided of a body's report that was sent: accepted, sent back, reopened, judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.reporting.actions import reports as actions
from giaoban.reporting.forms.reports import JudgeForm
from giaoban.reporting.views.reports import OfReport, report_url

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request


class Accept(OfReport):
    """Accept a report."""

    act = "decide"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Accept it."""
        report = self.get_report(pk)
        actions.accept(by=request.user, at=timezone.now(), report=report)
        messages.success(request, _("Đã nhận báo cáo của %(body)s.") % {"body": report.body})
        return HttpResponseRedirect(report_url(report))


class SendBack(OfReport):
    """Send a report back with what to mend, as a whole and row by row."""

    act = "decide"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Send it back."""
        report = self.get_report(pk)
        rows = {
            int(name[5:]): str(words)
            for name, words in request.POST.items()
            if name.startswith("mend-") and name[5:].isascii() and name[5:].isdigit()
        }
        actions.send_back(
            by=request.user,
            at=timezone.now(),
            report=report,
            mend=request.POST.get("mend", "")[:2000],
            rows=rows,
        )
        messages.success(
            request, _("Đã trả lại báo cáo để %(body)s bổ sung.") % {"body": report.body}
        )
        return HttpResponseRedirect(report_url(report))


class Reopen(OfReport):
    """Give an accepted report back to its body."""

    act = "decide"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Reopen it."""
        report = self.get_report(pk)
        mend = request.POST.get("mend", "")[:2000]
        actions.reopen(by=request.user, at=timezone.now(), report=report, mend=mend)
        messages.success(request, _("Đã mở lại báo cáo của %(body)s.") % {"body": report.body})
        return HttpResponseRedirect(report_url(report))


class Judge(OfReport):
    """Say what is thought of a report's substance."""

    act = "judge"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Put it on record."""
        report = self.get_report(pk)
        form = JudgeForm(request.POST)
        if form.is_valid():
            actions.judge(
                by=request.user,
                at=timezone.now(),
                report=report,
                judgement=form.cleaned_data["judgement"],
                note=form.cleaned_data["note"],
            )
            messages.success(request, _("Đã ghi đánh giá nội dung."))
        else:
            messages.error(request, _("Chưa ghi: nhận xét dài quá 2.000 ký tự."))
        return HttpResponseRedirect(report_url(report))
