"""The register of directives: types, relations, chains, review milestones."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.directives import labels
from giaoban.directives.enums import MilestoneSource, MilestoneState, RelationKind
from giaoban.directives.milestones import MOST_YEARS
from giaoban.documents.enums import PaperKind
from giaoban.documents.models import Document


def years_in_reach(name: str) -> models.CheckConstraint:
    """Return the constraint that a review is held after 1 to ``MOST_YEARS`` years, if known."""
    return models.CheckConstraint(
        condition=Q(years__isnull=True) | Q(years__range=(1, MOST_YEARS)), name=name
    )


class Directive(models.Model):
    """A document that guides work (văn bản chỉ đạo).

    Identity is symbol + issuer + date or term, for party numbers begin anew with each congress
    term; a document without a number is known by its name.
    """

    kind = models.CharField(max_length=20, choices=PaperKind, verbose_name=_("loại"))
    identifier = models.CharField(max_length=120, blank=True, verbose_name=_("số, ký hiệu"))
    standard = models.CharField(max_length=120, db_index=True, editable=False, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    name = models.CharField(max_length=300, blank=True, verbose_name=_("tên riêng"))
    folded_name = models.CharField(max_length=300, db_index=True, editable=False, blank=True)
    title = models.CharField(max_length=1000, blank=True, verbose_name=_("trích yếu"))
    issuer = models.CharField(max_length=250, blank=True, verbose_name=_("cơ quan ban hành"))
    issuer_body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="directives",
        verbose_name=_("trong danh bạ"),
    )
    issued_on = models.DateField(null=True, blank=True, verbose_name=_("ngày ban hành"))
    term = models.CharField(max_length=8, blank=True, verbose_name=_("khóa"))
    note = models.TextField(blank=True, verbose_name=_("ghi chú"))
    key = models.CharField(max_length=64, unique=True, editable=False)
    folded = models.TextField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("văn bản chỉ đạo")
        ordering = [F("issued_on").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(fields=["-issued_on", "-id"]),
            models.Index(fields=["kind", "-issued_on"]),
            models.Index(fields=["identifier"]),
            models.Index(fields=["number", "id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(identifier="") | ~Q(name=""), name="directive_has_identity"
            ),
        ]

    def __str__(self) -> str:
        return labels.called(self.kind, self.identifier or self.name)


class Relation(models.Model):
    """How one directive belongs to another, as a paper says it or a person knows it."""

    origin = models.ForeignKey(Directive, models.CASCADE, related_name="relations_out")
    target = models.ForeignKey(Directive, models.CASCADE, related_name="relations_in")
    kind = models.CharField(max_length=12, choices=RelationKind, verbose_name=_("quan hệ"))
    years = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name=_("số năm"))
    final = models.BooleanField(null=True, verbose_name=_("tổng kết"))
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("quan hệ văn bản")
        constraints = [
            models.CheckConstraint(condition=~Q(origin=F("target")), name="relation_between_two"),
            # A null in a plain unique index equals nothing, so that it would not hold.
            models.UniqueConstraint(
                "origin",
                "target",
                "kind",
                Coalesce("years", Value(0)),
                Case(When(final=True, then=2), When(final=False, then=1), default=0),
                name="relation_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=RelationKind.REVIEWS) | Q(years__isnull=True, final__isnull=True),
                name="relation_years_of_review",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="relation_has_span",
            ),
            years_in_reach("relation_years_in_reach"),
        ]

    @property
    def active_label(self) -> str:
        """What is said of the origin."""
        return labels.active(self.kind, self.years, self.final)

    @property
    def passive_label(self) -> str:
        """What is said of the target."""
        return labels.passive(self.kind, self.years, self.final)

    @property
    def sentence_url(self) -> str:
        """Where the sentence stands that says so."""
        return reverse("documents:sentence", args=[self.document_id, self.start, self.end])


class Mention(models.Model):
    """Where a paper cites a directive: the sentence, and the reader that found it."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="mentions")
    document = models.ForeignKey(Document, models.PROTECT, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=1000)
    reader = models.CharField(max_length=40)
    own = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("viện dẫn")
        constraints = [
            models.UniqueConstraint(fields=["directive", "document", "start"], name="mention_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_has_length"),
        ]

    @property
    def sentence_url(self) -> str:
        """Where the sentence stands that cites it."""
        return reverse("documents:sentence", args=[self.document_id, self.start, self.end])


class Milestone(models.Model):
    """A review that is to come (sơ kết, tổng kết) after as many years as a text or a rule says.

    ``due_on`` is unknown until the date of the directive is confirmed. ``touched`` tells that a
    person has changed it: it then stays, whatever becomes of the relation or the rule.
    """

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="milestones")
    final = models.BooleanField(verbose_name=_("tổng kết"))
    years = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name=_("sau số năm"))
    due_on = models.DateField(null=True, blank=True, verbose_name=_("ngày đến hạn"))
    lead_days = models.PositiveSmallIntegerField(default=180, verbose_name=_("báo trước (ngày)"))
    source = models.CharField(max_length=5, choices=MilestoneSource)
    relation = models.ForeignKey(
        Relation, models.SET_NULL, null=True, blank=True, related_name="milestones"
    )
    state = models.CharField(max_length=10, choices=MilestoneState, default=MilestoneState.AHEAD)
    note = models.CharField(max_length=500, blank=True, verbose_name=_("ghi chú"))
    touched = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("mốc sơ kết, tổng kết")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(fields=["state", "due_on", "id"]),
            models.Index(fields=["state", "lead_days", "due_on"]),
            models.Index(fields=["directive", "state", "due_on"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["directive", "final", "years"], name="milestone_once"),
            models.UniqueConstraint(
                fields=["directive", "final", "due_on"],
                condition=Q(years__isnull=True),
                name="milestone_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(years__isnull=False)
                | Q(due_on__isnull=False)
                | Q(source=MilestoneSource.READ),
                name="milestone_has_measure",
            ),
            years_in_reach("milestone_years_in_reach"),
        ]

    @property
    def label(self) -> str:
        """What the review is called: "tổng kết 10 năm"."""
        return labels.review(self.years, final=self.final)


class MilestoneRule(models.Model):
    """A rule that gives every directive of a kind its reviews, e.g. resolutions after 5 years."""

    kind = models.CharField(max_length=20, choices=PaperKind, verbose_name=_("loại"))
    final = models.BooleanField(verbose_name=_("tổng kết"))
    years = models.PositiveSmallIntegerField(verbose_name=_("sau số năm"))
    lead_days = models.PositiveSmallIntegerField(default=180, verbose_name=_("báo trước (ngày)"))
    party_only = models.BooleanField(default=True, verbose_name=_("chỉ văn bản của Đảng"))

    class Meta:
        verbose_name = _("quy tắc sơ kết, tổng kết")
        constraints = [
            models.UniqueConstraint(fields=["kind", "final", "years"], name="milestone_rule_once"),
            years_in_reach("milestone_rule_years_in_reach"),
        ]
