"""Tokens of bodies, and the writes that were already answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body


class Token(models.Model):
    """A token of a body for its software (mã kết nối); only the digest of its secret is kept.

    ``user`` answers for it: what is done with it is done in this person's name and within this
    person's rights, narrowed to ``scopes``.
    """

    name = models.CharField(max_length=120, verbose_name=_("dùng cho phần mềm"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="tokens", verbose_name=_("cơ quan"))
    user = models.ForeignKey(
        User, models.PROTECT, related_name="tokens", verbose_name=_("người chịu trách nhiệm")
    )
    scopes = models.JSONField(default=list, verbose_name=_("phạm vi"))
    hint = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(verbose_name=_("dùng đến"))
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("mã kết nối")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="token_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Answered(models.Model):
    """A write that was answered (yêu cầu đã trả lời): sent again, it is answered the same way."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="answered")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    etag = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("yêu cầu đã trả lời")
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="answered_once")]
