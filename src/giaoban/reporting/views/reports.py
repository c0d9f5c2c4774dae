"""A body's report: its page for who fills it, and the same page for who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.core import panels
from giaoban.core.enums import Role
from giaoban.core.views import Guarded
from giaoban.documents.uploads import too_large
from giaoban.reporting import states
from giaoban.reporting.actions import reports as actions
from giaoban.reporting.enums import RowKind
from giaoban.reporting.errors import RowsChanged
from giaoban.reporting.forms.reports import JudgeForm, MendForm, forms_of, row_forms
from giaoban.reporting.models import Report
from giaoban.reporting.permissions import REPORT
from giaoban.reporting.queries import entering
from giaoban.reporting.queries import reports as queries
from giaoban.work.actions import attach
from giaoban.work.evidence import ACCEPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, QueryDict
    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.requests import Request
    from giaoban.reporting.forms.reports import RowForm
    from giaoban.reporting.models import ReportRow

# Up to so many rows a report is one page; a longer one is read section by section.
ONE_PAGE = 30
ROWS_A_PAGE = 30
SECTIONS: dict[str, StrOrPromise] = {
    RowKind.CARRIED: gettext_lazy("Nhiệm vụ chuyển sang"),
    RowKind.TASK: gettext_lazy("Nhiệm vụ trong kỳ"),
    RowKind.DIRECTIVE: gettext_lazy("Văn bản cần có kế hoạch"),
    RowKind.INDICATOR: gettext_lazy("Chỉ tiêu"),
    RowKind.NARRATIVE: gettext_lazy("Thuyết minh theo lĩnh vực"),
}


class Section(NamedTuple):
    """A part of the page: its rows, and how many of the whole section are filled."""

    kind: str
    label: StrOrPromise
    tally: queries.Tally
    forms: Sequence[RowForm]


def report_url(report: Report) -> str:
    """Return where a report is filled and read."""
    return reverse("reporting:report", args=[report.pk])


class OfReport(Guarded):
    """Something about one report."""

    policy = REPORT

    def get_report(self, pk: int) -> Report:
        """Return the report with what its pages show."""
        self.get_row(pk)
        return Report.objects.select_related(
            "period__calendar", "body", "submitted_by", "decided_by", "judged_by"
        ).get(pk=pk)


class Sheet(NamedTuple):
    """What of a report stands on a page."""

    tallies: list[queries.Tally]
    kinds: list[str]
    chosen: str
    page: Any
    rows: list[ReportRow]


def sheet_of(report: Report, request: Request) -> Sheet:
    """Return the whole of a short report, a page of one section of a long one."""
    tallies = queries.tallies(report)
    kinds = [str(each.kind) for each in tallies]
    if sum(each.total for each in tallies) <= ONE_PAGE:
        rows = list(queries.rows(report, kinds))
        return Sheet(tallies, kinds, "", None, rows)
    asked = request.GET.get("phan", "")
    chosen = asked if asked in kinds else kinds[0]
    paginator = Paginator(queries.rows(report, [chosen]), ROWS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return Sheet(tallies, [chosen], chosen, page, list(page.object_list))


class Showing(OfReport):
    """What shows the page of a report."""

    def show(
        self,
        request: Request,
        report: Report,
        sent: dict[int, RowForm] | None,
        status: int = 200,
    ) -> HttpResponse:
        """Show the report; ``sent`` are forms as they were typed, in place of the stored rows."""
        sheet = sheet_of(report, request)
        by = request.user
        forms = forms_of(report, by, sheet.rows, sent)
        may_fill = self.policy.may(by, "fill", report) and states.possible(report, "save")
        may_decide = self.policy.may(by, "decide", report)
        context = {
            "report": report,
            "standing": report.standing(timezone.localdate()),
            "sections": [
                _section(each, forms) for each in sheet.tallies if each.kind in sheet.kinds
            ],
            "sheet": sheet,
            "n_rows": sum(each.total for each in sheet.tallies),
            "n_filled": sum(each.filled for each in sheet.tallies),
            "may_fill": may_fill,
            "accepted_files": ACCEPTED,
            "in_place": may_fill and by.role == Role.COORDINATOR,
            "may_submit": may_fill and self.policy.may(by, "submit", report),
            "may_recall": states.possible(report, "recall")
            and self.policy.may(by, "recall", report)
            and (report.on_behalf or by.role != Role.COORDINATOR),
            "deciding": may_decide and states.possible(report, "accept"),
            "may_accept": report.submitted_by_id != by.pk,
            "may_reopen": may_decide and states.possible(report, "reopen"),
            "may_judge": may_decide and states.possible(report, "judge"),
            "mend_form": MendForm(),
            "judge_form": JudgeForm.of(report),
            "panels": panels.of("reporting.report", request, report),
        }
        return render(request, "reporting/report.html", context, status=status)


def _section(tally: queries.Tally, forms: dict[int, RowForm]) -> Section:
    mine = [form for form in forms.values() if form.row.kind == tally.kind]
    return Section(str(tally.kind), SECTIONS[tally.kind], tally, mine)


class ReportPage(Showing):
    """One report: what its body owes, filled with what is known."""

    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it: to be filled where it lies with the person, else to be read."""
        return self.show(request, self.get_report(pk), None)


