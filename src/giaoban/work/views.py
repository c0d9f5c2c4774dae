"""The tasks' pages: the list, the record, the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core import panels
from giaoban.core.errors import Conflict, Refused
from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.views import Guarded
from giaoban.work import actions, forms, permissions, queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giaoban.accounts.requests import Request
    from giaoban.bodies.models import Body
    from giaoban.work.models import Assignment, Task


def record_url(pk: int) -> str:
    """Return where a task is shown."""
    return reverse("work:record", args=[pk])


def _names(parts: Iterable[Assignment]) -> str:
    return "; ".join(each.name for each in parts)


class TaskList(ListPage):
    """Tasks as confirmed; its columns follow the follow-up register of NĐ 30/2020, Phụ lục IV."""

    policy = permissions.tasks
    title = gettext_lazy("Nhiệm vụ")
    filters = forms.TaskFilters
    template_name = "work/list.html"
    orders = (
        Order("due", gettext_lazy("Hạn gần trước"), (F("due_on").asc(nulls_last=True), "pk")),
        Order("new", gettext_lazy("Mới ghi trước"), ("-pk",)),
    )
    columns = (
        Column(gettext_lazy("Nhiệm vụ"), lambda row: row.title, 60),
        Column(gettext_lazy("Chủ trì"), lambda row: _names(row.leads), 30),
        Column(gettext_lazy("Phối hợp"), lambda row: _names(row.others), 30),
        Column(gettext_lazy("Hạn"), lambda row: row.due_on, 14),
        Column(gettext_lazy("Hạn đầu tiên"), lambda row: row.first_due_on, 14),
        Column(gettext_lazy("Hạn như văn bản ghi"), lambda row: row.due_text, 20),
        Column(gettext_lazy("Nguồn"), lambda row: row.source_text, 40),
        Column(gettext_lazy("Tình trạng"), lambda row: row.get_state_display(), 16),
    )

    def rows(self) -> QuerySet[Any]:
        """Return the tasks with the papers that gave them."""
        wide = ("document__text", "sentence")
        return super().rows().select_related("document").defer(*wide)

    def prepare(self, rows: list[Task]) -> list[Task]:
        """Add the bodies."""
        return queries.with_bodies(rows)

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:
        """Count what is late, and tell whether the person may enter tasks."""
        today = timezone.localdate()
        return {
            "today": today,
            "n_late": queries.late(rows.order_by(), today).count(),
            "may_confirm": self.policy.may(self.request.user, "confirm"),
        }


class TaskRecord(Guarded):
    """One task: who, by when, out of which sentence."""

    policy = permissions.tasks
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        row: Task = self.get_row(pk)
        queries.with_bodies([row])
        context = {
            "task": row,
            "today": timezone.localdate(),
            "directives": row.directives.all(),
            "panels": panels.of("work.record", request, row),
            "may_change": self.policy.may(request.user, "change", row),
        }
        return render(request, "work/record.html", context)


def _named(bodies: Iterable[Body]) -> list[tuple[str, Body | None]]:
    """Return bodies as the actions want them: as written, and as resolved."""
    return [(body.name, body) for body in bodies]


class NewTask(Guarded):
    """Enter a task by hand, with a reason."""

    policy = permissions.tasks
    act = "confirm"

    def get(self, request: Request) -> HttpResponse:
        """Show the form, with the directive that it is entered under."""
        form = forms.NewTaskForm(initial={"directive": request.GET.get("directive")})
        return render(request, "work/form.html", {"form": form})

    def post(self, request: Request) -> HttpResponse:
        """Enter it, or show what to mend."""
        form = forms.NewTaskForm(request.POST)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if not form.is_valid():
            return render(request, "work/form.html", {"form": form}, status=422)
        given = form.cleaned_data
        now = timezone.now()
        with transaction.atomic():
            task = actions.confirm(
                by=request.user,
                at=now,
                title=given["title"],
                due_on=given["due_on"],
                due_text=given["due_text"],
                reason=given["reason"],
                directives=[given["directive"]] if given["directive"] else [],
                lead=_named(form.cleaned_data["lead"]),
                cooperating=_named(form.cleaned_data["cooperating"]),
            )
            form.remember(request.user.pk, record_url(task.pk), at=now)
        messages.success(request, _("Đã ghi nhiệm vụ."))
        return HttpResponseRedirect(record_url(task.pk))


class ChangeTask(Guarded):
    """Mend a task."""

    policy = permissions.tasks
    act = "change"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form as the row stands."""
        row = self.get_row(pk)
        form = forms.TaskForm(initial=_initial(row))
        return render(request, "work/form.html", {"form": form, "task": row})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save, show what to mend, or show both versions."""
        row = self.get_row(pk)
        form = forms.TaskForm(request.POST)
        if not form.is_valid():
            return render(request, "work/form.html", {"form": form, "task": row}, status=422)
        given = form.cleaned_data
        try:
            actions.change(
                by=request.user,
                at=timezone.now(),
                task=row,
                version=given["version"] or 0,
                title=given["title"],
                due_on=given["due_on"],
                due_text=given["due_text"],
                lead=_named(form.cleaned_data["lead"]),
                cooperating=_named(form.cleaned_data["cooperating"]),
            )
        except Conflict:
            return self._both(form, self.get_row(pk))
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(record_url(pk))

    def _both(self, form: forms.TaskForm, stored: Task) -> HttpResponse:
        """Show what the other saved beside what this person typed."""
        theirs = _initial(stored)
        differences = [
            {
                "label": field.label,
                "theirs": _shown(theirs[field.name]),
                "yours": _shown(form.cleaned_data[field.name]),
            }
            for field in form.visible_fields()
            if _shown(theirs[field.name]) != _shown(form.cleaned_data[field.name])
        ]
        context = {
            "form": form,
            "differences": differences,
            "version": stored.version,
            "back": record_url(stored.pk),
        }
        return render(self.request, "core/conflict.html", context, status=409)


def _initial(task: Task) -> dict[str, Any]:
    queries.with_bodies([task])
    return {
        "version": task.version,
        "title": task.title,
        "due_on": task.due_on,
        "due_text": task.due_text,
        "lead": [each.body for each in task.leads if each.body],  # type: ignore[attr-defined]
        "cooperating": [each.body for each in task.others if each.body],  # type: ignore[attr-defined]
    }


def _shown(value: Any) -> str:
    """Return a value of the form as a person reads it."""
    if isinstance(value, (list, QuerySet)):
        return "; ".join(sorted(str(each) for each in value))
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value or "")


class Withdraw(Guarded):
    """Take a task off the register, or put it back."""

    policy = permissions.tasks
    act = "withdraw"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it, and offer the way back."""
        row: Task = self.get_row(pk)
        try:
            if request.POST.get("back"):
                actions.restore(by=request.user, at=timezone.now(), task=row)
                messages.success(request, _("Đã đưa nhiệm vụ trở lại."))
            else:
                actions.withdraw(by=request.user, at=timezone.now(), task=row)
                messages.success(request, _("Đã rút nhiệm vụ."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(record_url(pk))
