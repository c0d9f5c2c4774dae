"""The course of a task: progress told, work sent in with its evidence, extensions, handing over."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body, Reorganisation
from giaoban.work.enums import Outcome
from giaoban.work.models.tasks import Task

_DECIDED = (Outcome.GRANTED, Outcome.REFUSED)


def _decided_whole(name: str) -> models.CheckConstraint:
    """Return the constraint that a decision has a person and a moment, and only a decision."""
    return models.CheckConstraint(
        condition=Q(outcome__in=_DECIDED, decided_by__isnull=False, decided_at__isnull=False)
        | (~Q(outcome__in=_DECIDED) & Q(decided_by__isnull=True, decided_at__isnull=True)),
        name=name,
    )


class Progress(models.Model):
    """What a body tells of its work (tiến độ); rows are added, never changed."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="progress")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name=_("tiến độ, %"))
    text = models.TextField(blank=True, verbose_name=_("kết quả, khó khăn"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    via = models.CharField(max_length=200, blank=True, verbose_name=_("gửi qua"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("tiến độ")
        indexes = [models.Index(fields=["task", "-at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="progress_percent"
            ),
        ]


class Submission(models.Model):
    """Work sent in to be verified (báo cáo hoàn thành): the one who verifies never is the doer."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    text = models.TextField(blank=True, verbose_name=_("kết quả"))
    on_behalf = models.BooleanField(default=False, verbose_name=_("nhập thay cơ quan"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    via = models.CharField(max_length=200, blank=True, verbose_name=_("gửi qua"))
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    answer = models.TextField(blank=True, verbose_name=_("nhận xét"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("báo cáo hoàn thành")
        ordering = ["task", "number"]
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="submission_number"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(outcome=Outcome.WAITING), name="submission_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")),
                name="submission_second_pair_of_eyes",
            ),
            _decided_whole("submission_decided_whole"),
        ]


class Evidence(models.Model):
    """A file or an address that shows what was done (minh chứng)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="evidence")
    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    title = models.CharField(max_length=300, verbose_name=_("tên"))
    url = models.URLField(max_length=500, blank=True, verbose_name=_("địa chỉ"))
    place = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    via = models.CharField(max_length=200, blank=True, verbose_name=_("gửi qua"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("minh chứng")
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | Q(size__isnull=False), name="evidence_is_there"
            ),
            models.UniqueConstraint(
                fields=["task", "sha256"], condition=~Q(sha256=""), name="evidence_once"
            ),
            models.UniqueConstraint(
                fields=["task", "url"], condition=~Q(url=""), name="evidence_address_once"
            ),
        ]


class Extension(models.Model):
    """An extension (gia hạn): asked for with a reason, granted or refused by a named person."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="extensions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000, verbose_name=_("lý do"))
    no_fault = models.BooleanField(default=False, verbose_name=_("do nguyên nhân khách quan"))
    from_due_on = models.DateField(verbose_name=_("từ hạn"))
    asked_due_on = models.DateField(verbose_name=_("xin đến"))
    granted_due_on = models.DateField(null=True, verbose_name=_("được đến"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    answer = models.CharField(max_length=1000, blank=True, verbose_name=_("ý kiến"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("gia hạn")
        ordering = ["task", "number"]
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="extension_number"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(outcome=Outcome.WAITING), name="extension_one_waits"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
            models.CheckConstraint(
                condition=Q(asked_due_on__gt=F("from_due_on")), name="extension_is_later"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.GRANTED, granted_due_on__gt=F("from_due_on"))
                | (~Q(outcome=Outcome.GRANTED) & Q(granted_due_on__isnull=True)),
                name="extension_granted_has_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")),
                name="extension_second_person",
            ),
            _decided_whole("extension_decided_whole"),
        ]


class Succeeding(models.Model):
    """Open work handed to a successor when a body ends (bàn giao việc); the past keeps the old.

    ``part`` is what the old body was to the task, ``to_part`` what the successor was before, empty
    where it was nothing. Where both had a part one gave way: ``written`` and ``persons`` are what
    stood in it. By these the handing over is taken back.
    """

    act = models.ForeignKey(Reorganisation, models.PROTECT, related_name="handed_tasks")
    task = models.ForeignKey(Task, models.CASCADE, related_name="successions")
    part = models.CharField(max_length=12)
    to_part = models.CharField(max_length=12, blank=True)
    written = models.CharField(max_length=300, blank=True)
    persons = models.JSONField(default=list)
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("bàn giao việc")
        constraints = [
            models.UniqueConstraint(fields=["act", "task", "from_body"], name="succeeding_once"),
            models.CheckConstraint(
                condition=~Q(from_body=F("to_body")), name="succeeding_to_another"
            ),
        ]
