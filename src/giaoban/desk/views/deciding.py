"""Accept, mend, dismiss, undo; what two people at once see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.core.errors import Conflict, Refused
from giaoban.desk.actions import decide
from giaoban.desk.actions.undo import undo
from giaoban.desk.enums import FindingKind
from giaoban.desk.errors import NeedsChoice
from giaoban.desk.forms import MEND, MendForm
from giaoban.desk.models import Decision, Finding
from giaoban.desk.views.page import OfFinding, OfPaper, show, whole

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request


class Accept(OfFinding):
    """Accept a card as it was read."""

    def post(self, request: Request, pk: int, key: int) -> HttpResponse:
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

    def post(self, request: Request, pk: int, key: int) -> HttpResponse:
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

    def post(self, request: Request, pk: int, key: int) -> HttpResponse:
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


def conflict(request: Request, finding: Finding, form: MendForm | None) -> HttpResponse:
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
        if name != "version"
        and (theirs.initial.get(name) or "") != (mine.cleaned_data.get(name) or "")
    ]


class AcceptMany(OfPaper):
    """Accept all the cards that the person saw of a kind, or all that wait."""

    def post(self, request: Request, pk: int) -> HttpResponse:
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


def _seen(request: Request) -> list[tuple[int, int]]:
    pairs = (each.split(":") for each in request.POST.get("seen", "").split(",") if ":" in each)
    return [(whole(pair[0], 0), whole(pair[1], 0)) for pair in pairs]


class Undo(OfPaper):
    """Undo one of the last acts."""

    def post(self, request: Request, pk: int, key: int) -> HttpResponse:
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

    def post(self, request: Request, pk: int, key: int) -> HttpResponse:
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
