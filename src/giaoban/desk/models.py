"""The reading desk: findings of a paper, what a person decided, and what that put on record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.desk.enums import FindingKind, FindingState, Origin
from giaoban.directives.models import Directive, Relation
from giaoban.documents.models import Document
from giaoban.work.models import Task


class Finding(models.Model):
    """Something found in a paper (phiếu): a proposal until a person accepts it.

    ``proposal`` is what was read, ``decision`` what the person made of it; both stay.
    ``fingerprint`` recognises the same finding when a newer reader reads again: kind and span. A
    decided finding links to the row that it put on record or that was there already.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=10, choices=FindingKind)
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.READER)
    label = models.CharField(max_length=8)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    spans = models.JSONField(default=list)
    proposal = models.JSONField()
    decision = models.JSONField(null=True)
    reader = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.WAITING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    directive = models.ForeignKey(Directive, models.SET_NULL, null=True, related_name="findings")
    relation = models.ForeignKey(Relation, models.SET_NULL, null=True, related_name="findings")
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="findings")
    body = models.ForeignKey(Body, models.SET_NULL, null=True, related_name="findings")
    replaced_by = models.ManyToManyField(
        "self", symmetrical=False, related_name="replaces", blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("phiếu")
        ordering = ["document", "start", "pk"]
        indexes = [
            models.Index(fields=["document", "state"]),
            # A long paper has thousands of findings, of which a window shows few.
            models.Index(fields=["document", "start"]),
            # Every page of a coordinator tells how many wait.
            models.Index(
                fields=["kind", "document"],
                condition=Q(state=FindingState.WAITING),
                name="finding_waits",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "fingerprint"], name="finding_once"),
            models.CheckConstraint(
                condition=Q(
                    state=FindingState.WAITING, decided_by__isnull=True, decided_at__isnull=True
                )
                | Q(
                    ~Q(state=FindingState.WAITING),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="finding_decided_by_somebody",
            ),
        ]


class Decision(models.Model):
    """One act at the desk, with what undoing it takes (hoàn tác)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="decisions")
    act = models.CharField(max_length=20)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    summary = models.CharField(max_length=300)
    before = models.JSONField()
    made = models.JSONField(default=dict)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("quyết định trên bàn đọc")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="undone_by_somebody",
            ),
        ]
