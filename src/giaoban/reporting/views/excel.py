"""The Excel form of a report: taken away, and taken back after the differences were looked at."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.core.errors import Conflict, Refused
from giaoban.core.folding import fold
from giaoban.reporting import workbook, workbook_back
from giaoban.reporting.actions import forms_back
from giaoban.reporting.comparing import differences
from giaoban.reporting.forms.files import ExcelForm
from giaoban.reporting.lines import Line, lines_of
from giaoban.reporting.queries import entering
from giaoban.reporting.views.doors import AccountDoor, Door, GuestDoor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.reporting.comparing import Difference
    from giaoban.reporting.models import Report
    from giaoban.reporting.questions import Question
    from giaoban.reporting.workbook_back import Filled

SALT = "giaoban.reporting.excel"
FRESH_SECONDS = 2 * 3600


class FormPage(Door):
    """The form, filled with what is known."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:  # noqa: ARG002
        """Send it."""
        report = self.enter(pk)
        out = io.BytesIO()
        workbook.write_form(out, report, lines_of(report), at=timezone.localtime())
        response = HttpResponse(
            out.getvalue(),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        name = slugify(fold(f"bao cao {report.period.name} {report.body.name}"))[:100]
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response


class BackPage(Door):
    """Upload, look at the differences, choose: nothing is saved before."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show the upload."""
        self.enter(pk)
        return self._ask(request, ExcelForm())

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show what the file would change, or take what was chosen."""
        report = self.enter(pk)
        if "sealed" in request.POST:
            return self._take(request, report)
        form = ExcelForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._ask(request, form, status=422)
        lines = {line.row.pk: line for line in lines_of(report)}
        try:
            filled = workbook_back.read(form.cleaned_data["file"], report, lines)
        except Refused as refusal:
            form.add_error("file", str(refusal))
            return self._ask(request, form, status=422)
        return self._compare(request, report, lines, filled)

    def _ask(self, request: HttpRequest, form: ExcelForm, status: int = 200) -> HttpResponse:
        return self.show(request, "reporting/intake/excel.html", {"form": form}, status)

    def _compare(
        self, request: HttpRequest, report: Report, lines: Mapping[int, Line], filled: Filled
    ) -> HttpResponse:
        found = [] if filled.errors else differences(lines, filled.told, filled.versions)
        told = {} if filled.errors else filled.told
        odd = entering.asked(report, self.actor(), told) if told else {}
        context = {
            "filled": filled,
            "found": [(each, _asked_of(each, odd)) for each in found],
            "conflicts": sum(each.conflict for each in found),
            "sealed": _seal(report, found),
        }
        status = 422 if filled.errors else 200
        return self.show(request, "reporting/intake/differences.html", context, status)

    def _take(self, request: HttpRequest, report: Report) -> HttpResponse:
        """Save what was ticked; the values come back sealed, so that they are those shown."""
        try:
            sealed = signing.loads(
                request.POST["sealed"], salt=f"{SALT}.{report.pk}", max_age=FRESH_SECONDS
            )
        except signing.BadSignature as error:
            raise Refused(_("Trang so sánh đã quá hai giờ. Hãy chọn lại tệp.")) from error
        ticked = set(request.POST.getlist("take"))
        chosen = {
            int(pk): {
                name: value
                for name, value in forms_back.unpacked(values).items()
                if f"{pk}-{name}" in ticked
            }
            for pk, (_version, values) in sealed.items()
        }
        chosen = {pk: values for pk, values in chosen.items() if values}
        versions = {int(pk): version for pk, (version, _values) in sealed.items()}
        try:
            self._save(request, report, chosen, versions)
        except Refused as refusal:
            context = {"form": ExcelForm(), "refusal": str(refusal)}
            status = 409 if isinstance(refusal, Conflict) else 422
            return self.show(request, "reporting/intake/excel.html", context, status)
        return HttpResponseRedirect(self.address("report"))

    def _save(
        self,
        request: HttpRequest,
        report: Report,
        chosen: dict[int, Any],
        versions: dict[int, int],
    ) -> None:
        changed = forms_back.take(
            by=self.actor(),
            at=timezone.now(),
            report=report,
            chosen=chosen,
            versions=versions,
            via=self.via,
        )
        text = ngettext(
            "Đã ghi %d dòng từ biểu Excel.", "Đã ghi %d dòng từ biểu Excel.", len(changed)
        )
        messages.success(request, text % len(changed))


def _asked_of(difference: Difference, odd: Mapping[int, list[Question]]) -> list[Question]:
    """Return what is asked about a value that differs; beside its number alone."""
    _pk, name = difference.key.split("-", 1)
    return odd.get(difference.line.row.pk, []) if name == "value" else []


def _seal(report: Report, found: list[Difference]) -> str:
    rows: dict[int, tuple[int, dict[str, Any]]] = {}
    for each in found:
        name = each.key.split("-", 1)[1]
        _version, values = rows.setdefault(each.line.row.pk, (each.line.row.version, {}))
        values |= forms_back.packed({name: each.value})
    return signing.dumps(rows, salt=f"{SALT}.{report.pk}", compress=True)


class AccountForm(FormPage, AccountDoor):
    """The form, for who signed in."""


class AccountBack(BackPage, AccountDoor):
    """The form taken back, by who signed in."""


class GuestForm(FormPage, GuestDoor):
    """The form, for who came by a link."""


class GuestBack(BackPage, GuestDoor):
    """The form taken back, by who came by a link."""
