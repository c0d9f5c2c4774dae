"""Entering, mending, withdrawing and restoring a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.bodies.models import Body
from giaoban.bodies.queries import valid
from giaoban.core.errors import Conflict
from giaoban.core.forms import differences
from giaoban.core.views import Guarded
from giaoban.work import actions, permissions, queries
from giaoban.work.enums import Rhythm
from giaoban.work.forms.tasks import SHORT, NewTaskForm, PartForm, TaskForm
from giaoban.work.views.record import record_url

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.accounts.requests import Request
    from giaoban.work.models import Assignment, Task


class NewTask(Guarded):
    """Enter a task by hand, with a reason."""

    policy = permissions.tasks
    act = "confirm"

    def get(self, request: Request) -> HttpResponse:
        """Show the form, with the directive that it is entered under."""
        asked = request.GET.get("directive", "")
        initial = {"directive": asked if asked.isdecimal() else None}
        form = NewTaskForm(initial=initial, bodies=_offered())
        return render(request, "work/form.html", {"form": form})

    def post(self, request: Request) -> HttpResponse:
        """Enter it, or show what to mend."""
        form = NewTaskForm(request.POST, bodies=_offered())
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
                reason=given["reason"],
                rhythm=given["rhythm"] or Rhythm.ONE_OFF,
                every=given["every"],
                draft="draft" in request.POST,
                **form.given(),
                directives=[given["directive"]] if given["directive"] else [],
                lead=form.named("lead"),
                cooperating=form.named("cooperating"),
            )
            form.remember(request.user.pk, record_url(task.pk), at=now)
        _say(request, task)
        return HttpResponseRedirect(record_url(task.pk))


def _say(request: Request, task: Task) -> None:
    """Tell what became of a new task: to how many it was given, or why it was not."""
    queries.with_bodies([task])
    leads: list[Assignment] = task.leads  # type: ignore[attr-defined]
    unknown = [each.written for each in leads if each.body is None]
    if task.assigned_at is not None:
        said = ngettext(
            "Đã ghi và giao nhiệm vụ cho %(n)s cơ quan.",
            "Đã ghi và giao nhiệm vụ cho %(n)s cơ quan.",
            len(leads) - len(unknown),
        )
        messages.success(request, said % {"n": len(leads) - len(unknown)})
    elif "draft" in request.POST or not unknown:
        messages.success(request, _("Đã lưu dự thảo, chưa giao cho cơ quan nào."))
    if unknown:
        said = _("Chưa giao cho “%(names)s”: danh bạ chưa có nhóm hay cơ quan nào tên như vậy.")
        messages.warning(request, said % {"names": "”, “".join(unknown)})


class ChangeTask(Guarded):
    """Mend a task."""

    policy = permissions.tasks
    act = "change"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form as the row stands."""
        row = self.get_row(pk)
        form = TaskForm(initial=_initial(row), bodies=_offered(row), task=row)
        return render(request, "work/form.html", {"form": form, "task": row})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save, show what to mend, or show both versions."""
        row = self.get_row(pk)
        form = TaskForm(request.POST, bodies=_offered(row), task=row)
        if not form.is_valid():
            return render(request, "work/form.html", {"form": form, "task": row}, status=422)
        given = form.cleaned_data
        try:
            actions.change(
                by=request.user,
                at=timezone.now(),
                task=row,
                version=given["version"] or 0,
                **form.given(),
                lead=form.named("lead", row),
                cooperating=form.named("cooperating", row),
            )
        except Conflict:
            return self._both(form, self.get_row(pk))
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(record_url(pk))

    def _both(self, form: TaskForm, stored: Task) -> HttpResponse:
        """Show what the other saved beside what this person typed."""
        context = {
            "form": form,
            "differences": differences(form, _initial(stored)),
            "version": stored.version,
            "back": record_url(stored.pk),
        }
        return render(self.request, "core/conflict.html", context, status=409)


class BreakDown(Guarded):
    """Break a task down."""

    policy = permissions.tasks
    act = "break_down"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form."""
        task: Task = self.get_row(pk)
        form = PartForm(task=task, by=request.user, initial={"due_on": task.due_on})
        return render(request, "work/part_form.html", {"form": form, "task": task})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Make the part, or show what to mend."""
        task: Task = self.get_row(pk)
        form = PartForm(request.POST, task=task, by=request.user)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if not form.is_valid():
            context = {"form": form, "task": task}
            return render(request, "work/part_form.html", context, status=422)
        given = {key: value for key, value in form.cleaned_data.items() if key != "form_key"}
        now = timezone.now()
        with transaction.atomic():
            actions.break_down(by=request.user, at=now, task=task, **given)
            form.remember(request.user.pk, record_url(pk), at=now)
        messages.success(request, _("Đã tách nhiệm vụ con."))
        return HttpResponseRedirect(record_url(pk))


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
        **{name: getattr(task, name) for name in SHORT},
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
