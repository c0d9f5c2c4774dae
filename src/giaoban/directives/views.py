"""The register's pages: the list, the record, the milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.forms.models import model_to_dict
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
from giaoban.directives import actions, drawing, forms, permissions, queries
from giaoban.directives.enums import MilestoneState
from giaoban.directives.models import Directive, Milestone, MilestoneRule, Relation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.accounts.requests import Request

SUGGESTED = 500
MENTIONS_SHOWN = 50


def record_url(pk: int) -> str:
    """Return where a directive is shown."""
    return reverse("directives:record", args=[pk])


class DirectiveList(ListPage):
    """The register; its columns are those of the follow-up register of NĐ 30/2020, Phụ lục IV."""

    policy = permissions.directives
    title = gettext_lazy("Văn bản chỉ đạo")
    filters = forms.DirectiveFilters
    template_name = "directives/list.html"
    orders = (
        Order("new", gettext_lazy("Mới ban hành trước"), ("-issued_on", "-pk")),
        Order("old", gettext_lazy("Cũ trước"), ("issued_on", "pk")),
        Order("number", gettext_lazy("Số"), ("number", "pk")),
    )
    columns = (
        Column(gettext_lazy("Số, ký hiệu"), lambda row: row.identifier or row.name, 18),
        Column(gettext_lazy("Ngày ban hành"), lambda row: row.issued_on, 14),
        Column(gettext_lazy("Tên loại"), lambda row: row.get_kind_display(), 16),
        Column(gettext_lazy("Trích yếu"), lambda row: row.title, 60),
        Column(gettext_lazy("Cơ quan ban hành"), lambda row: row.issuer, 30),
        Column(gettext_lazy("Khóa"), lambda row: row.term, 8),
        Column(gettext_lazy("Ghi chú"), lambda row: row.note, 30),
    )

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Add how many tasks and papers hang on each, in one query."""
        counted = Directive.objects.filter(pk__in=[row.pk for row in rows]).annotate(
            n_tasks=Count("tasks", distinct=True),
            n_papers=Count("mentions__document", distinct=True),
        )
        counts: dict[int, Any] = {row.pk: row for row in counted}
        for row in rows:
            row.n_tasks = counts[row.pk].n_tasks
            row.n_papers = counts[row.pk].n_papers
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Tell whether the person may enter directives."""
        return {"may_register": self.policy.may(self.request.user, "register")}


class DirectiveRecord(Guarded):
    """One directive: facts, relations, chain, who has a plan, milestones, tasks, papers."""

    policy = permissions.directives
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        row: Directive = self.get_row(pk)
        return render(request, "directives/record.html", record_context(request, row))


def record_context(request: Request, row: Directive, **forms_in_use: Any) -> dict[str, Any]:
    """Return what the record page shows; a form with errors stands in place of the empty one."""
    today = timezone.localdate()
    user = request.user
    office = permissions.directives.may(user, "change", row)
    links = queries.chain(row)
    plans = queries.plans(queries.bodies_expected(today), links)
    reviews = list(row.milestones.select_related("relation__origin"))
    out = list(row.relations_out.select_related("target", "document").order_by("kind", "pk"))
    into = list(row.relations_in.select_related("origin", "document").order_by("kind", "pk"))
    return {
        "directive": row,
        "today": today,
        "out": out,
        "into": into,
        "n_relations": len(out) + len(into),
        "above": queries.above(row),
        "links": links,
        "graph": drawing.graph(links) if len(links) > 1 else None,
        "plans": plans,
        "n_plans": sum(each.plan is not None for each in plans),
        "milestones": reviews,
        "line": drawing.time_line(row, reviews, today),
        "mentions": row.mentions.select_related("document").order_by("-document__arrived_on")[
            :MENTIONS_SHOWN
        ],
        "panels": panels.of("directives.record", request, row),
        "may_change": office,
        "relation_form": forms.RelationForm(),
        "milestone_form": forms.MilestoneForm(),
        "suggestions": _suggestions() if office else [],
        **forms_in_use,
    }


def _suggestions() -> list[Directive]:
    return list(Directive.objects.order_by("-issued_on", "-pk")[:SUGGESTED])


class NewDirective(Guarded):
    """Enter a directive by hand."""

    policy = permissions.directives
    act = "register"
    request: Request

    def get(self, request: Request) -> HttpResponse:
        """Show the empty form."""
        return render(request, "directives/form.html", {"form": forms.NewDirectiveForm()})

    def post(self, request: Request) -> HttpResponse:
        """Enter it, or show what to mend."""
        form = forms.NewDirectiveForm(request.POST)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if form.is_valid():
            try:
                return HttpResponseRedirect(self._register(form))
            except Refused as refusal:
                form.add_error(None, str(refusal))
        return render(request, "directives/form.html", {"form": form}, status=422)

    def _register(self, form: forms.NewDirectiveForm) -> str:
        given = {
            k: v for k, v in form.cleaned_data.items() if k not in {"version", "form_key", "note"}
        }
        now = timezone.now()
        with transaction.atomic():
            row = actions.register(by=self.request.user, at=now, **given)
            form.remember(self.request.user.pk, record_url(row.pk), at=now)
        messages.success(self.request, _("Đã vào sổ: %(text)s") % {"text": row})
        return record_url(row.pk)


class ChangeDirective(Guarded):
    """Mend a directive."""

    policy = permissions.directives
    act = "change"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form as the row stands."""
        row = self.get_row(pk)
        form = forms.DirectiveForm(instance=row, initial={"version": row.version})
        return render(request, "directives/form.html", {"form": form, "directive": row})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save, show what to mend, or show both versions."""
        row = self.get_row(pk)
        form = forms.DirectiveForm(request.POST, instance=Directive(pk=row.pk))
        if not form.is_valid():
            context = {"form": form, "directive": row}
            return render(request, "directives/form.html", context, status=422)
        given = dict(form.cleaned_data)
        version = given.pop("version") or 0
        try:
            actions.change(
                by=request.user, at=timezone.now(), directive=row, version=version, **given
            )
        except Conflict:
            return self._both(form, self.get_row(pk))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            context = {"form": form, "directive": row}
            return render(request, "directives/form.html", context, status=422)
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(record_url(pk))

    def _both(self, form: forms.DirectiveForm, stored: Directive) -> HttpResponse:
        """Show what the other saved beside what this person typed."""
        theirs = model_to_dict(stored)
        differences = [
            {"label": field.label, "theirs": theirs.get(field.name), "yours": field.value()}
            for field in form.visible_fields()
            if str(theirs.get(field.name) or "") != str(form.cleaned_data.get(field.name) or "")
        ]
        context = {
            "form": form,
            "differences": differences,
            "version": stored.version,
            "back": record_url(stored.pk),
        }
        return render(self.request, "core/conflict.html", context, status=409)


class AddRelation(Guarded):
    """Say how this directive belongs to another."""

    policy = permissions.directives
    act = "change"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Relate the two, or show what to mend."""
        row = self.get_row(pk)
        form = forms.RelationForm(request.POST)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if form.is_valid():
            given = {k: form.cleaned_data[k] for k in ("kind", "target", "years", "final")}
            now = timezone.now()
            try:
                with transaction.atomic():
                    actions.relate(by=request.user, at=now, origin=row, **given)
                    form.remember(request.user.pk, record_url(pk), at=now)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã ghi quan hệ."))
                return HttpResponseRedirect(record_url(pk))
        context = record_context(request, row, relation_form=form)
        return render(request, "directives/record.html", context, status=422)


