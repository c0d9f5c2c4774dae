"""A body's report of a period, made of its own rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.directives.models import Directive
from giaoban.reporting.enums import Aspect, Judgement, ReportState, RowKind, Standing
from giaoban.reporting.models.indicators import Indicator
from giaoban.reporting.models.periods import Period
from giaoban.work.models import Field, Task

if TYPE_CHECKING:
    import datetime as dt

_OF_TASKS = (RowKind.CARRIED, RowKind.TASK)


class Report(models.Model):
    """What a body answers for in a period (báo cáo của cơ quan).

    Its state says nothing of its substance, which ``judgement`` does. ``on_behalf`` tells that the
    coordinator sent it in the body's place, with the reason; ``via`` names the link used.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="reports")
    body = models.ForeignKey(Body, models.PROTECT, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    first_submitted_at = models.DateTimeField(null=True, editable=False)
    via = models.CharField(max_length=200, blank=True, verbose_name=_("gửi qua"))
    on_behalf = models.BooleanField(default=False, verbose_name=_("nhập thay cơ quan"))
    on_behalf_reason = models.CharField(
        max_length=500, blank=True, verbose_name=_("lý do nhập thay")
    )
    mend = models.TextField(blank=True, verbose_name=_("cần bổ sung"))
    sent_back_times = models.PositiveSmallIntegerField(default=0, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    judgement = models.CharField(
        max_length=6, choices=Judgement, blank=True, verbose_name=_("đánh giá nội dung")
    )
    judged_note = models.TextField(blank=True, verbose_name=_("nhận xét nội dung"))
    judged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    judged_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("báo cáo của cơ quan")
        indexes = [models.Index(fields=["body", "-period"])]
        constraints = [
            models.UniqueConstraint(fields=["period", "body"], name="report_once_a_period"),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN) | Q(submitted_at__isnull=False),
                name="report_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf=False) | ~Q(on_behalf_reason=""),
                name="report_on_behalf_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.SENT_BACK) | ~Q(mend=""),
                name="report_sent_back_says_what",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(ReportState.SENT_BACK, ReportState.ACCEPTED))
                | Q(decided_by__isnull=True),
                name="report_decided_in_its_states",
            ),
            models.CheckConstraint(
                condition=Q(judgement="", judged_by__isnull=True)
                | (~Q(judgement="") & Q(judged_by__isnull=False, judged_at__isnull=False)),
                name="report_judged_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(ReportState.SENT_BACK, ReportState.ACCEPTED))
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="report_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.ACCEPTED)
                | Q(submitted_by__isnull=True)
                | ~Q(decided_by=F("submitted_by")),
                name="report_accepted_by_another",
            ),
        ]

    def standing(self, today: dt.date) -> Standing:
        """Return how the report stands on the day; the period has to be at hand."""
        if self.state != ReportState.OPEN:
            return Standing(self.state)
        if today <= self.period.data_to:
            return Standing.NOT_YET_DUE
        return Standing.DUE if today <= self.period.due_on else Standing.OVERDUE


class ReportRow(models.Model):
    """A row of a report (dòng báo cáo): a task, a directive, an indicator or a narrative.

    ``value`` is null where it is not known, which is not 0. ``mend`` tells what is wanted of the
    row when the report is sent back.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=10, choices=RowKind)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="report_rows")
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="report_rows")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="report_rows")
    field = models.ForeignKey(Field, models.PROTECT, null=True, related_name="report_rows")
    aspect = models.CharField(max_length=12, choices=Aspect, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(null=True, verbose_name=_("tiến độ, %"))
    claims_done = models.BooleanField(default=False, verbose_name=_("đề nghị xác nhận hoàn thành"))
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, verbose_name=_("số"))
    denominator = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, verbose_name=_("mẫu số")
    )
    text = models.TextField(blank=True, verbose_name=_("nội dung"))
    mend = models.CharField(max_length=500, blank=True, verbose_name=_("cần bổ sung"))
    filled_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("dòng báo cáo")
        ordering = ["report", "order", "pk"]
        # How many rows of a report are filled is counted in the index alone.
        indexes = [models.Index(fields=["report", "kind", "filled_at"], name="row_filled")]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "task"], condition=Q(task__isnull=False), name="row_task_once"
            ),
            models.UniqueConstraint(
                fields=["report", "directive"],
                condition=Q(directive__isnull=False),
                name="row_directive_once",
            ),
            models.UniqueConstraint(
                fields=["report", "indicator"],
                condition=Q(indicator__isnull=False),
                name="row_indicator_once",
            ),
            models.UniqueConstraint(
                fields=["report", "field", "aspect"],
                condition=Q(kind=RowKind.NARRATIVE, field__isnull=False),
                name="row_narrative_once",
            ),
            models.UniqueConstraint(
                fields=["report", "aspect"],
                condition=Q(kind=RowKind.NARRATIVE, field__isnull=True),
                name="row_narrative_of_no_field_once",
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=_OF_TASKS) & Q(task__isnull=False))
                | (Q(kind=RowKind.DIRECTIVE) & Q(directive__isnull=False))
                | (Q(kind=RowKind.INDICATOR) & Q(indicator__isnull=False))
                | (Q(kind=RowKind.NARRATIVE, aspect__in=Aspect.values)),
                name="row_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="row_percent"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | ~Q(denominator=0), name="row_denominator"
            ),
        ]


class AccessLink(models.Model):
    """A link by which a body answers one report without an account (đường dẫn báo cáo).

    Only the digest of its secret is kept. It works until the report is accepted, its day is past
    or it is withdrawn.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(verbose_name=_("dùng đến"))
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    uses = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("đường dẫn báo cáo")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="link_expires_later"
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(withdrawn_at__isnull=True),
                name="link_one_stands",
            ),
        ]


class LinkSession(models.Model):
    """A short stay that a link was exchanged for (phiên của đường dẫn): sees one report alone."""

    link = models.ForeignKey(AccessLink, models.CASCADE, related_name="sessions")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("phiên của đường dẫn")
