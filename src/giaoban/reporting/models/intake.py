"""Files by which a body reports, and what a machine read in them, waiting for a person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.core.models import Job
from giaoban.documents.models import Original
from giaoban.reporting.enums import ProposalState
from giaoban.reporting.models.reports import Report, ReportRow


class ReportFile(models.Model):
    """A free report that a body sent as a file (tệp báo cáo); kept as it came, with its text.

    A long one is read in the background: until ``read_at`` it has no proposals yet.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255, verbose_name=_("tên tệp"))
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    via = models.CharField(max_length=200, blank=True, verbose_name=_("gửi qua"))
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, editable=False)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("tệp báo cáo")
        constraints = [
            models.UniqueConstraint(fields=["report", "original"], name="report_file_once"),
        ]


class Proposal(models.Model):
    """What a stretch of a file seems to tell of a row (đề xuất); in the report once it is taken.

    A taken one stays as the source of what the row says: ``start`` and ``end`` count in the file's
    text.
    """

    file = models.ForeignKey(ReportFile, models.CASCADE, related_name="proposals")
    row = models.ForeignKey(ReportRow, models.CASCADE, related_name="proposals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    told = models.JSONField(default=dict)
    confidence = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    via = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("đề xuất đọc từ tệp báo cáo")
        ordering = ["start", "end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="proposal_has_span"),
            models.CheckConstraint(condition=Q(confidence__lte=100), name="proposal_confidence"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, at__isnull=True)
                | (~Q(state=ProposalState.WAITING) & Q(at__isnull=False)),
                name="proposal_decided_at_a_moment",
            ),
        ]
