"""Acts on many tasks: what is picked in the list, the preview, the act, the way back."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from giaoban.core.errors import Refused
from giaoban.core.lists import Column, csv_of, xlsx_of
from giaoban.core.templatetags.look import vnnumber
from giaoban.core.views import Guarded
from giaoban.work import permissions
from giaoban.work.actions import bulk
from giaoban.work.enums import BulkActKind, FollowUpKind, Part
from giaoban.work.forms.bulk import BulkForm
from giaoban.work.forms.followup import FollowUpForm
from giaoban.work.models import Assignment, Task
from giaoban.work.views.followup import keys_of, offered
from giaoban.work.views.list import TaskList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from giaoban.accounts.requests import Request
    from giaoban.work.models import BulkAct

_SHOWN = 100
UNDO = (("u", gettext_lazy("hoàn tác")),)
_COLUMNS = (
    Column(pgettext_lazy("nhiệm vụ", "Số"), itemgetter(0), 8),
    Column(gettext_lazy("Nhiệm vụ"), itemgetter(1), 60),
    Column(gettext_lazy("Kết quả"), itemgetter(2), 16),
    Column(gettext_lazy("Lý do"), itemgetter(3), 60),
)


def picked(request: Request) -> list[int]:
    """Return the tasks that were ticked, or all that the filters of the list leave."""
    if "tat-ca" not in request.POST:
        return list(dict.fromkeys(int(key) for key in keys_of(request.POST.getlist("tick"))))
    page = TaskList()
    page.setup(request)
    rows, _form = page.filtered(QueryDict(request.POST.get("loc", "")))
    return list(rows.order_by("due_order", "pk").values_list("pk", flat=True)[: bulk.MOST + 1])


class Bulk(Guarded):
    """Ask what the act needs, show what it would do and refuse, then do it."""

    policy = permissions.bulk_acts
    act = "add"

    def post(self, request: Request) -> HttpResponse:
        """Show the next step, or do it."""
        kind = request.POST.get("act", "")
        keys = picked(request)
        if kind not in BulkActKind.values:
            raise Refused(_("Hãy chọn thao tác cần thực hiện với các nhiệm vụ đã chọn."))
        if not keys:
            raise Refused(_("Hãy đánh dấu ít nhất một nhiệm vụ trong danh sách."))
        if len(keys) > bulk.MOST:
            raise Refused(_("Mỗi lần tối đa %s nhiệm vụ. Hãy lọc bớt.") % vnnumber(bulk.MOST))
        if kind == BulkActKind.URGE:
            return self._urge(request, keys)
        return self._ask(request, BulkActKind(kind), keys)

    def _ask(self, request: Request, kind: BulkActKind, keys: list[int]) -> HttpResponse:
        started = "form_key" in request.POST
        form = BulkForm(request.POST if started else None, act=kind, initial={"act": kind})
        if started and (first := form.first_result(request.user.pk)):
            return HttpResponseRedirect(first)
        if not started and kind != BulkActKind.CLOSE:
            return self._show(request, form, kind, keys)
        if not started:
            form = BulkForm({"act": kind, "form_key": form["form_key"].initial}, act=kind)
        if not form.is_valid():
            return self._show(request, form, kind, keys, status=422)
        if "confirmed" in request.POST:
            return self._do(request, form, keys)
        return self._show(request, form, kind, keys, preview=self._try(request, form, keys))

    def _try(self, request: Request, form: BulkForm, keys: list[int]) -> BulkAct:
        """Do it and roll it back: what is shown is what will happen."""
        with transaction.atomic():
            act = bulk.do(by=request.user, at=timezone.now(), asked=form.asked(), tasks=keys)
            transaction.set_rollback(True)
        return act

    def _do(self, request: Request, form: BulkForm, keys: list[int]) -> HttpResponse:
        now = timezone.now()
        with transaction.atomic():
            act = bulk.do(by=request.user, at=now, asked=form.asked(), tasks=keys)
            url = reverse("work:bulk_done", args=[act.pk])
            form.remember(request.user.pk, url, at=now)
        return HttpResponseRedirect(url)

    def _show(
        self,
        request: Request,
        form: BulkForm,
        kind: BulkActKind,
        keys: list[int],
        *,
        preview: BulkAct | None = None,
        status: int = 200,
    ) -> HttpResponse:
        tasks = permissions.tasks.scope(request.user).in_bulk(keys[:_SHOWN])
        context = {
            "form": form,
            "kind": kind,
            "label": kind.label,
            "keys": keys,
            "n": len(keys),
            "tasks": [tasks[key] for key in keys[:_SHOWN] if key in tasks],
            "preview": preview,
            "refused": _refused(preview) if preview is not None else [],
        }
        return render(request, "work/bulk.html", context, status=status)

    def _urge(self, request: Request, keys: list[int]) -> HttpResponse:
        """Open the form of one urging about all of them."""
        leads = Assignment.objects.filter(task__in=keys, part=Part.LEAD, body__isnull=False)
        bodies = set(leads.values_list("body_id", flat=True))
        words = ngettext("Đôn đốc %(n)s nhiệm vụ", "Đôn đốc %(n)s nhiệm vụ", len(keys))
        initial = {
            "kind": FollowUpKind.URGING,
            "title": words % {"n": len(keys)},
            "tasks": ", ".join(str(key) for key in keys),
            "bodies": sorted(bodies),
        }
        form = FollowUpForm(initial=initial, by=request.user, bodies=offered())
        context = {"form": form, "n_bodies": len(bodies), "action": reverse("work:followup_new")}
        return render(request, "work/followup_form.html", context)


def _refused(act: BulkAct) -> list[dict[str, object]]:
    tasks = Task.objects.only("title").in_bulk([key for key, _why in act.refused[:_SHOWN]])
    return [{"key": key, "task": tasks.get(key), "why": why} for key, why in act.refused[:_SHOWN]]


class BulkDone(Guarded):
    """What an act on many tasks did, and what it refused, row by row."""

    policy = permissions.bulk_acts
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """Show it, or give all its rows away as a file."""
        row: BulkAct = self.get_row(pk)
        match request.GET.get("format"):
            case "csv":
                return csv_of(row.get_act_display(), _COLUMNS, self._all(row))
            case "xlsx":
                return xlsx_of(row.get_act_display(), _COLUMNS, self._all(row))
        keys = [key for key, *_rest in row.done[:_SHOWN]]
        tasks = permissions.tasks.scope(request.user).in_bulk(keys)
        context = {
            "row": row,
            "n": len(row.done),
            "tasks": [tasks[key] for key in keys if key in tasks],
            "refused": _refused(row),
            "may_undo": bulk.may_undo(row),
            "page_keys": UNDO if bulk.may_undo(row) else (),
        }
        return render(request, "work/bulk_done.html", context)

    def _all(self, row: BulkAct) -> Iterator[list[Any]]:
        """Yield every task that it was done to, then those that refused, each with why."""
        done = [(key, "") for key, *_rest in row.done]
        keys = [key for key, _why in (*done, *row.refused)]
        titles = dict(
            permissions.tasks.scope(self.request.user)
            .filter(pk__in=keys)
            .values_list("pk", "title")
        )
        for said, lines in ((_("Đã ghi"), done), (_("Không đổi được"), row.refused)):
            for key, why in lines:
                yield [key, titles.get(key, ""), said, why]


class BulkUndo(Guarded):
    """Take an act on many tasks back."""

    policy = permissions.bulk_acts
    act = "undo"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it; tasks that somebody changed since stay."""
        stayed = bulk.undo(by=request.user, at=timezone.now(), act=self.get_row(pk))
        if stayed:
            numbers = ", ".join(str(key) for key in stayed[:10])
            text = _("Đã hoàn tác, trừ các nhiệm vụ đã được sửa sau đó: số %s.") % numbers
            messages.warning(request, text)
        else:
            messages.success(request, _("Đã hoàn tác."))
        return HttpResponseRedirect(reverse("work:bulk_done", args=[pk]))
