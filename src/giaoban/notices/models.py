"""What people are told, the mails that told them, and how they want to be told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.notices.enums import MailKind, MailState

USUAL_HOUR = 7


class Mail(models.Model):
    """A mail of notices (thư thông báo) and what became of it: the log of what was sent.

    Text and identity are fixed when it is prepared, so that a mail that has to be handed over a
    second time is the same one to whoever receives it.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=8, choices=MailKind, verbose_name=_("loại thư"))
    day = models.DateField(verbose_name=_("ngày"))
    language = models.CharField(max_length=5)
    address = models.EmailField(verbose_name=_("địa chỉ"))
    subject = models.CharField(max_length=300, verbose_name=_("tiêu đề"))
    text = models.TextField()
    html = models.TextField()
    message_id = models.CharField(max_length=200, unique=True, editable=False)
    state = models.CharField(
        max_length=8, choices=MailState, default=MailState.WAITING, verbose_name=_("tình trạng")
    )
    prepared_at = models.DateTimeField(verbose_name=_("soạn lúc"))
    next_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True, verbose_name=_("gửi lúc"))
    attempts = models.PositiveSmallIntegerField(default=0, verbose_name=_("số lần thử"))
    error = models.CharField(max_length=300, blank=True, verbose_name=_("lỗi"))

    class Meta:
        verbose_name = _("thư thông báo")
        indexes = [
            models.Index(fields=["-prepared_at", "-id"]),
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=[MailState.WAITING, MailState.SENDING]),
                name="mail_to_send",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"],
                condition=Q(kind=MailKind.DIGEST),
                name="digest_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="mail_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENDING) | Q(claimed_at__isnull=False),
                name="mail_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.FAILED) | ~Q(error=""), name="mail_failed_has_error"
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Notice(models.Model):
    """What a person is told (thông báo): once for each key, in the site and by at most one mail.

    ``facts`` is said in the person's own language when it is shown or mailed. ``silent`` is never
    mailed: the person did not want its kind, or could not be reached, when the mail was prepared.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60, verbose_name=_("loại"))
    key = models.CharField(max_length=120)
    urgent = models.BooleanField(default=False, verbose_name=_("khẩn"))
    facts = models.JSONField(default=dict)
    link = models.CharField(max_length=300)
    created_at = models.DateTimeField(verbose_name=_("lúc"))
    seen_at = models.DateTimeField(null=True, verbose_name=_("xem lúc"))
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="notices")
    silent = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("thông báo")
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"]),
            models.Index(fields=["person"], condition=Q(seen_at=None), name="notice_unseen"),
            models.Index(
                fields=["person", "urgent"],
                condition=Q(seen_at=None, mail=None, silent=False),
                name="notice_to_mail",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(link__startswith="/") & ~Q(link__startswith="//"),
                name="notice_links_inside",
            ),
            models.CheckConstraint(
                condition=Q(silent=False) | Q(mail=None), name="silent_notice_is_not_mailed"
            ),
        ]


class Preference(models.Model):
    """How a person wants to be told (tùy chọn thông báo); without a row, as is usual."""

    person = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="notice_preference"
    )
    hour = models.PositiveSmallIntegerField(default=USUAL_HOUR, verbose_name=_("giờ nhận thư"))
    off = models.JSONField(default=list)

    class Meta:
        verbose_name = _("tùy chọn thông báo")
        constraints = [
            models.CheckConstraint(condition=Q(hour__lt=24), name="preference_hour_of_day"),
        ]


class Collection(models.Model):
    """That a collector has looked on a day for what people should be told (lượt rà)."""

    collector = models.CharField(max_length=60)
    day = models.DateField()
    at = models.DateTimeField()
    found = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("lượt rà")
        constraints = [
            models.UniqueConstraint(fields=["collector", "day"], name="collected_once_a_day"),
        ]
