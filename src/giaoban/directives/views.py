"""The register's pages: the list, the record, the milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core import panels
from giaoban.core.errors import Conflict, Refused
from giaoban.core.forms import differences
from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.views import Guarded
from giaoban.directives import actions, drawing, forms, labels, permissions, queries
from giaoban.directives.models import Directive, Milestone, MilestoneRule, Relation
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import BaseForm

    from giaoban.accounts.requests import Request

SUGGESTED = 100
MENTIONS_SHOWN = 50
MILESTONES_SHOWN = 100
# A drawing of more boxes is no help to anybody; the table says the same.
DRAWN = 60


def record_url(pk: int) -> str:
    """Return where a directive is shown."""
    return reverse("directives:record", args=[pk])


def _kind_and_title(row: Directive) -> str:
    """Return kind, name and subject in one cell, as the registers have it."""
    called = labels.called(row.kind, row.name)
    return f"{called}: {row.title}" if row.title else called


class DirectiveList(ListPage):
    """The register, in the columns of that of incoming papers (NĐ 30/2020, Phụ lục IV, mục VI).

    Arrival and recipient are those of the paper by which the directive itself came in.
    """

    policy = permissions.directives
    title = gettext_lazy("Văn bản chỉ đạo")
    filters = forms.DirectiveFilters
    template_name = "directives/list.html"
    search_kind = actions.KIND
    orders = (
        Order(
            "new",
            gettext_lazy("Mới ban hành trước"),
            (F("issued_on").desc(nulls_last=True), "-pk"),
        ),
        Order("old", gettext_lazy("Cũ trước"), (F("issued_on").asc(nulls_last=True), "pk")),
        Order("number", gettext_lazy("Theo số"), (F("number").asc(nulls_last=True), "pk")),
    )
    columns = (
        Column(gettext_lazy("Ngày đến"), lambda row: row.paper and row.paper.arrived_on, 12),
        Column(gettext_lazy("Số đến"), lambda row: row.paper and row.paper.arrival_number, 8),
        Column(gettext_lazy("Tác giả"), lambda row: row.issuer, 28),
        Column(gettext_lazy("Số, ký hiệu văn bản"), lambda row: row.identifier, 18),
        Column(gettext_lazy("Ngày tháng văn bản"), lambda row: row.issued_on, 12),
        Column(gettext_lazy("Tên loại và trích yếu nội dung văn bản"), _kind_and_title, 60),
        Column(gettext_lazy("Đơn vị hoặc người nhận"), lambda r: r.paper and r.paper.recipient, 24),
        Column(gettext_lazy("Ngày chuyển"), lambda row: row.paper and row.paper.forwarded_on, 12),
        Column(gettext_lazy("Ký nhận"), lambda _row: "", 10),
        Column(gettext_lazy("Ghi chú"), lambda row: row.note, 24),
    )

    def rows(self) -> QuerySet[Directive]:
        """Leave out what a list does not show."""
        return super().rows().defer("folded", "folded_name", "key")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Add how many tasks and papers hang on each, and the paper that it came in by."""
        return queries.with_counts(rows, DOCUMENTS.scope(self.request.user))

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
    plans = queries.plans(queries.bodies_expected(row, today), links, today)
    reviews = list(row.milestones.select_related("relation__origin"))
    papers = DOCUMENTS.scope(user)
    out, into = queries.relations(row, papers)
    mentions = queries.mentions(row, papers)
    return {
        "directive": row,
        "today": today,
        "out": out,
        "into": into,
        "n_relations": len(out) + len(into),
        "above": queries.above(row),
        "links": links,
        "graph": drawing.graph(links) if 1 < len(links) <= DRAWN else None,
        "plans": plans,
        "n_plans": sum(each.plan is not None for each in plans),
        "milestones": reviews,
        "line": drawing.time_line(row, reviews, today),
        "mentions": mentions[:MENTIONS_SHOWN],
        "n_mentions": mentions.count(),
        "panels": panels.of("directives.record", request, row),
        "may_change": office,
        "relation_form": forms.RelationForm(),
        "milestone_form": forms.MilestoneForm(),
        "suggestions": _suggestions() if office else [],
        **forms_in_use,
    }


def _suggestions() -> list[Directive]:
    """Return the newest entries for the list beside the field; any other may be typed."""
    shown = ("kind", "identifier", "name", "issued_on")
    return list(Directive.objects.only(*shown)[:SUGGESTED])


_ALREADY = gettext_lazy("Sổ đã có %(text)s; đã bổ sung những gì còn thiếu.")


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
        given = {k: v for k, v in form.cleaned_data.items() if k not in {"version", "form_key"}}
        now = timezone.now()
        with transaction.atomic():
            row = actions.register(by=self.request.user, at=now, **given)
            form.remember(self.request.user.pk, record_url(row.pk), at=now)
        said = _("Đã vào sổ: %(text)s") if row.created_at == now else _ALREADY
        messages.success(self.request, said % {"text": row})
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
            return _both(request, form, self.get_row(pk), back=record_url(pk))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            context = {"form": form, "directive": self.get_row(pk)}
            return render(request, "directives/form.html", context, status=422)
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(record_url(pk))


def _both(
    request: Request, form: BaseForm, stored: Directive | Milestone, *, back: str
) -> HttpResponse:
    """Show what the other saved beside what this person typed."""
    theirs = {name: getattr(stored, name) for name in form.fields if name != "version"}
    context = {
        "form": form,
        "differences": differences(form, theirs),
        "version": stored.version,
        "back": back,
    }
    return render(request, "core/conflict.html", context, status=409)


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
        """Save it, show what to mend, or show both versions."""
        row: Milestone = self.get_row(pk)
        form = forms.MilestoneChangeForm(request.POST, instance=self.get_row(pk))
        if form.is_valid():
            given = dict(form.cleaned_data)
            version = given.pop("version")
            try:
                actions.change_milestone(
                    by=request.user, at=timezone.now(), milestone=row, version=version, **given
                )
            except Conflict:
                return _both(request, form, self.get_row(pk), back=record_url(row.directive_id))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã lưu mốc."))
                return HttpResponseRedirect(record_url(row.directive_id))
        context = {"form": form, "milestone": self.get_row(pk)}
        return render(request, "directives/milestone.html", context, status=422)


class DropMilestone(Guarded):
    """Remove a review that was set by hand."""

    policy = permissions.milestones
    act = "set"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Remove it and go back to its directive."""
        row: Milestone = self.get_row(pk)
        url = record_url(row.directive_id)
        actions.drop_milestone(by=request.user, at=timezone.now(), milestone=row)
        messages.success(request, _("Đã bỏ mốc."))
        return HttpResponseRedirect(url)


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
    ahead = queries.ahead().select_related("directive")
    dated = drawing.strip(list(ahead.filter(due_on__isnull=False)[:MILESTONES_SHOWN]), today)
    undated = ahead.filter(due_on__isnull=True).order_by("pk")
    return {
        "today": today,
        "dated": dated.miles,
        "years": dated.years,
        "n_dated": queries.ahead().filter(due_on__isnull=False).count(),
        "n_near": queries.near(today).count(),
        "undated": undated[:MILESTONES_SHOWN],
        "n_undated": undated.count(),
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
