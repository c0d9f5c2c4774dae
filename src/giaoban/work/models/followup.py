"""Follow-up: urging, inspection, supervision, survey; their bodies, team, findings, remedies."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body, Person
from giaoban.core.folding import fold
from giaoban.documents.models import Document
from giaoban.work.enums import FindingKind, FollowUpKind, FollowUpState
from giaoban.work.models.tasks import Task

_URGING = (
    FollowUpState.DRAFTED,
    FollowUpState.SENT,
    FollowUpState.ANSWERED,
    FollowUpState.UNANSWERED,
)
_VISITING = (FollowUpState.PLANNED, FollowUpState.UNDER_WAY, FollowUpState.CONCLUDED)
_ORDERED = (FollowUpState.UNDER_WAY, FollowUpState.CONCLUDED)


class FollowUp(models.Model):
    """An act of follow-up (đôn đốc, kiểm tra, giám sát, khảo sát), with its course.

    ``content`` is the letter's own text for an urging, the outline for the others. The decision is
    a paper of the register, or its identifier and day as typed. ``starts_on`` and ``ends_on`` are
    the schedule; an urging has ``answer_by`` instead.
    """

    kind = models.CharField(max_length=12, choices=FollowUpKind, verbose_name=_("loại"))
    number = models.CharField(max_length=80, blank=True, verbose_name=_("số, ký hiệu"))
    title = models.CharField(max_length=500, verbose_name=_("trích yếu"))
    folded = models.TextField(editable=False)
    paper = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("văn bản quyết định"),
    )
    decision = models.CharField(max_length=300, blank=True, verbose_name=_("theo văn bản"))
    decided_on = models.DateField(null=True, blank=True, verbose_name=_("ngày văn bản"))
    starts_on = models.DateField(null=True, blank=True, verbose_name=_("từ ngày"))
    ends_on = models.DateField(null=True, blank=True, verbose_name=_("đến ngày"))
    answer_by = models.DateField(null=True, blank=True, verbose_name=_("trả lời trước ngày"))
    sent_on = models.DateField(null=True, editable=False, verbose_name=_("ngày gửi"))
    content = models.TextField(blank=True, verbose_name=_("nội dung"))
    conclusion = models.TextField(blank=True, verbose_name=_("kết luận"))
    state = models.CharField(max_length=12, choices=FollowUpState)
    state_reason = models.CharField(max_length=1000, blank=True, verbose_name=_("lý do"))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("đôn đốc, kiểm tra")
        indexes = [models.Index(fields=["state", "kind"]), models.Index(fields=["starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FollowUpKind.URGING, state__in=_URGING)
                | (~Q(kind=FollowUpKind.URGING) & Q(state__in=_VISITING))
                | Q(state=FollowUpState.CANCELLED),
                name="follow_up_state_of_kind",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="follow_up_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=FollowUpState.CANCELLED) | ~Q(state_reason=""),
                name="follow_up_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_ORDERED)
                | Q(paper__isnull=False)
                | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="follow_up_is_ordered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_URGING[1:]) | Q(sent_on__isnull=False),
                name="follow_up_sent_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=FollowUpState.CONCLUDED) | ~Q(conclusion=""),
                name="follow_up_concluded_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """What it is, and about what; most titles begin with the kind themselves."""
        kind = str(self.get_kind_display())
        return self.title if fold(self.title).startswith(fold(kind)) else f"{kind}: {self.title}"

    @property
    def is_urging(self) -> bool:
        """Tell whether it is a letter that waits for answers."""
        return self.kind == FollowUpKind.URGING


class FollowedBody(models.Model):
    """A body that a follow-up concerns; for an urging, its letter as sent, and its answer."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="followed")
    body = models.ForeignKey(Body, models.PROTECT, related_name="follow_ups")
    letter = models.TextField(blank=True, verbose_name=_("văn bản đôn đốc"))
    answer = models.TextField(blank=True, verbose_name=_("trả lời"))
    answered_on = models.DateField(null=True, verbose_name=_("ngày trả lời"))
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on_behalf = models.BooleanField(default=False, verbose_name=_("nhập thay cơ quan"))

    class Meta:
        verbose_name = _("cơ quan được đôn đốc, kiểm tra")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "body"], name="followed_body_once"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="followed_answer_whole",
            ),
        ]


class FollowedTask(models.Model):
    """A task that a follow-up looks after."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="followed_tasks")
    task = models.ForeignKey(Task, models.PROTECT, related_name="follow_ups")

    class Meta:
        verbose_name = _("nhiệm vụ được đôn đốc, kiểm tra")
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "task"], name="followed_task_once")
        ]


class TeamMember(models.Model):
    """Who goes on an inspection, supervision or survey (thành viên đoàn)."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="team")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cán bộ")
    )
    name = models.CharField(max_length=120, blank=True, verbose_name=_("họ và tên"))
    post = models.CharField(max_length=200, blank=True, verbose_name=_("chức vụ"))
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan")
    )
    leads = models.BooleanField(default=False, verbose_name=_("trưởng đoàn"))

    class Meta:
        verbose_name = _("thành viên đoàn")
        ordering = ["-leads", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""), name="team_member_is_somebody"
            ),
            models.UniqueConstraint(
                fields=["follow_up"], condition=Q(leads=True), name="team_one_leader"
            ),
        ]

    @property
    def called(self) -> str:
        """The person's name: of the directory, or as typed."""
        return self.person.name if self.person is not None else self.name


class FollowUpFinding(models.Model):
    """What a follow-up found in a body (kết quả kiểm tra): a strength, shortcoming or violation."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=12, choices=FindingKind, verbose_name=_("loại"))
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan")
    )
    text = models.TextField(verbose_name=_("nội dung"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("kết quả kiểm tra")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="finding_in_words")]


class Remedy(models.Model):
    """The task by which a finding is put right (việc khắc phục)."""

    finding = models.ForeignKey(FollowUpFinding, models.PROTECT, related_name="remedies")
    task = models.OneToOneField(Task, models.PROTECT, related_name="remedy")

    class Meta:
        verbose_name = _("việc khắc phục")
