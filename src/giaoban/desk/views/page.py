"""The desk itself: the text with its marks, the cards; what every view of it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from giaoban.core.views import Guarded
from giaoban.desk import cards, queries
from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.forms import ADDED, MEND, AddForm, MendForm
from giaoban.desk.marks import render as render_marks
from giaoban.desk.models import Finding
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request
    from giaoban.documents.models import Document

# How many parts of a long paper are named on each side of the one that is open, and in all.
NEAR = 3
STEPS = 20
KEYS = (
    ("a", gettext_lazy("nhận phiếu đang chọn")),
    ("e", gettext_lazy("sửa phiếu đang chọn")),
    ("x", gettext_lazy("bỏ phiếu đang chọn")),
    ("u", gettext_lazy("hoàn tác thao tác gần nhất")),
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
        return whole(self.request.POST.get("version"), 0)


class Desk(OfPaper):
    """The desk of one paper, a window of its text at a time."""

    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the window that was asked for."""
        document = self.get_row(pk)
        return show(request, document)


def show(
    request: Request,
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
    number = whole(request.GET.get("trang") or request.POST.get("trang"), 1)
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
        "windows": _pages(cut, waits, window.number),
        "waits": len(waits),
        "found": len(everything),
        "recent": queries.recent(document) if may else [],
        "may": may,
        "mend": mend or (_asked_form(request, findings) if may else None),
        "splitting": request.GET.get("tach", ""),
        "add": add or (AddForm() if may and "them" in request.GET else None),
        "quoted": found or [],
        "kinds": ADDED,
        "page_keys": KEYS,
    }
    return render(request, "desk/desk.html", context, status=status)


def _pages(
    cut: list[queries.Window], waits: list[queries.Place], here: int
) -> list[tuple[int, int]]:
    """Return the windows with how many findings wait in each; none where there is one only.

    Of very many only those near this one and some between are named: each leads further.
    """
    last = len(cut)
    if last == 1:
        return []
    step = -(-last // STEPS)
    named = {number for number in range(1, last + 1) if number % step == 0}
    named |= {1, last} | set(range(max(1, here - NEAR), min(last, here + NEAR) + 1))
    counts = dict.fromkeys(sorted(named), 0)
    for one in waits:
        number = queries.window_at(cut, one.start)
        if number in counts:
            counts[number] += 1
    return list(counts.items())


def whole(text: str | None, default: int) -> int:
    """Return a whole number as it was sent, else the default."""
    return int(text) if text and text.isdecimal() and len(text) < 7 else default  # noqa: PLR2004


def _asked_form(request: Request, findings: list[Finding]) -> MendForm | None:
    label = request.GET.get("sua", "")
    one = next((each for each in findings if each.label == label), None)
    return MEND[FindingKind(one.kind)](finding=one) if one else None
