"""What closing a period would freeze: one query for each kind of line.

What the registers say is frozen; it is confirmed where the body sent a report that says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Left, Replace, Trim, TruncDate
from django.utils import timezone

from giaoban.bodies.models import Body, BodyName
from giaoban.bodies.queries import valid
from giaoban.reporting.enums import LineKind, ReportState, RowKind
from giaoban.reporting.models import Indicator, IndicatorValue, Report, ReportRow
from giaoban.reporting.queries.periods import bodies_owing
from giaoban.reporting.queries.tasks import led, start_of
from giaoban.work.enums import Rhythm, Timeliness
from giaoban.work.models import DONE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from django.db.models.expressions import Combinable

    from giaoban.reporting.models import Period

SENT = (ReportState.SUBMITTED, ReportState.ACCEPTED)
# A report that was sent back keeps what it told, as not confirmed.
TOLD = (*SENT, ReportState.SENT_BACK)
_LONGEST = 1000


class Lines(NamedTuple):
    """The lines of one kind: the rows they come from, and what each column is filled with."""

    rows: QuerySet[Any]
    columns: dict[str, Combinable]


@dataclass(frozen=True)
class Freezing:
    """A period as it would be frozen at a moment."""

    period: Period
    at: dt.datetime

    @property
    def day(self) -> dt.date:
        """The day on which lateness is judged: the period's last, or today if that is earlier."""
        return min(timezone.localdate(self.at), self.period.last_day)

    def kinds(self) -> Iterator[Lines]:
        """Return the lines of each kind."""
        yield self.reports()
        yield self.tasks_told()
        yield self.tasks_untold()
        yield self.directives()
        yield self.indicators_told()
        yield self.indicators_untold()
        yield self.narratives()

    def bodies(self) -> QuerySet[Body]:
        """Return the bodies of the period: those that owe a report, and those that have one."""
        owing = bodies_owing(self.period)
        told = Report.objects.filter(period=self.period)
        return Body.objects.filter(Q(pk__in=owing.values("pk")) | Q(pk__in=told.values("body")))

    def reports(self) -> Lines:
        """Return the line of each body that tells how its report stood."""
        mine = Report.objects.filter(period=self.period, body=OuterRef("pk"))
        state = Coalesce(Subquery(mine.values("state")[:1]), Value(ReportState.OPEN.value))
        # One that was recalled and never sent again was not sent.
        sent = mine.exclude(state=ReportState.OPEN)
        sent_on = Subquery(sent.values(day=TruncDate("first_submitted_at"))[:1])
        due = self.period.due_on
        rows = self.bodies().alias(is_in=state, sent_on=sent_on)
        timeliness = Case(
            When(sent_on__lte=due, then=Value(Timeliness.ON_TIME.value)),
            When(sent_on__gt=due, then=Value(Timeliness.LATE.value)),
            default=Value((Timeliness.LATE if self.day > due else Timeliness.OPEN).value),
        )
        told = {
            "body": F("pk"),
            "body_name": self._name("pk", "name"),
            "kind": Value(LineKind.REPORT.value),
            "confirmed": _yes(is_in__in=SENT),
            "report_state": F("is_in"),
            "judgement": _text(Subquery(mine.values("judgement")[:1])),
            "timeliness": timeliness,
            "due_on": Value(due, DateField()),
            "done_on": F("sent_on"),
            "text": _text(Subquery(mine.values("judged_note")[:1])),
        }
        return Lines(rows, _EMPTY | told)

    def tasks_told(self) -> Lines:
        """Return the tasks that stand in reports."""
        same = Q(percent__isnull=True) | Q(task__percent__isnull=True)
        same |= Q(percent=F("task__percent")) | Q(claims_done=True, task__state__in=DONE)
        percent = Case(
            When(report__state__in=SENT, task__percent__isnull=True, then=F("percent")),
            default=F("task__percent"),
        )
        told = (
            self._told()
            | self._task("task__")
            | {
                "kind": F("kind"),
                "confirmed": _yes(same, report__state__in=SENT),
                "percent": percent,
            }
        )
        return Lines(self._rows(RowKind.CARRIED, RowKind.TASK), told)

    def tasks_untold(self) -> Lines:
        """Return the tasks of the period's bodies that stand in no report."""
        told = self._rows(RowKind.CARRIED, RowKind.TASK).filter(
            report__body=OuterRef("body"), task=OuterRef("task")
        )
        rows = led(self.period, self.bodies().values_list("pk", flat=True)).filter(
            ~Exists(told), task__is_group=False
        )
        begin = start_of(self.period.data_from)
        due = (self.period.data_from, self.period.data_to)
        of_period = Q(given_at__gte=begin) | Q(task__due_on__range=due)
        of_period |= Q(task__rhythm=Rhythm.STANDING)
        kind = Case(
            When(of_period, then=Value(LineKind.TASK.value)),
            default=Value(LineKind.CARRIED.value),
        )
        found = {
            "body": F("body"),
            "body_name": self._name("body", "body__name"),
            "kind": kind,
            "percent": F("task__percent"),
        }
        return Lines(rows, _EMPTY | found | self._task("task__"))

    def directives(self) -> Lines:
        """Return the directives that stand in reports."""
        said = ("directive__identifier", "directive__name", "directive__title")
        named = [part for each in said for part in (F(each), Value(" "))]
        title = Trim(Replace(Concat(*named, output_field=TextField()), Value("  "), Value(" ")))
        told = self._told() | {
            "kind": F("kind"),
            "confirmed": _yes(report__state__in=SENT),
            "directive": F("directive"),
            "title": Left(title, _LONGEST),
        }
        return Lines(self._rows(RowKind.DIRECTIVE), told)

    def indicators_told(self) -> Lines:
        """Return the indicators that stand in reports."""
        known = self._values(OuterRef("indicator"), OuterRef("report__body"))
        rows = self._rows(RowKind.INDICATOR).alias(
            known=Subquery(known.values("value")[:1]),
            known_below=Subquery(known.values("denominator")[:1]),
        )
        same = Q(known__isnull=True) | Q(known=F("value")) & (
            Q(known_below=F("denominator")) | Q(known_below__isnull=True, denominator__isnull=True)
        )
        as_sent = When(report__state__in=SENT, known__isnull=True, then=F("value"))
        below_as_sent = When(report__state__in=SENT, known__isnull=True, then=F("denominator"))
        told = (
            self._told()
            | self._indicator("indicator__")
            | {
                "kind": F("kind"),
                "confirmed": _yes(same, report__state__in=SENT),
                "indicator": F("indicator"),
                "value": Case(as_sent, default=F("known")),
                "denominator": Case(below_as_sent, default=F("known_below")),
            }
        )
        return Lines(rows, told)

    def indicators_untold(self) -> Lines:
        """Return the indicators that the period's bodies should have told of."""
        told = self._rows(RowKind.INDICATOR).filter(
            report__body=OuterRef("body"), indicator=OuterRef("indicator")
        )
        known = self._values(OuterRef("indicator"), OuterRef("body"))
        rows = Indicator.bodies.through.objects.filter(
            ~Exists(told),
            indicator__is_active=True,
            indicator__every=self.period.calendar.kind,
            body__in=self.bodies(),
        )
        found = {
            "body": F("body"),
            "body_name": self._name("body", "body__name"),
            "kind": Value(LineKind.INDICATOR.value),
            "indicator": F("indicator"),
            "value": Subquery(known.values("value")[:1]),
            "denominator": Subquery(known.values("denominator")[:1]),
        }
        return Lines(rows, _EMPTY | found | self._indicator("indicator__"))

    def narratives(self) -> Lines:
        """Return what the reports tell in words."""
        told = self._told() | {
            "kind": F("kind"),
            "confirmed": _yes(report__state__in=SENT),
            "field": F("field"),
            "aspect": F("aspect"),
        }
        return Lines(self._rows(RowKind.NARRATIVE).filter(report__state__in=TOLD), told)

    def _rows(self, *kinds: RowKind) -> QuerySet[ReportRow]:
        return ReportRow.objects.filter(report__period=self.period, kind__in=kinds)

    def _values(self, indicator: OuterRef, body: OuterRef) -> QuerySet[IndicatorValue]:
        return IndicatorValue.objects.filter(period=self.period, indicator=indicator, body=body)

    def _told(self) -> dict[str, Combinable]:
        """Return the columns that lines out of reports have in common."""
        return _EMPTY | {
            "body": F("report__body"),
            "body_name": self._name("report__body", "report__body__name"),
            "text": Case(
                When(report__state__in=TOLD, then=F("text")),
                default=Value(""),
                output_field=TextField(),
            ),
        }

    def _name(self, body: str, newest: str) -> Combinable:
        """Return the name that was valid on the period's last day; the newest if none was."""
        then = BodyName.objects.filter(valid(self.period.last_day), body=OuterRef(body))
        named = then.order_by("-valid_from", "-pk").values("name")[:1]
        return Coalesce(Subquery(named), F(newest))

    def _task(self, task: str) -> dict[str, Combinable]:
        return {
            "task": F(task.removesuffix("__")),
            "field": F(f"{task}field"),
            "title": F(f"{task}title"),
            "state": F(f"{task}state"),
            "timeliness": timeliness(self.day, task),
            "due_on": F(f"{task}due_on"),
            "first_due_on": F(f"{task}first_due_on"),
            "done_on": F(f"{task}done_on"),
            "extensions": F(f"{task}extensions_granted"),
        }

    @staticmethod
    def _indicator(indicator: str) -> dict[str, Combinable]:
        return {"field": F(f"{indicator}field"), "title": F(f"{indicator}name")}


