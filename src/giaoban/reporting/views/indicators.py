"""Pages of indicators: the list, the record, the form with its example, retiring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.bodies.models import Body, Membership
from giaoban.bodies.queries import valid
from giaoban.core import panels
from giaoban.core.enums import Reach
from giaoban.core.errors import Conflict, Refused
from giaoban.core.forms import differences
from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.views import Guarded
from giaoban.reporting import providers
from giaoban.reporting.actions import indicators as actions
from giaoban.reporting.combining import Rule, rounded, rule_of
from giaoban.reporting.demonstration import PERIODS, Demonstration, demonstrate
from giaoban.reporting.enums import Combination
from giaoban.reporting.forms import indicators as forms
from giaoban.reporting.models import Indicator
from giaoban.reporting.permissions import INDICATOR
from giaoban.reporting.queries import records
from giaoban.reporting.queries.entering import running
from giaoban.reporting.queries.trends import with_standings

if TYPE_CHECKING:
    from decimal import Decimal

    from giaoban.accounts.requests import Request


def record_url(pk: int) -> str:
    """Return where an indicator is shown."""
    return reverse("reporting:indicator", args=[pk])


def _latest(row: Any) -> Decimal | None:
    latest = row.standing.latest
    return rounded(latest.figure.value, row.decimals) if latest else None


def _target(row: Any) -> Decimal | None:
    latest = row.standing.latest
    return rounded(latest.target, row.decimals) if latest else None


class IndicatorList(ListPage):
    """Indicators with their latest figure, against the period before and the target."""

    policy = INDICATOR
    title = gettext_lazy("Chỉ tiêu")
    filters = forms.IndicatorFilters
    template_name = "reporting/indicators/list.html"
    orders = (
        Order("field", gettext_lazy("Theo lĩnh vực"), ("field__order", "code", "pk")),
        Order("code", gettext_lazy("Theo mã"), ("code", "pk")),
        Order("name", gettext_lazy("Theo tên"), ("folded", "pk")),
    )
    columns = (
        Column(gettext_lazy("Mã"), lambda row: row.code, 10),
        Column(gettext_lazy("Chỉ tiêu"), lambda row: row.name, 50),
        Column(gettext_lazy("Lĩnh vực"), lambda row: row.field and row.field.name, 24),
        Column(gettext_lazy("Đơn vị tính"), lambda row: row.unit, 12),
        Column(
            gettext_lazy("Kỳ gần nhất"),
            lambda r: r.standing.latest and r.standing.latest.slot.name,
            16,
        ),
        Column(gettext_lazy("Giá trị"), _latest, 14),
        Column(
            gettext_lazy("Phạm vi"), lambda r: r.standing.latest and r.standing.latest.coverage, 22
        ),
        Column(gettext_lazy("So với kỳ trước"), lambda row: row.standing.change.words, 24),
        Column(gettext_lazy("Mục tiêu"), _target, 14),
        Column(
            gettext_lazy("So với mục tiêu"),
            lambda r: r.standing.latest and r.standing.latest.reached.words,
            24,
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Return the indicators with their fields."""
        return super().rows().select_related("field")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Add how each stands."""
        return with_standings(rows, timezone.localdate(), self.request.user)

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Tell whether the person may define indicators, and which own period there is to fill."""
        user = self.request.user
        fills = self.policy.reach(user, "record") is Reach.OWN and user.body_id is not None
        own = running(user.body_id or 0, timezone.localdate()) if fills else None
        return {"may_define": self.policy.may(user, "define"), "own_period": own}


class IndicatorRecord(Guarded):
    """One indicator over the periods: drawing, table, bodies, questions that are open."""

    policy = INDICATOR
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        row: Indicator = self.get_row(pk)
        return render(request, "reporting/indicators/record.html", _record(request, row))


def _record(request: Request, row: Indicator, **more: Any) -> dict[str, Any]:
    user = request.user
    return {
        "indicator": row,
        "provider": providers.get(row.provider) if row.provider else None,
        "may_change": INDICATOR.may(user, "change", row),
        "may_record": INDICATOR.may(user, "record", row) and not row.provider and row.is_active,
        "retire_form": forms.RetireForm(initial={"version": row.version}),
        "panels": panels.of("reporting.indicator", request, row),
        **records.of(row, timezone.localdate(), user)._asdict(),
        **more,
    }


def _offered(row: Indicator | None = None) -> QuerySet[Body]:
    """Return the bodies in a bloc today, and those that have the indicator already."""
    today = timezone.localdate()
    inside = Membership.objects.filter(valid(today), body=OuterRef("pk"))
    offered = Q(valid(today), Exists(inside))
    if row is not None:
        offered |= Q(pk__in=row.bodies.values("pk"))
    return Body.objects.filter(offered)


