"""A free report comes in: kept, read, and confirmed proposal by proposal."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict, Refused
from giaoban.documents.errors import StampFound
from giaoban.documents.extraction import extract
from giaoban.documents.uploads import too_large
from giaoban.reporting import states
from giaoban.reporting.actions import forms_back, intake
from giaoban.reporting.enums import ProposalState
from giaoban.reporting.forms.files import ReportFileForm
from giaoban.reporting.lines import Line, label_of, lines_of, shown
from giaoban.reporting.models import ReportFile
from giaoban.reporting.permissions import REPORT
from giaoban.reporting.queries import entering
from giaoban.reporting.views.doors import AccountDoor, Door, GuestDoor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.reporting.models import Proposal
    from giaoban.reporting.questions import Question

SURE, FAIR = 80, 60


class Card(NamedTuple):
    """A proposal as it is shown: its sentence, its row, what would be written, how sure."""

    row: Proposal
    label: str
    quote: str
    line: Line
    values: list[tuple[str, str]]
    sure: str
    asked: list[Question]
    take_url: str
    dismiss_url: str


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
        data = upload.read()
        return intake.receive(
            by=self.actor(),
            at=timezone.now(),
            report=self.report,
            name=upload.name or "",
            media_type=upload.content_type or "",
            data=data,
            content=extract(data, upload.name or ""),
            via=self.via,
        )

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


class OfFile(Door):
    """Something about one file of a report."""

    def get_file(self, key: int) -> ReportFile:
        """Return a file of this report."""
        return get_object_or_404(ReportFile, report=self.report, pk=key)

    def show_file(
        self, request: HttpRequest, file: ReportFile, refusal: str = "", status: int = 200
    ) -> HttpResponse:
        """Show the page of the file."""
        lines = {line.row.pk: line for line in lines_of(self.report)}
        cards = self._cards(file, lines)
        waiting = [each for each in cards if each.row.state == ProposalState.WAITING]
        context = {
            "file": file,
            "waiting": waiting,
            "decided": [each for each in cards if each.row.state != ProposalState.WAITING],
            "lines": lines.values(),
            "paragraphs": _paragraphs(file.text, cards),
            "refusal": refusal,
            "may_fill": states.possible(self.report, "save")
            and REPORT.may(self.actor(), "fill", self.report),
        }
        return self.show(request, "reporting/intake/word_file.html", context, status)

    def _cards(self, file: ReportFile, lines: Mapping[int, Line]) -> list[Card]:
        """Return the proposals; what is odd is asked of the numbers, whatever the sentence says."""
        rows = list(file.proposals.all())
        read = {row.row_id: forms_back.unpacked(row.told) | {"text": ""} for row in rows}
        odd = entering.asked(self.report, self.actor(), read) if rows else {}
        return [
            self._card(each, file, lines, odd)._replace(label=f"X{number}")
            for number, each in enumerate(rows, 1)
        ]

    def _card(
        self,
        row: Proposal,
        file: ReportFile,
        lines: Mapping[int, Line],
        odd: Mapping[int, list[Question]],
    ) -> Card:
        line = lines[row.row_id]
        told = forms_back.unpacked(row.told)
        values = [
            (label_of(name, line), shown(value)) for name, value in told.items() if name != "text"
        ]
        level = _("chắc") if row.confidence >= SURE else _("vừa")
        return Card(
            row=row,
            label="",
            quote=file.text[row.start : row.end],
            line=line,
            values=values,
            sure=level if row.confidence >= FAIR else _("cần xem kỹ"),
            asked=odd.get(row.row_id, []) if row.state == ProposalState.WAITING else [],
            take_url=self.address("word_take", file.pk, row.pk),
            dismiss_url=self.address("word_dismiss", file.pk, row.pk),
        )


class Piece(NamedTuple):
    """Words of the text, with the card that they belong to."""

    words: str
    card: Card | None
    begins: bool


def _paragraphs(text: str, cards: list[Card]) -> list[list[Piece]]:
    """Return the text by paragraphs, each in pieces, marked where a card has its sentence.

    Where two cards have the same words, the mark is that of the first.
    """
    found = []
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append(_pieces(text, at, at + len(line.rstrip()), cards))
        at += len(line)
    return found


def _pieces(text: str, start: int, end: int, cards: list[Card]) -> list[Piece]:
    inside = [each for each in cards if each.row.start < end and each.row.end > start]
    edges = {edge for each in inside for edge in (each.row.start, each.row.end)}
    marks = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    pieces: list[Piece] = []
    for first, last in pairwise(marks):
        over = [each for each in inside if each.row.start <= first < each.row.end]
        card = over[0] if over else None
        # Blank lines before a sentence are no paragraph: it begins with its first words.
        begins = card is not None and not text[card.row.start : first].strip()
        pieces.append(Piece(text[first:last], card, begins))
    return pieces


class FilePage(OfFile):
    """What was read in a file: each sentence beside the row that it seems to tell of."""

    def get(self, request: HttpRequest, file: int, pk: int | None = None) -> HttpResponse:
        """Show the proposals, those that wait first, and the text."""
        self.enter(pk)
        return self.show_file(request, self.get_file(file))


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
        return HttpResponseRedirect(self.address("word_file", paper.pk))


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
        return HttpResponseRedirect(self.address("word_file", paper.pk))


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
