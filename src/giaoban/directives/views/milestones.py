"""The reviews of directives: set, changed, dropped; all that are ahead, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.errors import Conflict, Refused
from giaoban.core.views import Guarded
from giaoban.directives import actions, drawing, forms, permissions, queries
from giaoban.directives.models import MilestoneRule
from giaoban.directives.views.adding import AddTo
from giaoban.directives.views.conflict import both
from giaoban.directives.views.record import record_url

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.requests import Request
    from giaoban.directives.models import Directive, Milestone

MILESTONES_SHOWN = 100


class AddMilestone(AddTo):
    """Set a review by hand."""

    form = forms.MilestoneForm
    shown_as = "milestone_form"
    said = gettext_lazy("Đã đặt mốc.")

    def add(self, row: Directive, given: dict[str, Any], at: dt.datetime) -> None:
        """Set it."""
        actions.set_milestone(by=self.request.user, at=at, directive=row, **given)


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
                return both(request, form, self.get_row(pk), back=record_url(row.directive_id))
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