_NOTHING = Value("", CharField())
_EMPTY: dict[str, Combinable] = {
    "confirmed": Value(value=False),
    **dict.fromkeys(("report_state", "judgement", "aspect", "title", "text"), _NOTHING),
    **dict.fromkeys(("state", "timeliness"), _NOTHING),
    "extensions": Value(0),
}


def timeliness(day: dt.date, task: str = "") -> Case:
    """Return ``Task.timeliness`` as an expression, for tasks at the end of ``task``."""
    done = Q(**{f"{task}done_on__isnull": False})
    kept = done & Q(**{f"{task}done_on__lte": F(f"{task}first_due_on")})
    excused = done & Q(**{f"{task}done_on__lte": F(f"{task}no_fault_until")})
    deadlines = ("first_due_on", "no_fault_until", "due_on")
    ahead = Q(*((f"{task}{name}__gte", day) for name in deadlines), _connector=Q.OR)
    undated = Q(**{f"{task}first_due_on__isnull": True})
    return Case(
        When(undated, then=Value(Timeliness.UNDATED.value)),
        When(kept, then=Value(Timeliness.ON_TIME.value)),
        When(excused, then=Value(Timeliness.NO_FAULT.value)),
        When(done, then=Value(Timeliness.LATE.value)),
        When(ahead, then=Value(Timeliness.OPEN.value)),
        default=Value(Timeliness.LATE.value),
    )


def _yes(*conditions: Q, **more: Any) -> Case:
    return Case(When(Q(*conditions, **more), then=Value(value=True)), default=Value(value=False))


def _text(found: Subquery) -> Coalesce:
    return Coalesce(found, Value(""), output_field=TextField())
