"""The export upward: its page, its files, its published schema."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views import View

from giaoban.core import exports
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.core.lists import MOST_XLSX
from giaoban.core.views import Guarded
from giaoban.reporting import permissions, upward, upward_files
from giaoban.reporting.actions import closing as actions
from giaoban.reporting.figures import OF_TASKS
from giaoban.reporting.models import Closing

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from giaoban.accounts.requests import Request


class Upward(Guarded):
    """What is sent to the level above, and the files of it."""

    policy = permissions.CLOSING
    act = "export"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Say what the files hold."""
        closing = self.get_row(pk)
        at = timezone.now()
        context = {
            "closing": closing,
            "period": closing.period,
            "head": upward.head(closing, at=at),
            "many": closing.lines.filter(kind__in=OF_TASKS).count() > MOST_XLSX,
            "most": MOST_XLSX,
        }
        return render(request, "reporting/closing/upward.html", context)

    def post(self, request: Request, pk: int) -> HttpResponseBase:
        """Give a file; that it was taken is put on record."""
        rows = Closing.objects.select_related("period__calendar__bloc__lead")
        closing = get_object_or_404(rows, pk=self.get_row(pk).pk)
        form = "xlsx" if request.POST.get("format") == "xlsx" else "json"
        if form == "xlsx" and closing.lines.filter(kind__in=OF_TASKS).count() > MOST_XLSX:
            raise Refused(_("Quá nhiều dòng cho tệp Excel. Hãy tải tệp JSON."))
        at = timezone.now()
        actions.note_export(closing=closing, form=form, by=request.user, at=at)
        name = f"{slugify(fold(closing.period.name))}.{form}"
        if form == "xlsx":
            out = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
            upward_files.write_workbook(out, closing, at=at)
            out.seek(0)
            return FileResponse(out, as_attachment=True, filename=name, content_type=exports.XLSX)
        return StreamingHttpResponse(
            upward_files.stream(closing, at=at),
            content_type="application/json; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class UpwardSchema(View):
    """The published schema of the export; it says nothing of anybody and is open to all."""

    def get(self, _request: HttpRequest) -> JsonResponse:
        """Return it."""
        answer = JsonResponse(upward.schema(), json_dumps_params={"indent": 2})
        answer["Content-Type"] = "application/schema+json"
        return answer
