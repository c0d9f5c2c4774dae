"""Bodies and persons with periods of validity, mergers and successors, blocs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.enums import BodyKind, SuccessionKind


class Period(models.Model):
    """A stretch of validity: both days count; an empty end is open."""

    valid_from = models.DateField(null=True, blank=True, verbose_name=_("từ ngày"))
    valid_to = models.DateField(null=True, blank=True, verbose_name=_("đến ngày"))

    class Meta:
        abstract = True


def in_order(name: str) -> models.CheckConstraint:
    """Return the constraint that a period does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(valid_from__isnull=True)
        | Q(valid_to__isnull=True)
        | Q(valid_to__gte=F("valid_from")),
        name=name,
    )


class Body(Period):
    """An organisation (cơ quan, đơn vị); its names stand in ``BodyName``, each with its period.

    ``name`` repeats the newest of them for lists; ``valid_to`` is the day of its end.
    """

    kind = models.CharField(max_length=20, choices=BodyKind, verbose_name=_("loại"))
    name = models.CharField(max_length=250, verbose_name=_("tên"))
    folded = models.CharField(max_length=250, db_index=True, editable=False)
    sort_key = models.CharField(max_length=1000, db_index=True, default="", editable=False)
    order = models.PositiveIntegerField(default=0, verbose_name=_("thứ tự"))
    email = models.EmailField(blank=True, verbose_name=_("thư điện tử"))
    phone = models.CharField(max_length=40, blank=True, verbose_name=_("điện thoại"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("cơ quan")
        constraints = [in_order("body_period_in_order")]
        ordering = ["order", "sort_key", "pk"]

    def __str__(self) -> str:
        return self.name


class BodyName(Period):
    """A name of a body in a period, with its abbreviation and the symbol of its papers."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="names")
    name = models.CharField(max_length=250, verbose_name=_("tên đầy đủ"))
    short_name = models.CharField(max_length=120, blank=True, verbose_name=_("tên gọi tắt"))
    symbol = models.CharField(max_length=40, blank=True, verbose_name=_("ký hiệu văn bản"))
    folded = models.CharField(max_length=250, db_index=True, editable=False)
    folded_short = models.CharField(max_length=120, db_index=True, editable=False, blank=True)

    class Meta:
        verbose_name = _("tên cơ quan")
        constraints = [in_order("body_name_period_in_order")]
        ordering = ["valid_from", "pk"]


class BodyParent(Period):
    """Which body stands above another in a period (cơ quan chủ quản)."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Body, models.PROTECT, related_name="children")

    class Meta:
        verbose_name = _("cơ quan chủ quản")
        constraints = [
            in_order("body_parent_period_in_order"),
            models.CheckConstraint(condition=~Q(body=F("parent")), name="body_not_own_parent"),
        ]


class Bloc(models.Model):
    """Bodies coordinated by one lead body (khối), with periods of membership."""

    name = models.CharField(max_length=200, unique=True, verbose_name=_("tên khối"))
    lead = models.ForeignKey(
        Body, models.PROTECT, related_name="leads", verbose_name=_("cơ quan chủ trì")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("khối")

    def __str__(self) -> str:
        return self.name


class Membership(Period):
    """A body's membership of a bloc in a period."""

    bloc = models.ForeignKey(Bloc, models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")

    class Meta:
        verbose_name = _("thành viên khối")
        constraints = [in_order("membership_period_in_order")]


class BodyClass(models.Model):
    """A class that papers name, such as "các sở, ban, ngành", resolved as of a date to bodies."""

    name = models.CharField(max_length=200, unique=True, verbose_name=_("cách gọi"))
    folded = models.CharField(max_length=200, unique=True, editable=False)
    aliases = models.JSONField(default=list, blank=True, verbose_name=_("cách gọi khác"))
    kinds = models.JSONField(default=list, blank=True, verbose_name=_("gồm các loại cơ quan"))
    members = models.ManyToManyField(
        Body, blank=True, related_name="classes", verbose_name=_("và các cơ quan")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("nhóm cơ quan")

    def __str__(self) -> str:
        return self.name


class Reorganisation(models.Model):
    """A confirmed act that changed bodies (sắp xếp): one decision, with what it wrote.

    ``made`` lists the rows that it made, ``ended`` those whose period it closed with the end they
    had before; by these it is taken back as long as nothing was built on it.
    """

    kind = models.CharField(max_length=10, choices=SuccessionKind, verbose_name=_("việc"))
    on = models.DateField(verbose_name=_("ngày có hiệu lực"))
    decision = models.CharField(max_length=300, verbose_name=_("theo văn bản"))
    made = models.JSONField(default=list, editable=False)
    ended = models.JSONField(default=list, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("sắp xếp tổ chức")


class Succession(models.Model):
    """What an act did to one body (kế thừa): who stands in its place from a day on.

    A rename has the body itself as successor; a dissolution may have none.
    """

    act = models.ForeignKey(
        Reorganisation, models.CASCADE, null=True, related_name="successions", editable=False
    )
    kind = models.CharField(max_length=10, choices=SuccessionKind, verbose_name=_("việc"))
    predecessor = models.ForeignKey(Body, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Body, models.PROTECT, null=True, related_name="precessions")
    on = models.DateField(verbose_name=_("ngày có hiệu lực"))
    decision = models.CharField(max_length=300, blank=True, verbose_name=_("theo văn bản"))

    class Meta:
        verbose_name = _("kế thừa")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.DISSOLVE) | Q(successor__isnull=False),
                name="successor_unless_dissolved",
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="succession_once"
            ),
        ]


class Person(models.Model):
    """A person who holds posts in bodies (cán bộ)."""

    name = models.CharField(max_length=120, verbose_name=_("họ và tên"))
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    sort_key = models.CharField(max_length=600, db_index=True, default="", editable=False)
    email = models.EmailField(blank=True, verbose_name=_("thư điện tử"))
    phone = models.CharField(max_length=40, blank=True, verbose_name=_("điện thoại"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("cán bộ")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name


class Post(Period):
    """A post that a person holds in a body in a period (chức vụ)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    body = models.ForeignKey(Body, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200, verbose_name=_("chức vụ"))
    is_focal_point = models.BooleanField(default=False, verbose_name=_("là đầu mối"))

    class Meta:
        verbose_name = _("chức vụ")
        constraints = [in_order("post_period_in_order")]
