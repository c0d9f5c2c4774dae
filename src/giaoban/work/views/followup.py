"""Follow-up acts: the list, the record, entering and mending."""

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
from django.utils.translation import gettext_lazy

from giaoban.bodies.models import Body
from giaoban.bodies.queries import valid
from giaoban.core import panels
from giaoban.core.errors import Conflict, Refused
from giaoban.core.forms import differences
from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.views import Guarded
from giaoban.documents.permissions import DOCUMENTS
from giaoban.work import following, followup_states, permissions, queries
from giaoban.work.actions import followup
from giaoban.work.enums import FollowUpKind
from giaoban.work.forms.followup import MOST_TASKS, FollowUpFilters, FollowUpForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.accounts.requests import Request
    from giaoban.work.models import FollowUp


def followup_url(pk: int) -> str:
    """Return where a follow-up is shown."""
    return reverse("work:followup", args=[pk])


def keys_of(words: list[str]) -> list[str]:
    """Return those of the words that can be keys of rows."""
    return [word for word in words if word.isascii() and word.isdigit() and len(word) < 16]  # noqa: PLR2004


def _bodies(row: Any) -> str:
    return "; ".join(each.body.name for each in row.bodies)


class FollowUpList(ListPage):
    """Urging, inspection, supervision, survey: what runs, and what came of it."""

    policy = permissions.follow_ups
    title = gettext_lazy("Đôn đốc, kiểm tra")
    filters = FollowUpFilters
    template_name = "work/followups.html"
    orders = (
        Order("new", gettext_lazy("Mới ghi trước"), ("-pk",)),
        Order("day", gettext_lazy("Ngày bắt đầu gần trước"), ("starts_on", "-pk")),
    )
    columns = (
        Column(gettext_lazy("Loại"), lambda row: row.get_kind_display(), 12),
        Column(gettext_lazy("Số, ký hiệu"), lambda row: row.number, 18),
        Column(gettext_lazy("Trích yếu"), lambda row: row.title, 50),
        Column(gettext_lazy("Cơ quan"), _bodies, 40),
        Column(gettext_lazy("Theo văn bản"), lambda row: row.decision, 24),
        Column(gettext_lazy("Từ ngày"), lambda row: row.starts_on or row.sent_on, 14),
        Column(gettext_lazy("Đến ngày"), lambda row: row.ends_on or row.answer_by, 14),
        Column(gettext_lazy("Tình trạng"), lambda row: row.get_state_display(), 22),
        Column(gettext_lazy("Kết luận"), lambda row: row.conclusion, 50),
    )

    def prepare(self, rows: list[FollowUp]) -> list[FollowUp]:
        """Add the bodies; a body sees but itself among them."""
        rows = following.with_bodies(rows)
        user = self.request.user
        for row in rows:
            seen = row.bodies  # type: ignore[attr-defined]
            row.bodies = permissions.seen_among(user, seen)  # type: ignore[attr-defined]
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Count what waits for an answer, and tell whether the person may enter."""
        today = timezone.localdate()
        waiting = following.waiting(self.request.user)
        return {
            "today": today,
            "n_waiting": waiting.count(),
            "may_add": self.policy.may(self.request.user, "add"),
        }


class FollowUpRecord(Guarded):
    """One follow-up: whom it concerns, which tasks, what was found and answered."""

    policy = permissions.follow_ups
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        return show(request, self.get_row(pk))


def show(request: Request, row: FollowUp) -> HttpResponse:
    """Show a follow-up with its bodies, tasks, findings and next steps."""
    user, today = request.user, timezone.localdate()
    may_change = permissions.follow_ups.may(user, "change", row)
    seen = following.seen_by(user, row)
    texts = following.drafts(row, today) if may_change and row.is_urging and not row.sent_on else {}
    for each in seen:
        each.text = each.letter or texts.get(each.pk, "")  # type: ignore[attr-defined]
        each.may_answer = permissions.followed.may(user, "answer", each)  # type: ignore[attr-defined]
    possible = followup_states.possible(row)
    context = {
        "row": row,
        "followed": seen,
        "overdue": row.answer_by is not None and row.answer_by < today,
        "n_answered": sum(each.answered_on is not None for each in seen),
        "tasks": following.tasks_of(user, row),
        "team": row.team.select_related("person", "body"),
        "findings": _findings(request, row),
        "today": today,
        "may_change": may_change,
        "may_mend": may_change and row.state in followup_states.CHANGING,
        "may_find": may_change and row.state in followup_states.FINDING,
        "may_read": row.paper is not None and DOCUMENTS.may(user, "view", row.paper),
        "possible": possible if may_change else frozenset(),
        "answering": "answer" in possible,
        "panels": panels.of("work.followup", request, row),
    }
    return render(request, "work/followup.html", context)


def _findings(request: Request, row: FollowUp) -> list[Any]:
    rows = permissions.findings.scope(request.user).filter(follow_up=row)
    found = list(rows.select_related("body").prefetch_related("remedies__task"))
    visible = permissions.tasks.scope(request.user).filter(
        remedy__finding__in=[each.pk for each in found]
    )
    keys = set(visible.values_list("pk", flat=True))
    for each in found:
        each.shown = [link.task for link in each.remedies.all() if link.task_id in keys]  # type: ignore[attr-defined]
    return found


def offered(row: FollowUp | None = None) -> QuerySet[Body]:
    """Return the bodies that exist today, and those that it concerns already."""
    choice = valid(timezone.localdate())
    if row is not None:
        choice |= Q(pk__in=row.followed.values("body_id"))
    return Body.objects.filter(choice)


class NewFollowUp(Guarded):
    """Enter a follow-up: by hand, or about tasks picked in the list."""

    policy = permissions.follow_ups
    act = "add"

    def get(self, request: Request) -> HttpResponse:
        """Show the form, with the kind and tasks of the address."""
        bodies = keys_of(request.GET.getlist("co-quan"))
        kind = request.GET.get("loai", "")
        initial = {
            "kind": kind if kind in FollowUpKind.values else FollowUpKind.URGING,
            "title": request.GET.get("trich-yeu", "")[:500],
            "content": request.GET.get("noi-dung", "")[:2000],
            "tasks": ", ".join(self._picked(bodies)),
            "bodies": bodies,
        }
        form = FollowUpForm(initial=initial, by=request.user, bodies=offered())
        return render(request, "work/followup_form.html", {"form": form})

    def _picked(self, bodies: list[str]) -> list[str]:
        """Return the tasks of the address, and where it asks so what the bodies are late with."""
        picked = keys_of(self.request.GET.getlist("nhiem-vu"))
        if "qua-han" in self.request.GET:
            seen = permissions.tasks.scope(self.request.user).filter(lead__in=bodies)
            late = queries.late(seen, timezone.localdate()).order_by("due_order", "pk")
            picked += [str(key) for key in late.values_list("pk", flat=True)[:MOST_TASKS]]
        return picked

    def post(self, request: Request) -> HttpResponse:
        """Enter it, or show what to mend."""
        form = FollowUpForm(request.POST, by=request.user, bodies=offered())
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if form.is_valid():
            try:
                return self._enter(request, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
        return render(request, "work/followup_form.html", {"form": form}, status=422)

    def _enter(self, request: Request, form: FollowUpForm) -> HttpResponse:
        now = timezone.now()
        with transaction.atomic():
            row = followup.plan(by=request.user, at=now, given=form.given())
            form.remember(request.user.pk, followup_url(row.pk), at=now)
        messages.success(request, _("Đã ghi đợt %s.") % row.get_kind_display().lower())
        return HttpResponseRedirect(followup_url(row.pk))


class ChangeFollowUp(Guarded):
    """Mend a follow-up."""

    policy = permissions.follow_ups
    act = "change"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form as the row stands."""
        row = self.get_row(pk)
        form = FollowUpForm(initial=_initial(row), by=request.user, bodies=offered(row), row=row)
        return render(request, "work/followup_form.html", {"form": form, "row": row})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save, show what to mend, or show both versions."""
        row = self.get_row(pk)
        form = FollowUpForm(request.POST, by=request.user, bodies=offered(row), row=row)
        if form.is_valid():
            try:
                return self._save(request, row, form)
            except Conflict:
                return self._both(form, self.get_row(pk))
            except Refused as refusal:
                form.add_error(None, str(refusal))
        context = {"form": form, "row": row}
        return render(request, "work/followup_form.html", context, status=422)

    def _save(self, request: Request, row: FollowUp, form: FollowUpForm) -> HttpResponse:
        followup.change(
            by=request.user,
            at=timezone.now(),
            follow_up=row,
            version=form.cleaned_data["version"] or 0,
            given=form.given(),
        )
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(followup_url(row.pk))

    def _both(self, form: FollowUpForm, stored: FollowUp) -> HttpResponse:
        """Show what the other saved beside what this person typed."""
        context = {
            "form": form,
            "differences": differences(form, _stored(stored)),
            "version": stored.version,
            "back": followup_url(stored.pk),
        }
        return render(self.request, "core/conflict.html", context, status=409)


_PLAIN = (
    "version",
    "kind",
    "title",
    "number",
    "decision",
    "decided_on",
    "starts_on",
    "ends_on",
    "answer_by",
    "content",
)


def _initial(row: FollowUp) -> dict[str, Any]:
    """Return what the form shows of a follow-up."""
    tasks = row.followed_tasks.order_by("task_id").values_list("task_id", flat=True)
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "bodies": [each.body for each in row.followed.select_related("body")],
        "tasks": ", ".join(str(key) for key in tasks),
    }


def _stored(row: FollowUp) -> dict[str, Any]:
    """Return it as the form's ``cleaned_data`` would."""
    tasks = row.followed_tasks.select_related("task").order_by("task_id")
    return {**_initial(row), "tasks": [each.task for each in tasks]}