class NewIndicator(Guarded):
    """Define an indicator."""

    policy = INDICATOR
    act = "define"

    def get(self, request: Request) -> HttpResponse:
        """Show the empty form."""
        return _form(request, forms.NewIndicatorForm(offered=_offered()))

    def post(self, request: Request) -> HttpResponse:
        """Define it, or show what to mend; without scripts also: show the example anew."""
        form = forms.NewIndicatorForm(request.POST, offered=_offered())
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if "demo" in request.POST:
            return _form(request, _unsaid(form))
        if form.is_valid():
            try:
                return HttpResponseRedirect(self._define(form))
            except Refused as refusal:
                form.add_error(None, str(refusal))
        return _form(request, form, status=422)

    def _define(self, form: forms.NewIndicatorForm) -> str:
        given = _given(form)
        now, user = timezone.now(), self.request.user
        with transaction.atomic():
            row = actions.define(by=user, at=now, **given)
            form.remember(user.pk, record_url(row.pk), at=now)
        messages.success(self.request, _("Đã lập chỉ tiêu."))
        return record_url(row.pk)


class ChangeIndicator(Guarded):
    """Change an indicator."""

    policy = INDICATOR
    act = "change"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form as the row stands."""
        row = self.get_row(pk)
        form = forms.IndicatorForm(
            instance=row, initial={"version": row.version}, offered=_offered(row)
        )
        return _form(request, form, row)

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save, show what to mend, show both versions, or the example anew."""
        row: Indicator = self.get_row(pk)
        form = forms.IndicatorForm(request.POST, instance=Indicator(pk=pk), offered=_offered(row))
        if "demo" in request.POST:
            return _form(request, _unsaid(form), row)
        if not form.is_valid():
            return _form(request, form, row, status=422)
        given = _given(form)
        version = form.cleaned_data["version"] or 0
        try:
            actions.change(
                by=request.user, at=timezone.now(), indicator=row, version=version, **given
            )
        except Conflict:
            return _both(request, form, self.get_row(pk))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return _form(request, form, self.get_row(pk), status=422)
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(record_url(pk))


def _given(form: forms.IndicatorForm) -> dict[str, Any]:
    return {k: v for k, v in form.cleaned_data.items() if k not in {"version", "form_key"}}


def _unsaid(form: forms.IndicatorForm) -> forms.IndicatorForm:
    """Keep what was typed, and say nothing yet of what is missing."""
    form.is_valid()
    form.errors.clear()
    return form


def _both(request: Request, form: forms.IndicatorForm, stored: Indicator) -> HttpResponse:
    theirs = {name: getattr(stored, name) for name in form.fields if name != "version"}
    theirs["bodies"] = stored.bodies.all()
    context = {
        "form": form,
        "differences": differences(form, theirs),
        "version": stored.version,
        "back": record_url(stored.pk),
    }
    return render(request, "core/conflict.html", context, status=409)


def _form(
    request: Request, form: forms.IndicatorForm, row: Indicator | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        name: form[name].value() for name in ("over_periods", "over_bodies", "unit", "decimals")
    }
    context = {"form": form, "indicator": row, **_demo(shown)}
    return render(request, "reporting/indicators/form.html", context, status=status)


def _demo(asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the example shows for the rules as they are typed so far."""
    form = forms.DemoForm(asked)
    form.is_valid()
    given = {
        "over_periods": Combination.SUM,
        "over_bodies": Combination.SUM,
        "unit": "",
        "decimals": 0,
        **form.cleaned_data,
    }
    rule = rule_of(forms.Asked(given["over_periods"], given["over_bodies"], given["unit"]))
    found: Demonstration = demonstrate(rule)
    return {
        "demo": found,
        "demo_periods": PERIODS,
        "decimals": given["decimals"],
        "unit": given["unit"],
        **_said(rule),
    }


def _said(rule: Rule) -> dict[str, str]:
    labels = dict(Combination.choices)
    return {
        "said_periods": str(labels[Combination(rule.over_periods)]),
        "said_bodies": str(labels[Combination(rule.over_bodies)]),
    }


class Demo(Guarded):
    """The example of combining: alone as htmx asks for it, else within the form."""

    policy = INDICATOR
    act = "define"

    def get(self, request: Request) -> HttpResponse:
        """Show it for the rules in the address."""
        if not request.htmx:
            form = forms.NewIndicatorForm(initial=request.GET.dict(), offered=_offered())
            return _form(request, form)
        return render(request, "reporting/indicators/demo.html", _demo(request.GET.dict()))


class Retire(Guarded):
    """Ask for an indicator no more."""

    policy = INDICATOR
    act = "retire"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it, or show what to mend."""
        row = self.get_row(pk)
        form = forms.RetireForm(request.POST)
        if not form.is_valid():
            context = _record(request, row, retire_form=form)
            return render(request, "reporting/indicators/record.html", context, status=422)
        actions.retire(by=request.user, at=timezone.now(), indicator=row, **form.cleaned_data)
        messages.success(request, _("Đã ngừng dùng chỉ tiêu. Số liệu đã có vẫn giữ nguyên."))
        return HttpResponseRedirect(record_url(pk))


class Revive(Guarded):
    """Ask for a retired indicator again."""

    policy = INDICATOR
    act = "retire"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it."""
        row = self.get_row(pk)
        actions.revive(by=request.user, at=timezone.now(), indicator=row, version=row.version)
        messages.success(request, _("Đã dùng lại chỉ tiêu."))
        return HttpResponseRedirect(record_url(pk))
