"""Add what was missed, split, merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict, Refused
from giaoban.desk import queries
from giaoban.desk.actions import reshape
from giaoban.desk.enums import FindingKind
from giaoban.desk.forms import AddForm
from giaoban.desk.models import Finding
from giaoban.desk.quoting import places_of
from giaoban.desk.views.deciding import conflict
from giaoban.desk.views.page import OfFinding, OfPaper, show

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request
    from giaoban.documents.models import Document


class Add(OfPaper):
    """Add what the reader missed."""

    def post(self, request: Request, pk: int) -> HttpResponse:
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
        self, request: Request, document: Document, form: AddForm, found: list[Any]
    ) -> HttpResponse:
        """Let the person choose the place, or say that the words are not there."""
        if not found:
            form.add_error(
                "quote", _("Không tìm thấy câu chữ này. Hãy chép đúng một đoạn ngắn, đủ dấu.")
            )
        return show(request, document, add=form, found=found, status=422 if not found else 200)

    def _card(self, document: Document, made: Finding) -> str:
        number = queries.window_at(queries.cut_of(document), made.start)
        address = reverse("desk:desk", args=[document.pk])
        return f"{address}?{urlencode({'trang': number, 'sua': made.label})}#{made.label}"


class Split(OfFinding):
    """Split a task."""

    def post(self, request: Request, pk: int, key: int) -> HttpResponse:
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

    def post(self, request: Request, pk: int, key: int) -> HttpResponse:
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
