"""Hand the work of a body that ended to its successor: preview, act, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from giaoban.bodies.permissions import REORGANISATION
from giaoban.bodies.queries import successors
from giaoban.core.errors import Refused
from giaoban.core.views import Guarded
from giaoban.work import permissions, succession
from giaoban.work.actions import succession as actions
from giaoban.work.forms.succession import MOST_SHOWN, Choices, read

if TYPE_CHECKING:
    from django.http import HttpResponse

    from giaoban.accounts.requests import Request
    from giaoban.bodies.models import Reorganisation


class HandOver(Guarded):
    """Every open task of the bodies that ended, each with who takes it; then the act."""

    policy = permissions.succeedings
    act = "hand"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the preview, the first successor chosen everywhere."""
        row = self._act(request, pk)
        return self._show(request, row, self._read(row))

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Show another page of the preview with what was chosen, or hand over."""
        row = self._act(request, pk)
        choices = self._read(row)
        if "confirmed" not in request.POST:
            return self._show(request, row, choices, page=request.POST.get("trang", "1"))
        seen = request.POST.get("n", "")
        try:
            n = actions.hand(
                by=request.user,
                at=timezone.now(),
                on=timezone.localdate(),
                act=row,
                successors=choices.by_body(),
                chosen=choices.parts,
                expected=int(seen) if seen.isdecimal() else 0,
            )
        except Refused as refusal:
            return self._show(request, row, choices, refusal=str(refusal), status=422)
        text = ngettext("Đã bàn giao %(n)s việc.", "Đã bàn giao %(n)s việc.", n) % {"n": n}
        messages.success(request, text)
        return HttpResponseRedirect(reverse("work:hand_over", args=[pk]))

    def _act(self, request: Request, pk: int) -> Reorganisation:
        return get_object_or_404(REORGANISATION.scope(request.user), pk=pk)

    def _read(self, row: Reorganisation) -> Choices:
        today = timezone.localdate()
        bodies = succession.ended_by(row)
        offered = [
            (body, succession.heirs(body, today), not successors(body, today)) for body in bodies
        ]
        return read(self.request.POST, offered)

    def _show(
        self,
        request: Request,
        row: Reorganisation,
        choices: Choices,
        *,
        page: str = "1",
        refusal: str = "",
        status: int = 200,
    ) -> HttpResponse:
        left = succession.left_by(row).order_by("task__due_order", "task_id", "pk")
        shown = Paginator(left.select_related("task", "body"), MOST_SHOWN).get_page(page)
        lines = list(shown.object_list)
        for each in lines:
            each.choice = choices.of(each.body_id or 0)
            each.to = choices.parts.get(each.pk) or each.choice.to
        on_page = {each.pk for each in lines}
        context = {
            "row": row,
            "choices": choices.bodies,
            "lines": lines,
            "page": shown,
            "n": shown.paginator.count,
            "elsewhere": [(k, v) for k, v in choices.parts.items() if k not in on_page],
            "handed": self._handed(row),
            "today": timezone.localdate(),
            "refusal": refusal,
        }
        return render(request, "work/hand_over.html", context, status=status)

    def _handed(self, row: Reorganisation) -> dict[str, object]:
        rows = succession.handed(row)
        lines = rows.select_related("task", "from_body", "to_body", "by")
        return {"n": rows.count(), "lines": list(lines[:MOST_SHOWN])}


class HandBack(Guarded):
    """Take a handing over back."""

    policy = permissions.succeedings
    act = "hand_back"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it."""
        row = get_object_or_404(REORGANISATION.scope(request.user), pk=pk)
        n = actions.hand_back(by=request.user, at=timezone.now(), act=row)
        text = ngettext("Đã hủy bàn giao %(n)s việc.", "Đã hủy bàn giao %(n)s việc.", n) % {"n": n}
        messages.success(request, text)
        return HttpResponseRedirect(reverse("work:hand_over", args=[pk]))
