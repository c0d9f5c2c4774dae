"""What a person keeps of the tasks: acts on many at once, and the address of a calendar."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.work.enums import BulkActKind


class BulkAct(models.Model):
    """One act on many tasks (thao tác hàng loạt), with what was refused, and what was before.

    ``done`` holds [task, value before, version after] for each task that it changed; ``refused``
    holds [task, why]. By ``done`` it is taken back.
    """

    act = models.CharField(max_length=12, choices=BulkActKind, verbose_name=_("thao tác"))
    said = models.CharField(max_length=1000, blank=True, verbose_name=_("nội dung"))
    done = models.JSONField(default=list, editable=False)
    refused = models.JSONField(default=list, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("thao tác hàng loạt")


class CalendarFeed(models.Model):
    """The secret address of a person's calendar (lịch cá nhân); its digest alone is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("địa chỉ lịch")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(withdrawn_at__isnull=True), name="calendar_feed_one"
            )
        ]