class Fill(Showing):
    """Write what was typed into a report's rows."""

    act = "fill"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save the rows that were sent; a script is told in few words, a person sees the page."""
        report = self.get_report(pk)
        forms = row_forms(list(_sent_rows(report, request.POST)), request.POST)
        good = [form for form in forms if form.is_valid()]
        refused = len(good) < len(forms)
        # Who is still typing loses nothing of the other rows by a slip in one.
        if refused and not request.htmx:
            return self._unsaved(request, report, forms, _("Chưa lưu: có ô ghi chưa đúng."), 422)
        told = [form.told() for form in good]
        try:
            changed = actions.save(by=request.user, at=timezone.now(), report=report, told=told)
        except RowsChanged as conflict:
            stored = report.rows.in_bulk(conflict.rows)
            for form in forms:
                if form.row.pk in stored:
                    form.set_beside(stored[form.row.pk])
            return self._unsaved(request, report, forms, str(conflict), 409)
        if request.htmx:
            return self._saved(request, report, changed, refused=refused)
        said = ngettext("Đã lưu %(n)s dòng.", "Đã lưu %(n)s dòng.", len(changed))
        messages.success(request, said % {"n": len(changed)})
        return HttpResponseRedirect(f"{report_url(report)}?{request.GET.urlencode()}".rstrip("?"))

    def _saved(
        self, request: Request, report: Report, changed: list[ReportRow], *, refused: bool
    ) -> HttpResponse:
        tallies = queries.tallies(report)
        context = {
            "changed": entering.with_asked(report, request.user, changed),
            "now": timezone.localtime(),
            "why": _("Chưa lưu hết: có ô ghi chưa đúng.") if refused else "",
            "n_rows": sum(each.total for each in tallies),
            "n_filled": sum(each.filled for each in tallies),
        }
        status = 422 if refused else 200
        return render(request, "reporting/parts/saved.html", context, status=status)

    def _unsaved(
        self, request: Request, report: Report, forms: list[RowForm], why: str, status: int
    ) -> HttpResponse:
        if request.htmx:
            return render(request, "reporting/parts/unsaved.html", {"why": why}, status=status)
        messages.error(request, why)
        return self.show(request, report, {form.row.pk: form for form in forms}, status)


def _sent_rows(report: Report, data: QueryDict) -> Any:
    keys = [name[1:].partition("-")[0] for name in data if name.endswith("-version")]
    numbers = [int(key) for key in keys if key.isascii() and key.isdigit()]
    return queries.rows(report, RowKind.values).filter(pk__in=numbers)


def no_file(request: HttpRequest) -> str:
    """Say why a request has no file: it was too large and was dropped, or none was chosen."""
    if too_large(request):
        return _("Tệp quá lớn nên chưa được nhận. Hãy giảm dung lượng hoặc tách tệp rồi tải lại.")
    return _("Hãy chọn tệp rồi bấm tải lên.")


class Prove(OfReport):
    """Keep a file that shows what was done in a task's row."""

    act = "fill"

    def post(self, request: Request, pk: int, row: int) -> HttpResponse:
        """Keep it with the task."""
        report = self.get_report(pk)
        states.after(report, "save")
        found = get_object_or_404(queries.of_tasks(report), pk=row)
        file = request.FILES.get("file")
        back = f"{report_url(report)}?phan={found.kind}#r{found.pk}"
        if file is None:
            messages.error(request, no_file(request))
            return HttpResponseRedirect(back)
        attach(
            by=request.user,
            at=timezone.now(),
            task=queries.task_of(found),
            title="",
            name=file.name or "",
            data=file.read(),
        )
        messages.success(request, _("Đã thêm minh chứng."))
        return HttpResponseRedirect(back)


class Refresh(OfReport):
    """Add the rows that came up since the report was opened."""

    act = "refresh"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Add them."""
        report = self.get_report(pk)
        rows = actions.refresh(by=request.user, at=timezone.now(), report=report)
        said = ngettext("Thêm %(n)s dòng mới.", "Thêm %(n)s dòng mới.", len(rows))
        messages.success(request, said % {"n": len(rows)})
        return HttpResponseRedirect(report_url(report))
