"""Tasks as confirmed: who leads, who cooperates, by when, out of which sentence."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 (named by a model's method)

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.directives.models import Directive
from giaoban.documents.models import Document
from giaoban.work.enums import Part, TaskState


class Task(models.Model):
    """Something that bodies have to do (nhiệm vụ), with the sentence that gave it.

    ``first_due_on`` is the deadline as first set; it never changes.
    """

    title = models.CharField(max_length=1000, verbose_name=_("nhiệm vụ"))
    folded = models.TextField(editable=False)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    due_on = models.DateField(null=True, blank=True, verbose_name=_("hạn"))
    first_due_on = models.DateField(null=True, editable=False, verbose_name=_("hạn đầu tiên"))
    due_text = models.CharField(max_length=200, blank=True, verbose_name=_("hạn như văn bản ghi"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    sentence = models.TextField(blank=True, verbose_name=_("câu giao việc"))
    reader = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True, verbose_name=_("vì sao nhập tay"))
    directives = models.ManyToManyField(Directive, blank=True, related_name="tasks")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("nhiệm vụ")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(fields=["state", "due_on", "id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(reason=""), name="task_has_source"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="task_has_span",
            ),
            # That it never changes afterwards is held by a trigger (migration 0002).
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(first_due_on__isnull=False),
                name="task_keeps_first_deadline",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="task_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_text(self) -> str:
        """What gave the task, in words: the paper, or the reason that was typed."""
        return self.document.title if self.document is not None else self.reason

    @property
    def sentence_url(self) -> str:
        """Where the sentence stands that gave it."""
        return reverse("documents:sentence", args=[self.document_id, self.start, self.end])

    def days_left(self, today: dt.date) -> int | None:
        """Return the days to the deadline, negative when it is past; None without one."""
        return (self.due_on - today).days if self.due_on is not None else None


class Assignment(models.Model):
    """A body's part in a task; ``body`` is empty where the name as written is not yet resolved."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    part = models.CharField(max_length=12, choices=Part)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    written = models.CharField(max_length=300, blank=True, verbose_name=_("như văn bản ghi"))

    class Meta:
        verbose_name = _("phân công")
        indexes = [models.Index(fields=["body", "part", "task"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False) | ~Q(written=""), name="assignment_names_somebody"
            ),
            models.UniqueConstraint(fields=["task", "body"], name="assignment_once"),
        ]

    @property
    def name(self) -> str:
        """The body's name, or as the paper writes it where it is not yet resolved."""
        return self.body.name if self.body is not None else self.written
