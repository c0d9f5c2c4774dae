"""Entering values: all bodies of one indicator, or all indicators of one body; what was counted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.bodies.permissions import BODY
from giaoban.core.errors import Refused
from giaoban.core.views import Guarded
from giaoban.reporting import providers
from giaoban.reporting.actions import values as actions
from giaoban.reporting.combining import MISSING, Pair, rule_of, shown_value
from giaoban.reporting.forms.indicators import ValueForm
from giaoban.reporting.models import Indicator, IndicatorValue, Period
from giaoban.reporting.permissions import INDICATOR
from giaoban.reporting.queries import entering

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from giaoban.accounts.requests import Request
    from giaoban.bodies.models import Body
    from giaoban.reporting.questions import Question

COUNTED_SHOWN = 200


class Line(NamedTuple):
    """A line of the table: what it is, its form, last period's figure, and what is asked."""

    indicator: Indicator
    body: Body
    form: ValueForm
    before: Decimal | None
    questions: list[Question]
    refused: str
    previous: Pair


class Entry(Guarded):
    """A table of values to enter; subclasses say which."""

    policy = INDICATOR
    act = "record"
    by_body = False

    def lines(self, pk: int, period: Period) -> list[entering.Place]:
        """Return what can be entered."""
        raise NotImplementedError

    def get(self, request: Request, pk: int, period: int) -> HttpResponse:
        """Show the table as it stands."""
        found = _period(period)
        return self._show(request, found, [_line(each) for each in self.lines(pk, found)])

    def post(self, request: Request, pk: int, period: int) -> HttpResponse:
        """Record what changed; one line that cannot be taken leaves all as they were."""
        found = _period(period)
        lines = [_line(each, request.POST) for each in self.lines(pk, found)]
        with transaction.atomic():
            saved = [self._save(line, found) for line in lines]
            failed = any(line.refused or line.questions for line in saved)
            failed = failed or any(line.form.errors for line in saved)
            if failed:
                transaction.set_rollback(True)
        if failed:
            return self._show(request, found, saved, status=422)
        n = sum(line.form.has_changed() for line in saved)
        messages.success(
            request, ngettext("Đã ghi %(n)s số liệu.", "Đã ghi %(n)s số liệu.", n) % {"n": n}
        )
        return HttpResponseRedirect(self.back(pk))

    def back(self, pk: int) -> str:
        """Return where a saved table leads to."""
        return reverse("reporting:indicator", args=[pk])

    def _save(self, line: Line, period: Period) -> Line:
        if not line.form.is_valid() or not line.form.has_changed():
            return line
        given = line.form.cleaned_data
        try:
            actions.record_value(
                by=self.request.user,
                at=timezone.now(),
                indicator=line.indicator,
                period=period,
                body=line.body,
                given=Pair(given["value"], given["denominator"]),
                note=given["note"],
                before=line.previous,
                version=given["version"] or 0,
            )
        except actions.Asked as asked:
            return line._replace(questions=asked.questions)
        except Refused as refusal:
            return line._replace(refused=str(refusal))
        return line

    def _show(
        self, request: Request, period: Period, lines: list[Line], status: int = 200
    ) -> HttpResponse:
        context = {
            "period": period,
            "lines": lines,
            "by_body": self.by_body,
            "any_ratio": any(line.indicator.is_ratio for line in lines),
            "n_asked": sum(bool(line.questions or line.refused) for line in lines),
            **self.about(lines),
        }
        return render(request, "reporting/indicators/entry.html", context, status=status)

    def about(self, lines: Sequence[Line]) -> dict[str, Any]:  # noqa: ARG002
        """Return what the page's heading names."""
        return {}


def _period(pk: int) -> Period:
    period = get_object_or_404(Period.objects.select_related("calendar"), pk=pk)
    if period.is_closed:
        raise Refused(
            _("%(period)s đã chốt. Muốn sửa số liệu, hãy lập đính chính.") % {"period": period}
        )
    return period


def _line(place: entering.Place, data: Any = None) -> Line:
    stored = place.stored
    initial = {
        "value": stored.value if stored else None,
        "denominator": stored.denominator if stored else None,
        "note": stored.note if stored else "",
        "version": stored.version if stored else 0,
    }
    prefix = f"{place.indicator.pk}-{place.body.pk}"
    form = ValueForm(data, initial=initial, prefix=prefix)
    label = f"{place.indicator.name}, {place.body.name}"
    for name in ("value", "denominator", "note"):
        form.fields[name].widget.attrs["aria-label"] = f"{form.fields[name].label}: {label}"
    before = shown_value(place.before, rule_of(place.indicator))
    return Line(place.indicator, place.body, form, before, [], "", place.before)


class IndicatorEntry(Entry):
    """All bodies of one indicator in a period."""

    def lines(self, pk: int, period: Period) -> list[entering.Place]:
        """Return the bodies of which the person may enter values."""
        self.indicator: Indicator = self.get_row(pk)
        return entering.of_indicator(self.indicator, period, self.request.user)

    def about(self, lines: Sequence[Line]) -> dict[str, Any]:  # noqa: ARG002
        """Name the indicator."""
        return {"indicator": self.indicator}


class BodyEntry(Entry):
    """All indicators of one body in a period."""

    by_body = True

    def lines(self, pk: int, period: Period) -> list[entering.Place]:
        """Return the indicators that the body tells itself."""
        self.body = get_object_or_404(BODY.scope(self.request.user), pk=pk)
        if not entering.may_enter(self.request.user, self.body):
            raise Http404
        return entering.of_body(self.body, period, self.request.user)

    def about(self, lines: Sequence[Line]) -> dict[str, Any]:  # noqa: ARG002
        """Name the body."""
        return {"body": self.body}

    def back(self, pk: int) -> str:  # noqa: ARG002
        """Return to the list."""
        return reverse("reporting:indicators")


class Counted(Guarded):
    """The rows that the system counted for a body's value in a period."""

    policy = INDICATOR
    act = "view"

    def get(self, request: Request, pk: int, period: int, body: int) -> HttpResponse:
        """Show those that the person may see."""
        row: Indicator = self.get_row(pk)
        provider = providers.get(row.provider)
        if provider is None:
            raise Http404
        when = get_object_or_404(Period, pk=period)
        whose = get_object_or_404(BODY.scope(request.user), pk=body)
        rows = list(islice(provider.rows(when, body, request.user), COUNTED_SHOWN + 1))
        stored = IndicatorValue.objects.filter(indicator=row, period=when, body=whose).first()
        if stored is not None:
            pair = Pair(stored.value, stored.denominator)
        else:
            pair = provider.compute([when], [body]).get((when.pk, body), MISSING)
        context = {
            "indicator": row,
            "provider": provider,
            "period": when,
            "body": whose,
            "rows": rows[:COUNTED_SHOWN],
            "more": len(rows) > COUNTED_SHOWN,
            "pair": pair,
            "value": shown_value(pair, rule_of(row)),
            "stored": stored,
        }
        return render(request, "reporting/indicators/counted.html", context)
