"""The tasks' pages: the list, the record, the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.bodies.models import Body
from giaoban.bodies.queries import valid
from giaoban.core import panels, unchanged
from giaoban.core.errors import Conflict
from giaoban.core.forms import differences
from giaoban.core.lists import COUNTED, Column, ListPage, Order
from giaoban.core.templatetags.look import vnday
from giaoban.core.views import Guarded
from giaoban.documents.permissions import DOCUMENTS
from giaoban.work import actions, forms, permissions, queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giaoban.accounts.requests import Request
    from giaoban.work.models import Task


def record_url(pk: int) -> str:
    """Return where a task is shown."""
    return reverse("work:record", args=[pk])


def _names(parts: Iterable[queries.Named]) -> str:
    return "; ".join(each.name for each in parts)


def _paper(row: Task) -> str:
    """Return kind, symbol, day and issuer of the paper that gave the task, or the reason."""
    paper = row.document
    if paper is None:
        return row.reason
    day = _("ngày %(day)s") % {"day": vnday(paper.issued_on)} if paper.issued_on else ""
    named = " ".join(part for part in (paper.kind_label, paper.identifier, day) if part)
    return "; ".join(part for part in (named, paper.issuer) if part) or paper.title


class TaskList(ListPage):
    """Tasks, in the columns of the register of follow-up (NĐ 30/2020, Phụ lục IV, mục VIII).

    Task, cooperating bodies and first deadline are ours, set between them.
    """

    policy = permissions.tasks
    title = gettext_lazy("Nhiệm vụ")
    filters = forms.TaskFilters
    template_name = "work/list.html"
    search_kind = actions.KIND
    orders = (
        Order("due", gettext_lazy("Hạn gần trước"), (F("due_on").asc(nulls_last=True), "pk")),
        Order("new", gettext_lazy("Mới ghi trước"), ("-pk",)),
    )
    columns = (
        Column(gettext_lazy("Số đến"), lambda r: r.document and r.document.arrival_number, 8),
        Column(
            gettext_lazy("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành văn bản"),
            _paper,
            40,
        ),
        Column(gettext_lazy("Nhiệm vụ"), lambda row: row.title, 60),
        Column(gettext_lazy("Đơn vị hoặc người nhận"), lambda row: _names(row.leads), 30),
        Column(gettext_lazy("Phối hợp"), lambda row: _names(row.others), 30),
        Column(gettext_lazy("Thời hạn giải quyết"), lambda r: r.due_on or r.due_text, 14),
        Column(gettext_lazy("Hạn đầu tiên"), lambda row: row.first_due_on, 14),
        Column(gettext_lazy("Tiến độ giải quyết"), lambda row: row.get_state_display(), 16),
        Column(
            gettext_lazy("Số, ký hiệu văn bản trả lời"),
            lambda row: row.document and row.document.answer,
            18,
        ),
        Column(gettext_lazy("Ghi chú"), lambda _row: "", 20),
    )

    def rows(self) -> QuerySet[Any]:
        """Return the tasks with the papers that gave them."""
        return queries.with_papers(super().rows())

    def page_rows(self) -> QuerySet[Any]:
        """Return the tasks with the titles of the papers alone."""
        return queries.with_sources(super().rows())

    def prepare(self, rows: list[Task]) -> list[Task]:
        """Add the bodies' names."""
        return queries.with_names(rows)

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:
        """Count what is late, and tell whether the person may enter tasks."""
        today = timezone.localdate()
        return {
            "directive": self.form.cleaned_data.get("directive"),
            "today": today,
            "n_late": unchanged.count(queries.late(rows.order_by(), today)[:COUNTED]),
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
            "directives": row.directives.defer("folded", "note"),
            "may_read": row.document is not None
            and DOCUMENTS.may(request.user, "view", row.document),
            "panels": panels.of("work.record", request, row),
            "may_change": self.policy.may(request.user, "change", row),
        }
        return render(request, "work/record.html", context)


class NewTask(Guarded):
    """Enter a task by hand, with a reason."""

    policy = permissions.tasks
    act = "confirm"

    def get(self, request: Request) -> HttpResponse:
        """Show the form, with the directive that it is entered under."""
        asked = request.GET.get("directive", "")
        initial = {"directive": asked if asked.isdecimal() else None}
        form = forms.NewTaskForm(initial=initial, bodies=_offered())
        return render(request, "work/form.html", {"form": form})

    def post(self, request: Request) -> HttpResponse:
        """Enter it, or show what to mend."""
        form = forms.NewTaskForm(request.POST, bodies=_offered())
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
                lead=form.named("lead"),
                cooperating=form.named("cooperating"),
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
        form = forms.TaskForm(initial=_initial(row), bodies=_offered(row))
        return render(request, "work/form.html", {"form": form, "task": row})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save, show what to mend, or show both versions."""
        row = self.get_row(pk)
        form = forms.TaskForm(request.POST, bodies=_offered(row))
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
                lead=form.named("lead", row),
                cooperating=form.named("cooperating", row),
            )
        except Conflict:
            return self._both(form, self.get_row(pk))
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(record_url(pk))

    def _both(self, form: forms.TaskForm, stored: Task) -> HttpResponse:
        """Show what the other saved beside what this person typed."""
        context = {
            "form": form,
            "differences": differences(form, _initial(stored)),
            "version": stored.version,
            "back": record_url(stored.pk),
        }
        return render(self.request, "core/conflict.html", context, status=409)


def _offered(task: Task | None = None) -> QuerySet[Body]:
    """Return the bodies that exist today, and those that have a part already."""
    offered = valid(timezone.localdate())
    if task is not None:
        offered |= Q(pk__in=task.assignments.filter(body__isnull=False).values("body_id"))
    return Body.objects.filter(offered)


def _initial(task: Task) -> dict[str, Any]:
    """Return what the form shows of a task."""
    queries.with_bodies([task])
    initial: dict[str, Any] = {
        "version": task.version,
        "title": task.title,
        "due_on": task.due_on,
        "due_text": task.due_text,
    }
    for name, parts in (("lead", task.leads), ("cooperating", task.others)):  # type: ignore[attr-defined]
        initial[name] = [each.body for each in parts if each.body]
        initial[f"{name}_others"] = "\n".join(each.written for each in parts if not each.body)
    return initial


class Withdraw(Guarded):
    """Take a task off the register."""

    policy = permissions.tasks
    act = "withdraw"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it, and offer the way back."""
        actions.withdraw(by=request.user, at=timezone.now(), task=self.get_row(pk))
        undo = reverse("work:restore", args=[pk])
        messages.success(request, _("Đã rút nhiệm vụ khỏi sổ."), extra_tags=undo)
        return HttpResponseRedirect(record_url(pk))


class Restore(Guarded):
    """Put a withdrawn task back."""

    policy = permissions.tasks
    act = "withdraw"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it."""
        actions.restore(by=request.user, at=timezone.now(), task=self.get_row(pk))
        messages.success(request, _("Đã đưa nhiệm vụ trở lại sổ."))
        return HttpResponseRedirect(record_url(pk))
