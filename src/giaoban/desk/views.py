"""The reading desk: the text with its marks, the cards, and what a person does with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.core.errors import Conflict, Refused
from giaoban.core.views import Guarded
from giaoban.desk import cards, queries
from giaoban.desk.actions import decide, reshape
from giaoban.desk.actions.undo import undo
from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.errors import NeedsChoice
from giaoban.desk.forms import MEND, AddForm, MendForm
from giaoban.desk.marks import render as render_marks
from giaoban.desk.models import Decision, Finding
from giaoban.desk.quoting import places_of
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from django.http import HttpRequest

    from giaoban.documents.models import Document

MOST = 100
KEYS = (
    ("a", gettext_lazy("nhận phiếu")),
    ("e", gettext_lazy("sửa phiếu")),
    ("x", gettext_lazy("bỏ phiếu")),
    ("u", gettext_lazy("hoàn tác việc vừa làm")),
)


class OfPaper(Guarded):
    """A view of one paper's desk."""

    policy = DOCUMENTS
    act = "confirm"

    def back(self, document: Document, finding: Finding | None = None, **query: Any) -> str:
        """Return the address of the desk, at a card."""
        page = self.request.POST.get("trang") or self.request.GET.get("trang")
        asked = {"trang": page, **query}
        words = urlencode({key: value for key, value in asked.items() if value})
        anchor = f"#{finding.label}" if finding else ""
        address = reverse("desk:desk", args=[document.pk])
        return f"{address}{'?' if words else ''}{words}{anchor}"

    def to_next(self, document: Document, finding: Finding) -> HttpResponseRedirect:
        """Lead to the next card of the paper that waits, else to the desk."""
        waiting = document.findings.filter(state=FindingState.WAITING, kind__in=queries.ENTERED)
        after = waiting.filter(start__gte=finding.start).exclude(pk=finding.pk)
        return HttpResponseRedirect(self.back(document, after.order_by("start", "pk").first()))


class Desk(OfPaper):
    """The desk of one paper, a window of its text at a time."""

    act = "view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the window that was asked for."""
        document = self.get_row(pk)
        return show(request, document)


def show(
    request: HttpRequest,
    document: Document,
    *,
    mend: MendForm | None = None,
    add: AddForm | None = None,
    found: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the desk; ``mend`` and ``add`` are forms that came back with something to say."""
    may = DOCUMENTS.may(request.user, "confirm", document)
    everything = queries.places(document)
    cut = queries.windows(document.text, [one.start for one in everything])
    number = _whole(request.GET.get("trang") or request.POST.get("trang"), 1)
    window = cut[min(max(number, 1), len(cut)) - 1]
    findings = queries.in_window(document, window, last=window.number == len(cut))
    marks = queries.marks_in(everything, window, cut, reverse("desk:desk", args=[document.pk]))
    text = [
        (one, render_marks(document.text, one.start, one.end, marks)) for one in window.paragraphs
    ]
    waits = [
        one
        for one in everything
        if one.state == FindingState.WAITING and one.kind in queries.ENTERED
    ]
    context = {
        "document": document,
        "text": text,
        "slips": cards.lay_out(document, findings, window),
        "window": window,
        "windows": _pages(cut, waits),
        "waits": len(waits),
        "found": len(everything),
        "recent": queries.recent(document) if may else [],
        "may": may,
        "mend": mend if mend else _asked_form(request, findings) if may else None,
        "splitting": request.GET.get("tach", ""),
        "add": add or (AddForm() if may and "them" in request.GET else None),
        "quoted": found or [],
        "kinds": [(kind, label) for kind, label in AddForm.base_fields["kind"].choices],
        "page_keys": KEYS,
    }
    return render(request, "desk/desk.html", context, status=status)


def _pages(cut: list[queries.Window], waits: list[queries.Place]) -> list[tuple[int, int]]:
    """Return the windows with how many findings wait in each; none where there is one only."""
    if len(cut) == 1:
        return []
    counts = dict.fromkeys((one.number for one in cut), 0)
    for one in waits:
        counts[queries.window_at(cut, one.start)] += 1
    return list(counts.items())


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default  # noqa: PLR2004


def _asked_form(request: HttpRequest, findings: list[Finding]) -> MendForm | None:
    label = request.GET.get("sua", "")
    one = next((each for each in findings if each.label == label), None)
    return MEND[FindingKind(one.kind)](finding=one) if one else None


class Waiting(Guarded):
    """The papers whose findings wait for a hand, the newest first."""

    policy = DOCUMENTS
    act = "confirm"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        rows = DOCUMENTS.scope(request.user, "confirm").filter(pk__in=queries.papers_waiting())
        papers = list(
            rows.defer("text", "folded", "cautions").order_by("-arrived_on", "-pk")[:MOST]
        )
        counts = queries.counted([paper.pk for paper in papers])
        shown = [(paper, *counts.get(paper.pk, (0, 0))) for paper in papers]
        context = {"papers": shown, "waits": sum(waits for _paper, waits, _all in shown)}
        return render(request, "desk/waiting.html", context)


class Place(OfPaper):
    """Lead to the sentence at a place of the text, wherever its window is."""

    act = "view"

    def get(self, request: HttpRequest, pk: int, start: int) -> HttpResponse:  # noqa: ARG002
        """Lead to the mark that stands there, else to its paragraph."""
        document = self.get_row(pk)
        cut = queries.cut_of(document)
        number = queries.window_at(cut, start)
        anchor = _anchor(document, start) or next(
            (f"d{one.number}" for one in cut[number - 1].paragraphs if one.end > start), ""
        )
        query = f"?trang={number}" if number > 1 else ""
        address = reverse("desk:desk", args=[document.pk])
        return HttpResponseRedirect(f"{address}{query}#{anchor}")


def _anchor(document: Document, start: int) -> str:
    for one in queries.places(document):
        for at, (begin, _end) in enumerate(one.spans):
            if begin == start and one.kind not in {FindingKind.RELATION, FindingKind.EVENT}:
                return f"{one.label}-o{at + 1 if at else ''}"
    return ""


class OfFinding(OfPaper):
    """A view of one card."""

    def get_finding(self, pk: int, key: int) -> Finding:
        """Return the card of a paper that the person may confirm."""
        document = self.get_row(pk)
        finding = get_object_or_404(Finding, pk=key, document=document)
        finding.document = document
        return finding

    def version(self) -> int:
        """Return the version that the person saw."""
        return _whole(self.request.POST.get("version"), 0)


class Accept(OfFinding):
    """Accept a card as it was read."""

    def post(self, request: HttpRequest, pk: int, key: int) -> HttpResponse:
        """Enter it into the registers; a choice that is needed opens the card's form."""
        finding = self.get_finding(pk, key)
        try:
            decide.accept(
                by=request.user,
                at=timezone.now(),
                finding=finding,
                version=self.version(),
                choice=request.POST.get("choice", ""),
            )
        except NeedsChoice as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(self.back(finding.document, finding))
        except Conflict:
            return conflict(request, finding, None)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self.back(finding.document, finding, sua=finding.label))
        messages.success(request, _("Đã nhận %(label)s.") % {"label": finding.label})
        return self.to_next(finding.document, finding)


