"""Pages of papers received: the register, taking in, the record, its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.core import jobs, panels
from giaoban.core.errors import Conflict, NotAllowed, Refused
from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.models import Job
from giaoban.core.views import Guarded
from giaoban.documents import actions, queries, storing
from giaoban.documents.enums import Channel, DocumentState, Outcome
from giaoban.documents.errors import StampFound, Unreadable
from giaoban.documents.extraction import Content, extract
from giaoban.documents.forms import IntakeForm, ListFilters, ReceiveForm
from giaoban.documents.jobs import read_papers
from giaoban.documents.permissions import BATCHES, DOCUMENTS
from giaoban.documents.readers import READER
from giaoban.documents.uploads import too_large

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from giaoban.documents.models import Batch, Document
    from giaoban.documents.secrecy import Stamp

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


class Item(NamedTuple):
    """A file of a request, or the text pasted into it."""

    name: str
    media_type: str
    data: bytes
    channel: Channel


class Stopped(NamedTuple):
    """A file that carries a stamp; lives as long as the answer to its request."""

    name: str
    stamps: list[Stamp]


class Receive(Guarded):
    """Take in papers: files, or a pasted text."""

    policy = DOCUMENTS
    act = "receive"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._show(request, ReceiveForm(initial={"arrived_on": timezone.localdate()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take in what came; a file with a stamp leaves no trace but this answer."""
        form = ReceiveForm(request.POST, request.FILES, dropped=bool(too_large(request)))
        if not form.is_valid():
            return self._show(request, form, status=422)
        if form.cleaned_data["overrule"] and not request.user.may_overrule_secrecy:
            raise NotAllowed("overrule a stamp of state secrets")
        first = form.first_result(request.user.pk)
        if first:
            return HttpResponseRedirect(first)
        batch, stopped = self._take_in(request, form)
        if stopped:
            context = {"stopped": stopped, "batch": batch, "form": self._again(form)}
            return render(request, "documents/stopped.html", context, status=422)
        return HttpResponseRedirect(reverse("documents:batch", args=[batch.pk]))

    def _show(self, request: HttpRequest, form: ReceiveForm, status: int = 200) -> HttpResponse:
        return render(request, "documents/receive.html", {"form": form}, status=status)

    def _again(self, form: ReceiveForm) -> ReceiveForm:
        """Return a fresh form for the clerk who overrules; the file has to be chosen anew."""
        kept = {name: form.cleaned_data[name] for name in ("arrived_on", "sender")}
        return ReceiveForm(initial=kept)

    def _take_in(
        self, request: HttpRequest, form: ReceiveForm
    ) -> tuple[Batch | None, list[Stopped]]:
        at = timezone.now()
        results: list[tuple[str, actions.Received | None, str]] = []
        for name in too_large(request):
            results.append((name, None, _too_large()))
        stopped: list[Stopped] = []
        for item in _items(form):
            try:
                received = self._take_one(request, item, form, at)
            except StampFound as found:
                stopped.append(Stopped(item.name, found.stamps))
            except Unreadable as trouble:
                results.append((item.name, None, str(trouble)))
            else:
                results.append((item.name, received, ""))
        batch = self._note(request, form, results, at) if results else None
        return batch, stopped

    def _take_one(
        self, request: HttpRequest, item: Item, form: ReceiveForm, at: Any
    ) -> actions.Received:
        known = queries.known(storing.digest_of(item.data))
        if known is not None:
            return actions.Received(known, new=False)
        if item.channel is Channel.PASTE:
            content = Content(item.data.decode(), (), "")
        else:
            content = extract(item.data, item.name)
        return actions.receive(
            by=request.user,
            at=at,
            name=item.name,
            media_type=item.media_type,
            data=item.data,
            content=content,
            channel=item.channel,
            arrived_on=form.cleaned_data["arrived_on"],
            sender=form.cleaned_data["sender"],
            overrule=form.cleaned_data["overrule"],
        )

    def _note(self, request: HttpRequest, form: ReceiveForm, results: Any, at: Any) -> Batch:
        """Write the batch and begin the reading, together."""
        with transaction.atomic():
            batch = actions.open_batch(by=request.user, at=at)
            for name, received, trouble in results:
                actions.note_file(batch, name=name, received=received, trouble=trouble)
            url = reverse("documents:batch", args=[batch.pk])
            papers = [got.document.pk for _name, got, _trouble in results if got and got.new]
            if papers:
                batch.job_id = begin_reading(papers, by=request.user, at=at, url=url).pk
                batch.save(update_fields=["job_id"])
            form.remember(request.user.pk, url, at=at)
        return batch


