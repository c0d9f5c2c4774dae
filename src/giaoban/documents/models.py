"""Papers received: the intake record, the file, its readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.documents.enums import Channel, DocumentState, Outcome, PaperKind, Urgency
from vanban.files.cautions import translated

if TYPE_CHECKING:
    import datetime as dt


class Original(models.Model):
    """The file as it came, never changed; stored under its SHA-256 (bản gốc)."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255, verbose_name=_("tên tệp"))
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=120, unique=True, editable=False)

    class Meta:
        verbose_name = _("bản gốc")


class Document(models.Model):
    """A paper received (văn bản đến): what the register of incoming papers asks for, and the file.

    The columns are those of NĐ 30/2020/NĐ-CP, Phụ lục IV. ``text`` is what was read from the file.
    """

    original = models.OneToOneField(Original, models.PROTECT, related_name="document")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.UPLOAD)
    state = models.CharField(
        max_length=10, choices=DocumentState, default=DocumentState.WAITING, db_index=True
    )
    trouble = models.TextField(blank=True, verbose_name=_("vì sao không đọc được"))
    title = models.CharField(max_length=1000, verbose_name=_("trích yếu"))
    kind = models.CharField(max_length=20, blank=True, verbose_name=_("loại văn bản"))
    identifier = models.CharField(max_length=120, blank=True, verbose_name=_("số, ký hiệu"))
    issuer = models.CharField(max_length=250, blank=True, verbose_name=_("cơ quan ban hành"))
    issued_on = models.DateField(null=True, blank=True, verbose_name=_("ngày văn bản"))
    arrival_year = models.PositiveSmallIntegerField(editable=False)
    arrival_number = models.PositiveIntegerField(verbose_name=_("số đến"))
    arrived_on = models.DateField(verbose_name=_("ngày đến"))
    sender = models.CharField(max_length=250, blank=True, verbose_name=_("nơi gửi"))
    endorsement = models.TextField(blank=True, verbose_name=_("bút phê"))
    recipient = models.CharField(max_length=250, blank=True, verbose_name=_("người nhận"))
    forwarded_on = models.DateField(null=True, blank=True, verbose_name=_("ngày chuyển"))
    answer_due_on = models.DateField(null=True, blank=True, verbose_name=_("thời hạn"))
    answered_on = models.DateField(null=True, blank=True, verbose_name=_("ngày trả lời"))
    answer = models.CharField(
        max_length=120, blank=True, verbose_name=_("số, ký hiệu văn bản trả lời")
    )
    note = models.TextField(blank=True, verbose_name=_("ghi chú"))
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("của cơ quan"),
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="documents", verbose_name=_("người xử lý")
    )
    text = models.TextField(blank=True)
    cautions = models.JSONField(default=list, editable=False)
    folded = models.TextField(default="", editable=False)
    received_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("văn bản đến")
        ordering = ["-arrived_on", "-pk"]
        indexes = [
            models.Index(fields=["-arrived_on", "-id"]),
            models.Index(fields=["body", "-arrived_on"]),
            models.Index(fields=["identifier"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["arrival_year", "arrival_number"], name="arrival_number_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """Say what the paper is, in words; nothing where it is not known."""
        return str(PaperKind(self.kind).label) if self.kind in PaperKind.values else ""

    def urgency(self, on: dt.date) -> Urgency:
        """Tell how its answer stands on a day."""
        if self.answered_on is not None:
            return Urgency.ANSWERED
        if self.answer_due_on is None:
            return Urgency.NONE
        return Urgency.LATE if self.answer_due_on < on else Urgency.OPEN


class ArrivalCounter(models.Model):
    """The last number given to an incoming paper in a year (số đến); its row is the lock."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Batch(models.Model):
    """Files that came in together (đợt nhận)."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="batches")
    at = models.DateTimeField()
    job_id = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = _("đợt nhận")


class BatchFile(models.Model):
    """What became of one file of a batch; a file with a secrecy stamp has no row at all."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    outcome = models.CharField(max_length=8, choices=Outcome)
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    trouble = models.TextField(blank=True)

    class Meta:
        verbose_name = _("tệp của đợt nhận")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.REFUSED, document__isnull=True)
                | Q(~Q(outcome=Outcome.REFUSED), document__isnull=False),
                name="batch_file_has_paper_unless_refused",
            ),
        ]


class Reading(models.Model):
    """What one version of the reader found in a paper (lần đọc); kept whole."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings")
    reader = models.CharField(max_length=40)
    record = models.JSONField()
    warnings = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("lần đọc")
        constraints = [
            models.UniqueConstraint(fields=["document", "reader"], name="read_once_by_each_reader"),
        ]

    @property
    def cautions(self) -> list[str]:
        """Return the warnings in the language of the person."""
        language = (get_language() or "vi")[:2]
        return [translated(warning, language) for warning in self.warnings]


class SecrecyOverride(models.Model):
    """A false alarm of a secrecy stamp overruled by an authorised clerk, on record."""

    sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, verbose_name=_("lý do"))

    class Meta:
        verbose_name = _("bác cảnh báo dấu mật")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason")]
