"""The register of incoming papers and the record of one: intake, text, file, readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core import panels
from giaoban.core.errors import Conflict, Refused
from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.views import Guarded
from giaoban.documents import actions, queries, storing
from giaoban.documents.forms import IntakeForm, ListFilters
from giaoban.documents.jobs import begin_reading
from giaoban.documents.permissions import DOCUMENTS
from giaoban.documents.readers import READER

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.accounts.requests import Request
    from giaoban.documents.models import Document

PARAGRAPHS = 200


def _kind_and_title(row: Document) -> str:
    label = row.kind_label
    return f"{label}: {row.title}" if label else row.title


class Register(ListPage):
    """The register of incoming papers, in the columns of NĐ 30/2020, Phụ lục IV, mục VI."""

    policy = DOCUMENTS
    title = gettext_lazy("Sổ đăng ký văn bản đến")
    filters = ListFilters
    template_name = "documents/list.html"
    orders = (
        Order("moi", gettext_lazy("Mới đến trước"), ("-arrived_on", "-pk")),
        Order("so", gettext_lazy("Theo số đến"), ("arrival_year", "arrival_number")),
        Order("han", gettext_lazy("Theo hạn trả lời"), ("answer_due_on", "pk")),
    )
    columns = (
        Column(gettext_lazy("Ngày đến"), lambda row: row.arrived_on, 12),
        Column(gettext_lazy("Số đến"), lambda row: row.arrival_number, 8),
        Column(gettext_lazy("Tác giả"), lambda row: row.issuer or row.sender, 28),
        Column(gettext_lazy("Số, ký hiệu văn bản"), lambda row: row.identifier, 18),
        Column(gettext_lazy("Ngày tháng văn bản"), lambda row: row.issued_on, 12),
        Column(gettext_lazy("Tên loại và trích yếu nội dung văn bản"), _kind_and_title, 60),
        Column(gettext_lazy("Đơn vị hoặc người nhận"), lambda row: row.recipient, 24),
        Column(gettext_lazy("Ngày chuyển"), lambda row: row.forwarded_on, 12),
        Column(gettext_lazy("Ký nhận"), lambda _row: "", 10),
        Column(gettext_lazy("Ghi chú"), lambda row: row.note, 24),
    )

    def rows(self) -> QuerySet[Document]:
        """Leave out the texts, which a list does not show."""
        return super().rows().defer("text", "folded", "cautions")

    def prepare(self, rows: list[Document]) -> list[Document]:
        """Tell of each paper how its answer stands today."""
        today = timezone.localdate()
        for row in rows:
            row.stands = row.urgency(today)  # type: ignore[attr-defined]
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002  # the list page's door
        """Say what the person may do here."""
        return {
            "may_receive": DOCUMENTS.may(self.request.user, "receive"),
            "may_confirm": DOCUMENTS.may(self.request.user, "confirm"),
        }


class Record(Guarded):
    """The record of one paper: the intake, the text, its readings, what other rooms know of it."""

    policy = DOCUMENTS
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        document = self.get_row(pk)
        paragraphs = [line for line in document.text.splitlines() if line.strip()]
        readings = list(document.readings.order_by("-at").defer("record"))
        context = {
            "document": document,
            "original": document.original,
            "today": timezone.localdate(),
            "stands": document.urgency(timezone.localdate()),
            "paragraphs": paragraphs[:PARAGRAPHS],
            "more": max(0, len(paragraphs) - PARAGRAPHS),
            "readings": readings,
            "newer": bool(document.text) and all(one.reader != READER for one in readings),
            "may_edit": DOCUMENTS.may(request.user, "edit", document),
            "may_confirm": DOCUMENTS.may(request.user, "confirm", document),
            "panels": panels.of("documents.record", request, document),
        }
        return render(request, "documents/record.html", context)


class Sentence(Guarded):
    """Lead to a sentence of a paper, on the desk; registers hold these addresses for good."""

    policy = DOCUMENTS
    act = "view"

    def get(self, request: Request, pk: int, start: int, end: int) -> HttpResponse:  # noqa: ARG002
        """Lead there."""
        return HttpResponseRedirect(reverse("desk:place", args=[self.get_row(pk).pk, start]))


class Edit(Guarded):
    """Correct the intake record."""

    policy = DOCUMENTS
    act = "edit"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form."""
        document = self.get_row(pk)
        return self._show(request, document, IntakeForm(instance=document))

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save it, or show what stands in the way."""
        document = self.get_row(pk)
        form = IntakeForm(request.POST, instance=self.get_row(pk))
        if not form.is_valid():
            return self._show(request, document, form, status=422)
        fields = {name: form.cleaned_data[name] for name in actions.EDITABLE}
        try:
            actions.edit(
                document,
                by=request.user,
                at=timezone.now(),
                version=form.cleaned_data["version"],
                fields=fields,
            )
        except Conflict:
            return self._both(request, pk, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, self.get_row(pk), form, status=422)
        return HttpResponseRedirect(reverse("documents:record", args=[pk]))

    def _show(
        self, request: Request, document: Document, form: IntakeForm, status: int = 200
    ) -> HttpResponse:
        context = {"document": document, "form": form}
        return render(request, "documents/edit.html", context, status=status)

    def _both(self, request: Request, pk: int, form: IntakeForm) -> HttpResponse:
        """Show the stored values beside the person's own."""
        stored = self.get_row(pk)
        differences = [
            {"label": form.fields[name].label, "theirs": getattr(stored, name), "yours": yours}
            for name, yours in form.cleaned_data.items()
            if name in actions.EDITABLE and getattr(stored, name) != yours
        ]
        form.fields.pop("version")
        context = {
            "form": form,
            "differences": differences,
            "version": stored.version,
            "back": reverse("documents:record", args=[pk]),
        }
        return render(request, "core/conflict.html", context, status=409)


