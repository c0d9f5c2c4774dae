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
from openpyxl.utils import get_column_letter

from giaoban.core import exports
from giaoban.core.views import Guarded
from giaoban.core.workbook import FONT, SIZE, lay_for_print
from giaoban.reporting.combining import rounded
from giaoban.reporting.forms.indicators import YearsForm
from giaoban.reporting.permissions import INDICATOR
from giaoban.reporting.queries import years

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from giaoban.accounts.requests import Request

_NARROW, _WIDE, _WIDEST = 14, 34, 50
_FIRST_FIGURE = 3


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
    _lay_out(sheet)
    for line in table.lines:
        row = line.indicator
        values: list[object] = [row.code, row.name, row.unit]
        for cell in line.cells:
            values += [rounded(cell.figure.value, row.decimals), cell.coverage]
        sheet.append(values)
        # What begins with = would run as a formula.
        for written in sheet[sheet.max_row][:3]:
            written.data_type = "s"
        for figure in sheet[sheet.max_row][_FIRST_FIGURE::2]:
            figure.number_format = "#,##0" + "." * bool(row.decimals) + "0" * row.decimals
    out = io.BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=exports.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lay_out(sheet: Worksheet) -> None:
    """Make the heads bold, columns as wide as what they hold, and the sheet fit a page."""
    for at, named in enumerate(sheet[1]):
        named.font = Font(name=FONT, size=SIZE, bold=True)
        # From the fourth on, a figure and what it covers take turns.
        covers = at >= _FIRST_FIGURE and (at - _FIRST_FIGURE) % 2
        sheet.column_dimensions[get_column_letter(at + 1)].width = _WIDE if covers else _NARROW
    sheet.column_dimensions["B"].width = _WIDEST
    sheet.freeze_panes = "D2"
    lay_for_print(sheet)
