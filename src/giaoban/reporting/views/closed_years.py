"""The table of many years over all bodies, and its workbook."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from openpyxl import Workbook

from giaoban.core import exports
from giaoban.core.errors import NotAllowed
from giaoban.core.views import Guarded
from giaoban.reporting import permissions
from giaoban.reporting.models import Calendar
from giaoban.reporting.queries import closed_years
from giaoban.reporting.views.closing import sees_all
from giaoban.work.enums import Timeliness
from giaoban.work.models import DONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giaoban.accounts.requests import Request
    from giaoban.reporting.figures import Figures

BODIES_SHOWN = 50
PERIODS_SHOWN = 8
_WIDTH = 14


class Years(Guarded):
    """How each body stood in each closed period: tasks, and how many of them were late."""

    policy = permissions.CLOSING
    act = "overview"

    def get(self, request: Request) -> HttpResponse:
        """Show the newest periods; the workbook holds them all."""
        if not sees_all(request):
            raise NotAllowed(self.act)
        calendars = list(Calendar.objects.order_by("-is_main", "name"))
        wanted = request.GET.get("lich", "")
        chosen = next((each for each in calendars if str(each.pk) == wanted), None)
        chosen = chosen or (calendars[0] if calendars else None)
        table = closed_years.table(chosen) if chosen else closed_years.Table([], [], [])
        if request.GET.get("format") == "xlsx":
            return _workbook(table)
        page = Paginator(table.rows, BODIES_SHOWN).get_page(request.GET.get("page"))
        late = sum(each.late for each in table.foot)
        context = {
            "calendars": calendars,
            "chosen": chosen,
            "closings": table.closings[-PERIODS_SHOWN:],
            "n_closings": len(table.closings),
            "n_bodies": len(table.rows),
            "n_late": late,
            "page": page,
            "rows": [
                (body, list(zip(cells, table.closings, strict=True))[-PERIODS_SHOWN:])
                for body, cells in page.object_list
            ],
            "foot": list(zip(table.foot, table.closings, strict=True))[-PERIODS_SHOWN:],
        }
        return render(request, "reporting/closing/years.html", context)


def _workbook(table: closed_years.Table) -> HttpResponse:
    heads = [_("Cơ quan"), *(str(each.period) for each in table.closings)]
    measures = [
        (_("Nhiệm vụ"), lambda f: f.tasks),
        (_("Hoàn thành"), lambda f: sum(f.states[each] for each in DONE)),
        (_("Chậm hạn"), lambda f: f.late),
        (_("Chậm do khách quan"), lambda f: f.timeliness[Timeliness.NO_FAULT]),
        (_("Tỷ lệ đúng hạn, %"), lambda f: f.on_time_rate),
        (_("Đã báo cáo"), lambda f: f.reported),
    ]
    out = io.BytesIO()
    book = Workbook(write_only=True)
    widths = [46] + [_WIDTH] * len(table.closings)
    for name, measure in measures:
        exports.fill(book.create_sheet(name), heads, widths, _rows(table, measure))
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=exports.XLSX)
    response["Content-Disposition"] = 'attachment; filename="nhieu-nam.xlsx"'
    return response


def _rows(table: closed_years.Table, measure: Any) -> Iterator[list[Any]]:
    def value(figures: Figures | None) -> Any:
        return None if figures is None else measure(figures)

    for body, cells in table.rows:
        yield [body.name, *map(value, cells)]
    yield [_("Cộng"), *map(value, table.foot)]
