"""What waits, and how one comes to a sentence from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from giaoban.core.views import Guarded
from giaoban.desk import queries
from giaoban.desk.enums import FindingKind
from giaoban.desk.views.page import OfPaper
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request
    from giaoban.documents.models import Document

MOST = 100


class Waiting(Guarded):
    """The papers whose findings wait for a hand, the newest first."""

    policy = DOCUMENTS
    act = "confirm"

    def get(self, request: Request) -> HttpResponse:
        """Show them."""
        papers = queries.waiting_papers(DOCUMENTS.scope(request.user, "confirm"), most=MOST)
        context = {"papers": papers, "waits": sum(each.waits for each in papers)}
        return render(request, "desk/waiting.html", context)


class Place(OfPaper):
    """Lead to the sentence at a place of the text, wherever its window is."""

    act = "view"

    def get(self, request: Request, pk: int, start: int) -> HttpResponse:  # noqa: ARG002
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