class Download(Guarded):
    """Hand out the file as it came; the browser must not show it as a page of this site."""

    policy = DOCUMENTS
    act = "view"

    def get(self, request: Request, pk: int) -> StreamingHttpResponse:  # noqa: ARG002
        """Send it as an attachment."""
        original = self.get_row(pk).original
        path = storing.full_path(original.path)
        if not path.is_file():
            raise Http404(
                _(
                    "Không tìm thấy tệp gốc trên máy chủ. Hãy báo quản trị viên khôi "
                    "phục từ bản sao lưu."
                )
            )
        response = StreamingHttpResponse(
            storing.pieces(path), content_type="application/octet-stream"
        )
        response["Content-Length"] = str(path.stat().st_size)
        response["Content-Disposition"] = str(content_disposition_header(True, original.name))
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


class ReadAgain(Guarded):
    """Read a paper again, with the reader of today."""

    policy = DOCUMENTS
    act = "read"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Begin, and lead to where one sees how far it is."""
        document = self.get_row(pk)
        url = reverse("documents:record", args=[pk])
        with transaction.atomic():
            actions.unfail(document)
            job = begin_reading([document.pk], by=request.user, at=timezone.now(), url=url)
        return HttpResponseRedirect(reverse("core:job", args=[job.pk]))


class ReadAllAgain(Guarded):
    """Read every paper again that only an older reader has read."""

    policy = DOCUMENTS
    act = "read"

    def get(self, request: Request) -> HttpResponse:
        """Say how many there are, and ask."""
        return render(request, "documents/read_all.html", {"n": len(queries.read_before())})

    def post(self, request: Request) -> HttpResponse:
        """Begin, and lead to where one sees how far it is."""
        papers = queries.read_before()
        if not papers:
            raise Refused(_("Mọi văn bản đều đã được đọc bằng bản đọc mới nhất."))
        with transaction.atomic():
            url = reverse("documents:list")
            job = begin_reading(papers, by=request.user, at=timezone.now(), url=url)
        return HttpResponseRedirect(reverse("core:job", args=[job.pk]))