class RemoveRelation(Guarded):
    """Take a relation back."""

    policy = permissions.relations
    act = "unrelate"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Remove it and go back to the directive that it was said of."""
        relation: Relation = self.get_row(pk)
        origin = relation.origin_id
        actions.unrelate(by=request.user, at=timezone.now(), relation=relation)
        messages.success(request, _("Đã bỏ quan hệ."))
        return HttpResponseRedirect(record_url(origin))


class AddMilestone(Guarded):
    """Set a review by hand."""

    policy = permissions.directives
    act = "change"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Set it, or show what to mend."""
        row = self.get_row(pk)
        form = forms.MilestoneForm(request.POST)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if form.is_valid():
            given = {k: v for k, v in form.cleaned_data.items() if k != "form_key"}
            now = timezone.now()
            try:
                with transaction.atomic():
                    actions.set_milestone(by=request.user, at=now, directive=row, **given)
                    form.remember(request.user.pk, record_url(pk), at=now)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã đặt mốc."))
                return HttpResponseRedirect(record_url(pk))
        context = record_context(request, row, milestone_form=form)
        return render(request, "directives/record.html", context, status=422)


class ChangeMilestone(Guarded):
    """Change a review: its day, its lead time, or whether it was held."""

    policy = permissions.milestones
    act = "set"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form."""
        row = self.get_row(pk)
        form = forms.MilestoneChangeForm(instance=row, initial={"version": row.version})
        return render(request, "directives/milestone.html", {"form": form, "milestone": row})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save it; a conflict is told by the page of refusals."""
        row = self.get_row(pk)
        form = forms.MilestoneChangeForm(request.POST, instance=Milestone(pk=row.pk))
        if not form.is_valid():
            context = {"form": form, "milestone": row}
            return render(request, "directives/milestone.html", context, status=422)
        given = dict(form.cleaned_data)
        version = given.pop("version")
        actions.change_milestone(
            by=request.user, at=timezone.now(), milestone=row, version=version, **given
        )
        messages.success(request, _("Đã lưu mốc."))
        return HttpResponseRedirect(record_url(row.directive_id))