class Mend(OfFinding):
    """Accept a card as a person mended it."""

    def post(self, request: HttpRequest, pk: int, key: int) -> HttpResponse:
        """Enter the mended card; what does not hold comes back with the form."""
        finding = self.get_finding(pk, key)
        form = MEND[FindingKind(finding.kind)](request.POST, finding=finding)
        if not form.is_valid():
            return show(request, finding.document, mend=form, status=422)
        try:
            decide.accept(
                by=request.user,
                at=timezone.now(),
                finding=finding,
                version=form.cleaned_data["version"],
                fields=form.fields_of(),
                choice=request.POST.get("choice", ""),
                replace="replace" in request.POST,
            )
        except NeedsChoice as refusal:
            form.add_error(None, str(refusal))
            return show(request, finding.document, mend=form, status=422)
        except Conflict:
            return conflict(request, self.get_finding(pk, key), form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return show(request, finding.document, mend=form, status=422)
        messages.success(request, _("Đã nhận %(label)s.") % {"label": finding.label})
        return self.to_next(finding.document, finding)


class Dismiss(OfFinding):
    """Dismiss a card."""

    def post(self, request: HttpRequest, pk: int, key: int) -> HttpResponse:
        """Dismiss it."""
        finding = self.get_finding(pk, key)
        try:
            decide.dismiss(
                by=request.user, at=timezone.now(), finding=finding, version=self.version()
            )
        except Conflict:
            return conflict(request, self.get_finding(pk, key), None)
        messages.success(request, _("Đã bỏ %(label)s.") % {"label": finding.label})
        return self.to_next(finding.document, finding)


def conflict(request: HttpRequest, finding: Finding, form: MendForm | None) -> HttpResponse:
    """Show what the other person decided beside what this one wanted; nothing is lost."""
    finding.refresh_from_db()
    model = MEND[FindingKind(finding.kind)]
    theirs = model(finding=finding)
    mine = form if form is not None else model(finding=finding)
    context = {
        "document": finding.document,
        "finding": finding,
        "differences": _differences(theirs, form),
        "form": mine,
        "mended": form is not None,
        "latest": _latest(finding),
    }
    return render(request, "desk/conflict.html", context, status=409)


def _latest(finding: Finding) -> Decision | None:
    try:
        return decide.latest_of(finding)
    except Refused:
        return None


def _differences(theirs: MendForm, mine: MendForm | None) -> list[dict[str, Any]]:
    if mine is None:
        return []
    return [
        {
            "label": field.label,
            "theirs": theirs.initial.get(name),
            "yours": mine.cleaned_data.get(name),
        }
        for name, field in theirs.fields.items()
        if name != "version" and (theirs.initial.get(name) or "") != mine.cleaned_data.get(name)
    ]


class AcceptMany(OfPaper):
    """Accept all the cards that the person saw of a kind, or all that wait."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Enter them as one act; what was left is named with its reason."""
        document = self.get_row(pk)
        done = decide.accept_many(
            by=request.user, at=timezone.now(), document=document, seen=_seen(request)
        )
        told = ngettext("Đã ghi vào sổ %(n)s phiếu.", "Đã ghi vào sổ %(n)s phiếu.", done.accepted)
        messages.success(request, told % {"n": done.accepted})
        for reason in done.left[:3]:
            messages.warning(request, reason)
        return HttpResponseRedirect(self.back(document))


def _seen(request: HttpRequest) -> list[tuple[int, int]]:
    pairs = (each.split(":") for each in request.POST.get("seen", "").split(",") if ":" in each)
    return [(_whole(pair[0], 0), _whole(pair[1], 0)) for pair in pairs]


class Undo(OfPaper):
    """Undo one of the last acts."""

    def post(self, request: HttpRequest, pk: int, key: int) -> HttpResponse:
        """Undo it, or say what was built on it."""
        document = self.get_row(pk)
        decision = get_object_or_404(Decision, pk=key, document=document)
        try:
            undo(by=request.user, at=timezone.now(), decision=decision)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã hoàn tác: %(what)s.") % {"what": decision.summary})
        return HttpResponseRedirect(self.back(document))


class Reopen(OfFinding):
    """Undo whatever decided a card."""

    def post(self, request: HttpRequest, pk: int, key: int) -> HttpResponse:
        """Find the act that decided it, and undo that."""
        finding = self.get_finding(pk, key)
        try:
            decision = decide.latest_of(finding)
            undo(by=request.user, at=timezone.now(), decision=decision)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã hoàn tác: %(what)s.") % {"what": decision.summary})
        return HttpResponseRedirect(self.back(finding.document, finding))


class Add(OfPaper):
    """Add what the reader missed."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a card of the selected or quoted words, and open its form."""
        document = self.get_row(pk)
        form = AddForm(request.POST)
        if not form.is_valid():
            return show(request, document, add=form, status=422)
        span = self._span(form)
        if span is None:
            found = places_of(document.text, form.cleaned_data["quote"], form.cleaned_data["near"])
            if len(found) != 1:
                return self._ask(request, document, form, found)
            span = found[0][:2]
        kind = FindingKind(form.cleaned_data["kind"])
        try:
            made = reshape.add(
                by=request.user,
                at=timezone.now(),
                document=document,
                kind=kind,
                start=span[0],
                end=span[1],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return show(request, document, add=form, status=422)
        return HttpResponseRedirect(self._card(document, made))

    def _span(self, form: AddForm) -> tuple[int, int] | None:
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
        return (start, end) if start is not None and end is not None else None

    def _ask(
        self, request: HttpRequest, document: Document, form: AddForm, found: list[Any]
    ) -> HttpResponse:
        """Let the person choose the place, or say that the words are not there."""
        if not found:
            form.add_error("quote", _("Không thấy câu chữ này. Chép đúng một đoạn ngắn, đúng dấu."))
        return show(request, document, add=form, found=found, status=422 if not found else 200)

    def _card(self, document: Document, made: Finding) -> str:
        number = queries.window_at(queries.cut_of(document), made.start)
        address = reverse("desk:desk", args=[document.pk])
        return f"{address}?{urlencode({'trang': number, 'sua': made.label})}#{made.label}"


class Split(OfFinding):
    """Split a task."""

    def post(self, request: HttpRequest, pk: int, key: int) -> HttpResponse:
        """Split it at the line breaks that the person set."""
        finding = self.get_finding(pk, key)
        try:
            made = reshape.split(
                by=request.user,
                at=timezone.now(),
                finding=finding,
                version=self.version(),
                parts=request.POST.get("parts", "").splitlines(),
            )
        except Conflict:
            return conflict(request, self.get_finding(pk, key), None)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self.back(finding.document, finding, tach=finding.label))
        return HttpResponseRedirect(self.back(finding.document, made[0]))


class Merge(OfFinding):
    """Merge two tasks."""

    def post(self, request: HttpRequest, pk: int, key: int) -> HttpResponse:
        """Merge it with the one that the person chose."""
        finding = self.get_finding(pk, key)
        other = get_object_or_404(
            Finding, document=finding.document, label=request.POST.get("other", "")
        )
        try:
            made = reshape.merge(
                by=request.user,
                at=timezone.now(),
                finding=finding,
                version=self.version(),
                other=other,
            )
        except Conflict:
            return conflict(request, self.get_finding(pk, key), None)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self.back(finding.document, finding))
        return HttpResponseRedirect(self.back(finding.document, made))
