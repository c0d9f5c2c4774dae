"""Questions to closings: what would be frozen, what speaks against it, what was corrected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.core.templatetags.look import vnnumber
from giaoban.reporting import amending, building
from giaoban.reporting.enums import LineKind, PeriodState, ReportState
from giaoban.reporting.inserting import selected
from giaoban.reporting.models import Amendment, ClosedLine, Closing, Period, ReportRow
from giaoban.reporting.queries.freezing import SENT, Freezing
from giaoban.work import queries as tasks
from giaoban.work.models import Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet


@dataclass
class Preview:
    """What closing a period would freeze, in numbers."""

    reports: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    confirmed: int = 0
    open_tasks: int = 0
    missing: int = 0
    provided: int = 0

    @property
    def bodies(self) -> int:
        """How many bodies are asked."""
        return sum(self.reports.values())

    @property
    def n_lines(self) -> int:
        """How many lines there would be."""
        return sum(self.lines.values())

    @property
    def not_confirmed(self) -> int:
        """How many of them nobody confirmed."""
        return self.n_lines - self.confirmed

    @property
    def sent(self) -> int:
        """How many bodies have sent their report."""
        return sum(self.reports.get(each, 0) for each in SENT)


def preview(freezing: Freezing) -> Preview:
    """Count what would be frozen; nothing is written."""
    told = Preview()
    for lines in freezing.kinds():
        rows = selected(lines.rows, lines.columns).order_by()
        for kind, confirmed, n in rows.values_list("to_kind", "to_confirmed").annotate(
            n=Count("pk")
        ):
            told.lines[kind] = told.lines.get(kind, 0) + n
            told.confirmed += n if confirmed else 0
        if "value" in lines.columns:
            typed = rows.filter(indicator__provider="")
            told.missing += typed.filter(to_value__isnull=True).count()
            told.provided += rows.exclude(indicator__provider="").count()
    told.reports = report_counts(freezing)
    told.open_tasks = sum(
        lines.rows.filter(task__pending=1).values("task").distinct().count()
        for lines in (freezing.tasks_told(), freezing.tasks_untold())
    )
    return told


def standing(period: Period) -> Closing | None:
    """Return the closing of a period that stands."""
    return Closing.objects.filter(period=period, undone_at__isnull=True).first()


def before(closing: Closing) -> Closing | None:
    """Return the closing that stands of the period before, of the same calendar."""
    earlier = Closing.objects.filter(
        undone_at__isnull=True,
        period__calendar=closing.period.calendar_id,
        period__first_day__lt=closing.period.first_day,
    )
    return earlier.select_related("period").order_by("-period__first_day").first()


def period_after(period: Period) -> Period | None:
    """Return the next period of the same calendar that is open."""
    later = Period.objects.filter(calendar=period.calendar_id, first_day__gt=period.first_day)
    return later.filter(state=PeriodState.OPEN).order_by("first_day").first()


def refusal(period: Period, today: dt.date) -> str:
    """Return why the period cannot be closed now, in a sentence; nothing where it can."""
    if period.is_closed:
        return _("Kỳ này đã chốt.")
    if today <= period.data_to:
        return _("Chưa qua ngày chốt số liệu của kỳ này nên chưa chốt được.")
    return ""


def report_counts(freezing: Freezing) -> dict[str, int]:
    """Count the bodies of a period by how their reports stand."""
    reports = freezing.reports()
    states = selected(reports.rows, reports.columns).values_list("to_report_state")
    return dict(states.annotate(n=Count("pk")))


def objections(freezing: Freezing, reports: dict[str, int]) -> list[str]:
    """Return what speaks against closing, in sentences; it is closed all the same for a reason."""
    period, found = freezing.period, []
    n = sum(reports.values()) - reports.get(ReportState.ACCEPTED, 0)
    if n:
        words = ngettext("%(n)s báo cáo chưa được nhận.", "%(n)s báo cáo chưa được nhận.", n)
        found.append(words % {"n": n})
    n = _unverified(freezing)
    if n:
        words = ngettext(
            "%(n)s nhiệm vụ đã gửi kết quả, quá hạn mà chưa kiểm chứng; chốt bây giờ thì bị tính là"
            " chậm hạn.",
            "%(n)s nhiệm vụ đã gửi kết quả, quá hạn mà chưa kiểm chứng; chốt bây giờ thì bị tính là"
            " chậm hạn.",
            n,
        )
        found.append(words % {"n": vnnumber(n)})
    # Periods that were planned and never opened owe nothing; years of them may lie behind.
    earlier = Period.objects.filter(
        calendar=period.calendar_id,
        first_day__lt=period.first_day,
        state=PeriodState.OPEN,
        opened_at__isnull=False,
    ).order_by("first_day")
    found += [_("%(period)s chưa chốt.") % {"period": each} for each in earlier[:4]]
    return found


def _unverified(freezing: Freezing) -> int:
    """Count the tasks that would be frozen as late only because nobody has looked at them yet."""
    sent = tasks.waiting_to_verify(Task.objects.filter(lead__in=freezing.bodies()))
    return sent.filter(due_order__lt=freezing.day).count()


def obstacles(closing: Closing) -> list[str]:
    """Return what was built on a closing, so that it can no longer be undone."""
    found = []
    n = Amendment.objects.filter(line__closing=closing).count()
    if n:
        found.append(ngettext("Đã có %(n)s đính chính.", "Đã có %(n)s đính chính.", n) % {"n": n})
    later = Closing.objects.filter(
        undone_at__isnull=True,
        period__calendar=closing.period.calendar_id,
        period__first_day__gt=closing.period.first_day,
    ).select_related("period")
    found += [_("%(period)s đã chốt sau kỳ này.") % {"period": each.period} for each in later]
    return found + building.obstacles(closing)


@dataclass(frozen=True)
class HandedOver:
    """The closed tasks that stand in the next period's reports too; undoing leaves them there."""

    to: Period
    reports: int
    rows: int
    filled: int


