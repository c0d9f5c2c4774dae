"""The Excel form of tasks on the web: the form, what a filled-in one would do, and the act."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core import workbook
from giaoban.core.errors import Refused
from giaoban.core.forms import SentOnce
from giaoban.core.views import Guarded
from giaoban.work import permissions, queries, task_form
from giaoban.work.actions import importing
from giaoban.work.views.list import TaskList

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request

MOST_BYTES = 5_000_000
FRESH_SECONDS = 3600
SALT = "giaoban.work.import"


class UploadForm(forms.Form):
    """The filled-in form."""

    file = forms.FileField(label=gettext_lazy("Biểu Excel đã điền"))

    def clean_file(self) -> Any:
        """Refuse what is larger than any form."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB. Hãy chia thành nhiều tệp."))
        return file


class Import(Guarded):
    """Upload, look at what would change, confirm: nothing is saved before."""

    policy = permissions.tasks
    act = "confirm"

    def get(self, request: Request) -> HttpResponse:
        """Show the upload."""
        return self._show(request, UploadForm())

    def post(self, request: Request) -> HttpResponse:
        """Show what the file would do, or do it."""
        if "sealed" in request.POST:
            return self._take(request)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, status=422)
        try:
            file = form.cleaned_data["file"]
            columns = task_form.columns()
            sheet = workbook.read(file, task_form.TITLE, columns, task_form.MOST)
        except Refused as refusal:
            form.add_error("file", str(refusal))
            return self._show(request, form, status=422)
        return self._preview(request, sheet)

    def _preview(self, request: Request, sheet: workbook.Sheet) -> HttpResponse:
        now = timezone.now()
        on = timezone.localdate(now)
        intake = importing.check(by=request.user, at=now, on=on, sheet=sheet)
        context = {
            "intake": intake,
            "n": len(intake.new) + len(intake.changed),
            "sealed": "" if intake.errors else _seal(sheet),
            "once": SentOnce(),
        }
        status = 422 if intake.errors else 200
        return render(request, "work/import_preview.html", context, status=status)

    def _take(self, request: Request) -> HttpResponse:
        """Write what was shown; the rows come back sealed, so that they are those shown."""
        form = SentOnce(request.POST)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        try:
            sheet = _unseal(request.POST["sealed"])
        except signing.BadSignature as error:
            raise Refused(_("Trang xem trước đã quá một giờ. Hãy chọn lại tệp.")) from error
        now, url = timezone.now(), f"{reverse('work:list')}?sap=new"
        with transaction.atomic():
            on = timezone.localdate(now)
            intake = importing.take(by=request.user, at=now, on=on, sheet=sheet)
            form.remember(request.user.pk, url, at=now)
        counts = {"new": len(intake.new), "changed": len(intake.changed)}
        text = _("Đã ghi %(new)s nhiệm vụ mới, sửa %(changed)s nhiệm vụ.") % counts
        messages.success(request, text)
        return HttpResponseRedirect(url)

    def _show(self, request: Request, form: UploadForm, status: int = 200) -> HttpResponse:
        return render(request, "work/import.html", {"form": form}, status=status)


class ImportForm(Guarded):
    """The Excel form: empty, or with the tasks that the filters of the list leave."""

    policy = permissions.tasks
    act = "confirm"

    def get(self, request: Request) -> HttpResponse:
        """Send it."""
        tasks = self._tasks(request) if "co-san" in request.GET else []
        out = io.BytesIO()
        task_form.write(out, tasks)
        response = HttpResponse(
            out.getvalue(),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        response["Content-Disposition"] = 'attachment; filename="mau-nhap-nhiem-vu.xlsx"'
        return response

    def _tasks(self, request: Request) -> list[Any]:
        page = TaskList()
        page.setup(request)
        rows, _form = page.filtered(request.GET)
        rows = permissions.tasks.scope(request.user, "change", rows)
        shown = rows.select_related("field", "follower").order_by("due_order", "pk")
        found = list(shown[: task_form.MOST + 1])
        if len(found) > task_form.MOST:
            raise Refused(_("Mỗi tệp tối đa %s nhiệm vụ. Hãy lọc bớt.") % task_form.MOST)
        return queries.with_bodies(found)


def _seal(sheet: workbook.Sheet) -> str:
    rows = [[row.number, row.cells] for row in sheet.rows]
    return signing.dumps(rows, salt=SALT, compress=True)


def _unseal(text: str) -> workbook.Sheet:
    rows = signing.loads(text, salt=SALT, max_age=FRESH_SECONDS)
    return workbook.Sheet([workbook.Row(number, cells) for number, cells in rows], [])
