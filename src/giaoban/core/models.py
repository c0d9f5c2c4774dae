"""The audit trail, the search index, and long work that a person can watch."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.core.enums import JobState


class AuditEntry(models.Model):
    """One act on record (nhật ký): who did what to which row, and when. Append-only.

    Personal data stand beside, in ``AuditPersonal``; the entry holds their salted digest only, so
    that they can be erased without breaking the chain. Triggers refuse every change and removal.
    """

    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    personal_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("dòng nhật ký")
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["actor_id", "at"]),
        ]


class AuditPersonal(models.Model):
    """The personal data of an act, which the law may ask to erase (Luật 91/2025/QH15)."""

    entry = models.OneToOneField(AuditEntry, models.CASCADE, related_name="personal")
    salt = models.CharField(max_length=32)
    data = models.JSONField()


class AuditSeal(models.Model):
    """A link of the hash chain over the entries, in the order in which they were sealed."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, primary_key=True, related_name="seal")
    position = models.BigIntegerField(unique=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)


class SearchEntry(models.Model):
    """A row of the search index; the folded columns hold words without marks, đ as d."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=500)
    identifier = models.CharField(max_length=120, blank=True)
    folded_identifier = models.CharField(max_length=250, blank=True)
    folded_title = models.CharField(max_length=500)
    folded_words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mục tìm kiếm")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_once")]


class Job(models.Model):
    """Long work that a person began, may leave, and comes back to (việc chạy nền)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    owner_id = models.BigIntegerField(db_index=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    result_url = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    task_id = models.CharField(max_length=64, blank=True)
    began_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("việc chạy nền")


class PeriodicWork(models.Model):
    """Work that comes round (việc định kỳ); its row is the lock between two workers."""

    key = models.CharField(max_length=60, primary_key=True)
    began_at = models.DateTimeField()
    running = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("việc định kỳ")


class SentForm(models.Model):
    """A form that was sent: the second sending of the same one leads to the first one's result."""

    key = models.CharField(max_length=64)
    user_id = models.BigIntegerField()
    result_url = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="sent_once")]


class SavedFilter(models.Model):
    """The filters of a list that a person keeps under a name (bộ lọc đã lưu)."""

    user_id = models.BigIntegerField()
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=60, verbose_name=_("tên bộ lọc"))
    query = models.CharField(max_length=1000)

    class Meta:
        verbose_name = _("bộ lọc đã lưu")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user_id", "page", "name"], name="saved_filter_once")
        ]