def begin_reading(papers: list[int], *, by: Any, at: Any, url: str) -> Job:
    """Begin to read papers in the background."""
    title = ngettext("Đọc %(count)s văn bản", "Đọc %(count)s văn bản", len(papers)) % {
        "count": len(papers)
    }
    arguments = {"papers": papers, "by": by.pk, "result_url": url}
    return jobs.start(
        read_papers, title=title, by=by, at=at, total=len(papers), arguments=arguments
    )


def _too_large() -> str:
    return _("Các tệp nộp một lần quá %(most)s MB. Hãy nộp tệp này riêng, hoặc tách nhỏ tệp.") % {
        "most": settings.MAX_UPLOAD_BYTES // 1_000_000
    }


def _items(form: ReceiveForm) -> list[Item]:
    items = [_of_file(file) for file in form.cleaned_data["files"]]
    pasted = form.cleaned_data["pasted"]
    if pasted.strip():
        name = f"{_('Văn bản dán')} {timezone.localtime():%d-%m-%Y %H.%M}.txt"
        items.append(Item(name, "text/plain", pasted.encode(), Channel.PASTE))
    return items


def _of_file(file: UploadedFile) -> Item:
    return Item(file.name or "", file.content_type or "", file.read(), Channel.UPLOAD)


class BatchRecord(Guarded):
    """What became of each file of a batch; may be left and come back to."""

    policy = BATCHES
    act = "view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the batch, or its changing part alone for htmx."""
        batch = self.get_row(pk)
        files = list(
            batch.files.select_related("document", "document__original").defer(
                "document__text", "document__folded"
            )
        )
        job = Job.objects.filter(pk=batch.job_id).first() if batch.job_id else None
        context = {
            "batch": batch,
            "files": files,
            "job": job,
            "busy": job is not None and job.ended_at is None,
            "refused": sum(file.outcome == Outcome.REFUSED for file in files),
            "read": sum(
                file.document is not None and file.document.state == DocumentState.READ
                for file in files
            ),
        }
        template = "documents/batch_part.html" if request.htmx else "documents/batch.html"
        return render(request, template, context)


class Record(Guarded):
    """The record of one paper: the intake, the text, its readings, what other rooms know of it."""

    policy = DOCUMENTS
    act = "view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
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

    def get(self, request: HttpRequest, pk: int, start: int, end: int) -> HttpResponse:  # noqa: ARG002
        """Lead there."""
        return HttpResponseRedirect(reverse("desk:place", args=[self.get_row(pk).pk, start]))


class Edit(Guarded):
    """Correct the intake record."""

    policy = DOCUMENTS
    act = "edit"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form."""
        document = self.get_row(pk)
        return self._show(request, document, IntakeForm(instance=document))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
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
        self, request: HttpRequest, document: Document, form: IntakeForm, status: int = 200
    ) -> HttpResponse:
        context = {"document": document, "form": form}
        return render(request, "documents/edit.html", context, status=status)

    def _both(self, request: HttpRequest, pk: int, form: IntakeForm) -> HttpResponse:
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

    def get(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:  # noqa: ARG002
        """Send it as an attachment."""
        original = self.get_row(pk).original
        path = storing.full_path(original.path)
        if not path.is_file():
            raise Http404(_("Không thấy tệp gốc trên máy chủ; báo quản trị khôi phục từ bản lưu."))
        response = StreamingHttpResponse(
            storing.pieces(path), content_type="application/octet-stream"
        )
        response["Content-Length"] = str(path.stat().st_size)
        response["Content-Disposition"] = content_disposition_header(True, original.name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


class ReadAgain(Guarded):
    """Read a paper again, with the reader of today."""

    policy = DOCUMENTS
    act = "read"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
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

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin, and lead to where one sees how far it is."""
        papers = queries.read_before()
        if not papers:
            raise Refused(_("Mọi văn bản đều đã được đọc bằng bản đọc mới nhất."))
        with transaction.atomic():
            url = reverse("documents:list")
            job = begin_reading(papers, by=request.user, at=timezone.now(), url=url)
        return HttpResponseRedirect(reverse("core:job", args=[job.pk]))
