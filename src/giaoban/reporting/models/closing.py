"""The frozen quarter: what each body confirmed, as it stood, and later corrections beside it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.directives.models import Directive
from giaoban.reporting.enums import Aspect, Judgement, LineKind, ReportState
from giaoban.reporting.models.indicators import Indicator
from giaoban.reporting.models.periods import Period
from giaoban.work.enums import TaskState, Timeliness
from giaoban.work.models import Field, Task


class Closing(models.Model):
    """A period frozen (chốt kỳ). A second person may undo it until something was built on it.

    ``reason`` tells why it was closed in spite of reports not yet accepted. From ``done_at`` on
    triggers refuse every change but the undoing. ``figures`` are those of the lines at that moment.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="closings")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True, verbose_name=_("lý do"))
    done_at = models.DateTimeField(null=True)
    carried_to = models.ForeignKey(Period, models.PROTECT, null=True, related_name="+")
    figures = models.JSONField(default=dict)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("chốt kỳ")
        constraints = [
            models.UniqueConstraint(
                fields=["period"], condition=Q(undone_at__isnull=True), name="closing_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | ~Q(undone_by=F("by")),
                name="closing_undone_by_another",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
                name="closing_undone_whole",
            ),
        ]


class ClosedLine(models.Model):
    """A row as it stood when the period was frozen (dòng đã chốt); it never changes.

    ``confirmed`` tells whether the body had sent a report that says the same. Each body has one
    line of kind "report", which tells how its report stood. Names are those valid then.
    """

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="lines")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=250)
    kind = models.CharField(max_length=10, choices=LineKind)
    confirmed = models.BooleanField()
    report_state = models.CharField(max_length=10, choices=ReportState, blank=True)
    judgement = models.CharField(max_length=6, choices=Judgement, blank=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="closed_lines")
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="+")
    field = models.ForeignKey(Field, models.PROTECT, null=True, related_name="+")
    aspect = models.CharField(max_length=12, choices=Aspect, blank=True)
    title = models.CharField(max_length=1000)
    state = models.CharField(max_length=12, choices=TaskState, blank=True)
    timeliness = models.CharField(max_length=10, choices=Timeliness, blank=True)
    percent = models.PositiveSmallIntegerField(null=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("dòng đã chốt")
        indexes = [
            # Holds all that figures are counted by, so that many quarters are read off it alone.
            models.Index(
                fields=["closing", "body", "kind", "state", "timeliness", "confirmed"],
                name="closed_line_figures",
            ),
            models.Index(fields=["indicator", "closing"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "body", "task"],
                condition=Q(task__isnull=False),
                name="closed_task_once",
            ),
            models.UniqueConstraint(
                fields=["closing", "body"],
                condition=Q(kind=LineKind.REPORT),
                name="closed_report_once",
            ),
        ]


class Amendment(models.Model):
    """A later correction of a frozen row (đính chính): both values stay in view."""

    line = models.ForeignKey(ClosedLine, models.PROTECT, related_name="amendments")
    field_name = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.CharField(max_length=500, verbose_name=_("lý do"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("đính chính")
        ordering = ["line", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_has_reason"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="amendment_changes"),
        ]
