"""A free report comes in: kept, read, and confirmed proposal by proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict, Refused
from giaoban.documents.errors import StampFound
from giaoban.documents.extraction import extract
from giaoban.documents.uploads import too_large
from giaoban.reporting.actions import intake
from giaoban.reporting.forms.files import ReportFileForm
from giaoban.reporting.jobs import intake as jobs
from giaoban.reporting.models import ReportFile
from giaoban.reporting.views.doors import AccountDoor, Door, GuestDoor
from giaoban.reporting.views.word_desk import OfFile

if TYPE_CHECKING:
    from django.http import HttpRequest


class UploadPage(Door):
    """Bring in a file."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Ask for it, and show those that came before."""
        self.enter(pk)
        return self._ask(request, ReportFileForm())

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Keep and read it."""
        self.enter(pk)
        form = ReportFileForm(request.POST, request.FILES)
        if too_large(request):
            form.add_error("file", _("Tệp quá lớn. Hãy bỏ bớt ảnh hoặc tách tệp rồi nộp lại."))
        if not form.is_valid():
            return self._ask(request, form, 422)
        try:
            file = self._receive(form.cleaned_data["file"])
        except StampFound:
            form.add_error("file", _stamped())
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return HttpResponseRedirect(self.address("word_file", file.pk))
        return self._ask(request, form, 422)

    def _receive(self, upload: Any) -> ReportFile:
        """Keep it and read it; a long one in the background, which its page shows."""
        data = upload.read()
        file = intake.receive(
            by=self.actor(),
            at=timezone.now(),
            report=self.report,
            name=upload.name or "",
            media_type=upload.content_type or "",
            data=data,
            content=extract(data, upload.name or ""),
            via=self.via,
        )
        if file.read_at is None:
            url = self.address("word_file", file.pk)
            jobs.begin(file=file, by=self.actor(), at=timezone.now(), url=url)
        return file

    def _ask(self, request: HttpRequest, form: ReportFileForm, status: int = 200) -> HttpResponse:
        files = [
            (self.address("word_file", file.pk), file)
            for file in ReportFile.objects.filter(report=self.report).defer("text").order_by("-at")
        ]
        return self.show(
            request, "reporting/intake/word.html", {"form": form, "files": files}, status
        )


def _stamped() -> str:
    return _(
        "Tệp có dấu chỉ độ mật nên không được nhận và không lưu ở đâu. Nếu đúng là văn bản mật, "
        "hãy xử lý ngoài hệ thống này và báo người phụ trách bảo vệ bí mật nhà nước."
    )


class FilePage(OfFile):
    """What was read in a file: each sentence beside the row that it seems to tell of."""

    def get(self, request: HttpRequest, file: int, pk: int | None = None) -> HttpResponse:
        """Show the proposals, those that wait first, and the text; or how far the reading is."""
        self.enter(pk)
        found = self.get_file(file)
        if found.read_at is None or "tien-do" in request.GET:
            return self.show_reading(request, found)
        return self.show_file(request, found)


class TakePage(OfFile):
    """Confirm a proposal."""

    def post(
        self, request: HttpRequest, file: int, key: int, pk: int | None = None
    ) -> HttpResponse:
        """Write it into its row, or into the one that was chosen instead."""
        self.enter(pk)
        paper = self.get_file(file)
        proposal = get_object_or_404(paper.proposals, pk=key)
        wanted = request.POST.get("row", "")
        target = int(wanted) if wanted.isascii() and wanted.isdigit() else proposal.row_id
        row = get_object_or_404(self.report.rows, pk=target)
        seen = request.POST.get(f"version-{row.pk}", "")
        try:
            intake.take(
                by=self.actor(),
                at=timezone.now(),
                proposal=proposal,
                row=row,
                version=int(seen) if seen.isascii() and seen.isdigit() else row.version,
                via=self.via,
            )
        except Refused as refusal:
            status = 409 if isinstance(refusal, Conflict) else 422
            return self.show_file(request, paper, str(refusal), status)
        messages.success(request, _("Đã ghi vào báo cáo."))
        return HttpResponseRedirect(self.place_of(proposal))


class DismissPage(OfFile):
    """Leave a proposal out."""

    def post(
        self, request: HttpRequest, file: int, key: int, pk: int | None = None
    ) -> HttpResponse:
        """Dismiss it."""
        self.enter(pk)
        paper = self.get_file(file)
        proposal = get_object_or_404(paper.proposals, pk=key)
        try:
            intake.dismiss(by=self.actor(), at=timezone.now(), proposal=proposal, via=self.via)
        except Refused as refusal:
            return self.show_file(request, paper, str(refusal), 422)
        return HttpResponseRedirect(self.place_of(proposal))


class AccountUpload(UploadPage, AccountDoor):
    """Bring in a file, signed in."""


class AccountFile(FilePage, AccountDoor):
    """What was read in a file, for who signed in; whoever sees the report follows it there."""

    act = "view"


class AccountTake(TakePage, AccountDoor):
    """Confirm a proposal, signed in."""


class AccountDismiss(DismissPage, AccountDoor):
    """Leave a proposal out, signed in."""


class GuestUpload(UploadPage, GuestDoor):
    """Bring in a file through a link."""


class GuestFile(FilePage, GuestDoor):
    """What was read in a file, for who came by a link."""


class GuestTake(TakePage, GuestDoor):
    """Confirm a proposal through a link."""


class GuestDismiss(DismissPage, GuestDoor):
    """Leave a proposal out through a link."""