def handed_over(closing: Closing) -> HandedOver | None:
    """Return what of the closed tasks was carried over; None where there was no next period."""
    after = closing.carried_to
    if after is None:
        return None
    tasks = ClosedLine.objects.filter(closing=closing, task__isnull=False).values("task")
    carried = ReportRow.objects.filter(report__period=after, task__in=tasks)
    told = carried.aggregate(
        reports=Count("report", distinct=True),
        rows=Count("pk"),
        filled=Count("pk", filter=Q(filled_at__isnull=False)),
    )
    return HandedOver(to=after, **told)


def with_amendments(lines: QuerySet[ClosedLine]) -> QuerySet[ClosedLine]:
    """Return the lines with their corrections in order."""
    kept = Amendment.objects.select_related("by").order_by("at", "pk")
    return lines.prefetch_related(Prefetch("amendments", kept))


def amendments(lines: QuerySet[ClosedLine]) -> QuerySet[Amendment]:
    """Return the corrections of the lines, newest first."""
    mine = Exists(lines.order_by().filter(pk=OuterRef("line_id")))
    kept = Amendment.objects.filter(mine).select_related("line", "by")
    return kept.order_by("-at", "-pk")


def names(lines: QuerySet[ClosedLine]) -> dict[int, str]:
    """Return the bodies of the lines, with the names they were closed under."""
    told = lines.filter(kind=LineKind.REPORT).order_by("body__order", "body__sort_key", "body_id")
    return dict(told.values_list("body_id", "body_name"))


def as_read(kept: Iterable[Amendment]) -> list[dict[str, Any]]:
    """Return corrections as a person reads them."""
    return [
        {
            "amendment": each,
            "label": amending.LABELS[each.field_name],
            "old": amending.shown(each.field_name, each.old),
            "new": amending.shown(each.field_name, each.new),
        }
        for each in kept
    ]


def line_as_read(line: ClosedLine) -> dict[str, Any]:
    """Return a line as it counts now, with what was closed where that was corrected."""
    now = amending.current(line)
    closed = {name: amending.written(getattr(line, name)) for name in now}
    changed = [
        {"label": amending.LABELS[name], "closed": amending.shown(name, closed[name])}
        for name in now
        if now[name] != closed[name]
    ]
    shown = {name: amending.shown(name, value) for name, value in now.items()}
    return {"line": line, "now": shown, "changed": changed}


def report_states(told: Preview) -> list[tuple[str, int]]:
    """Return how many reports stand how, in words."""
    return [(str(each.label), told.reports.get(each, 0)) for each in ReportState]


def line_kinds(told: Preview) -> list[tuple[str, int]]:
    """Return how many lines there would be of each kind, in words."""
    return [(str(each.label), told.lines[each]) for each in LineKind if told.lines.get(each)]