class Milestones(Guarded):
    """All reviews ahead, those without a day first, and the rules that give them."""

    policy = permissions.milestones
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show them."""
        return render(request, "directives/milestones.html", milestones_context(request))


def milestones_context(request: Request, **forms_in_use: Any) -> dict[str, Any]:
    """Return what the page of milestones shows."""
    today = timezone.localdate()
    ahead = Milestone.objects.filter(state=MilestoneState.AHEAD).select_related("directive")
    dated: list[Any] = list(ahead.filter(due_on__isnull=False).order_by("due_on", "pk")[:SUGGESTED])
    for row in dated:
        row.days = (row.due_on - today).days
        row.is_near = row.days <= row.lead_days
    return {
        "today": today,
        "dated": dated,
        "near": sum(row.is_near for row in dated),
        "undated": list(ahead.filter(due_on__isnull=True).order_by("pk")[:SUGGESTED]),
        "strip": drawing.strip(dated, today),
        "rules": MilestoneRule.objects.order_by("kind", "years"),
        "rule_form": forms.RuleForm(),
        "may_set": permissions.rules.may(request.user, "set"),
        **forms_in_use,
    }


class SetRule(Guarded):
    """Give every directive of a kind a review."""

    policy = permissions.rules
    act = "set"

    def post(self, request: Request) -> HttpResponse:
        """Set the rule, or show what to mend."""
        form = forms.RuleForm(request.POST)
        if not form.is_valid():
            context = milestones_context(request, rule_form=form)
            return render(request, "directives/milestones.html", context, status=422)
        actions.set_rule(by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Đã đặt quy tắc."))
        return HttpResponseRedirect(reverse("directives:milestones"))


class DropRule(Guarded):
    """Take a rule back."""

    policy = permissions.rules
    act = "set"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Remove it, with the reviews that it alone gave."""
        actions.drop_rule(by=request.user, at=timezone.now(), rule=self.get_row(pk))
        messages.success(request, _("Đã bỏ quy tắc."))
        return HttpResponseRedirect(reverse("directives:milestones"))


class RemoveDirective(Guarded):
    """Take an entry out of the register again."""

    policy = permissions.directives
    act = "remove"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Remove it, unless something was built on it."""
        row = self.get_row(pk)
        actions.unregister(by=request.user, at=timezone.now(), directive=row)
        messages.success(request, _("Đã rút %(text)s khỏi sổ.") % {"text": row})
        return HttpResponseRedirect(reverse("directives:list"))
