"""Many years at a glance: indicators by years or by single periods, over all bodies."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from giaoban.core.views import Guarded
from giaoban.reporting.combining import rounded
from giaoban.reporting.forms.indicators import YearsForm
from giaoban.reporting.permissions import INDICATOR
from giaoban.reporting.queries import years

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Years(Guarded):
    """Indicators over many years, combined over all bodies that the person may see."""

    policy = INDICATOR
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show the table, or hand it out as Excel."""
        form = YearsForm(request.GET or None)
        asked = form.cleaned_data if form.is_valid() else {}
        today = timezone.localdate()
        by_year = asked.get("columns") != "periods"
        table = years.table(
            on=today,
            by=request.user,
            count=asked.get("years") or years.SHOWN,
            kind=asked.get("every") or years.KIND,
            by_year=by_year,
        )
        if request.GET.get("format") == "xlsx":
            return _xlsx(table, f"chi-tieu-{today:%Y-%m-%d}.xlsx")
        query = request.GET.copy()
        query["format"] = "xlsx"
        context = {"table": table, "form": form, "by_year": by_year, "export": query.urlencode()}
        return render(request, "reporting/indicators/years.html", context)


def _xlsx(table: years.Table, name: str) -> HttpResponse:
    """Return the table as a sheet: figures as numbers, what is not known as nothing."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = _("Chỉ tiêu")
    head = [_("Mã"), _("Chỉ tiêu"), _("Đơn vị tính")]
    for column in table.columns:
        head += [column.name, _("%(column)s: phạm vi") % {"column": column.name}]
    sheet.append(head)
    for named in sheet[1]:
        named.font = Font(bold=True)
    for line in table.lines:
        row = line.indicator
        values: list[object] = [row.code, row.name, row.unit]
        for cell in line.cells:
            values += [rounded(cell.figure.value, row.decimals), cell.coverage]
        sheet.append(values)
        # What begins with = would run as a formula.
        for written in sheet[sheet.max_row][:3]:
            written.data_type = "s"
    sheet.freeze_panes = "D2"
    sheet.column_dimensions["B"].width = 50
    out = io.BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
