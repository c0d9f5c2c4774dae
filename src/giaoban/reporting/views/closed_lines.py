"""Pages of closed lines: those of a body, and one with its corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict, Refused
from giaoban.core.views import Guarded
from giaoban.reporting import amending, figures, permissions
from giaoban.reporting.actions import closing as actions
from giaoban.reporting.forms.closing import AmendForm
from giaoban.reporting.permissions.closing import may_decide, require_decide
from giaoban.reporting.queries import closing as queries
from giaoban.reporting.views.closing import visible

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request
    from giaoban.reporting.models import ClosedLine, Closing

LINES_SHOWN = 50


class ClosedBody(Guarded):
    """The closed lines of one body."""

    policy = permissions.CLOSING
    act = "view"

    def get(self, request: Request, pk: int, body: int) -> HttpResponse:
        """Show them, as corrected, with what was closed beside."""
        closing: Closing = self.get_row(pk)
        lines = visible(request, closing).filter(body=body)
        first = lines.first()
        if first is None:
            raise Http404
        rows = queries.with_amendments(lines).order_by("kind", "due_on", "pk")
        page = Paginator(rows, LINES_SHOWN).get_page(request.GET.get("page"))
        context = {
            "closing": closing,
            "period": closing.period,
            "name": first.body_name,
            "whole": figures.whole(figures.count(lines)),
            "page": page,
            "rows": [queries.line_as_read(line) for line in page.object_list],
        }
        return render(request, "reporting/closing/body.html", context)


class ClosedLineRecord(Guarded):
    """One closed line: what was closed, what was corrected, by whom and why."""

    policy = permissions.CLOSED_LINE
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        line: ClosedLine = self.get_row(pk)
        return self._show(request, line, AmendForm(line=line))

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Correct a value."""
        require_decide(request.user, "amend")
        line: ClosedLine = self.get_row(pk)
        form = AmendForm(request.POST, line=line)
        if not form.is_valid():
            return self._show(request, line, form, status=422)
        try:
            self._amend(request, line, form)
        except Refused as refusal:
            status = 409 if isinstance(refusal, Conflict) else 422
            form.add_error(None, str(refusal))
            return self._show(request, line, form, status=status)
        messages.success(request, _("Đã ghi đính chính; giá trị đã chốt vẫn giữ bên cạnh."))
        return HttpResponseRedirect(reverse("reporting:closed_line", args=[line.pk]))

    def _amend(self, request: Request, line: ClosedLine, form: AmendForm) -> None:
        data: dict[str, Any] = form.cleaned_data
        actions.amend(
            line=line,
            name=data["name"],
            old=form.old,
            new=data["new"],
            reason=data["reason"],
            by=request.user,
            at=timezone.now(),
        )

    def _show(
        self, request: Request, line: ClosedLine, form: AmendForm, status: int = 200
    ) -> HttpResponse:
        now = amending.current(line)
        values = [
            {
                "label": amending.LABELS[name],
                "closed": amending.shown(name, amending.written(getattr(line, name))),
                "now": amending.shown(name, now[name]),
            }
            for name in amending.names(line)
        ]
        context = {
            "line": line,
            "closing": line.closing,
            "period": line.closing.period,
            "values": values,
            "amendments": queries.as_read(line.amendments.select_related("line", "by")),
            "may_amend": may_decide(request.user, "amend") and line.closing.undone_at is None,
            "form": form,
        }
        return render(request, "reporting/closing/line.html", context, status=status)
