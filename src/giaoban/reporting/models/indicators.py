"""Indicators: what is measured, how values combine, and what was aimed at."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.reporting.enums import Combination, Direction, PeriodKind
from giaoban.reporting.models.periods import Period
from giaoban.work.models import Field


class Indicator(models.Model):
    """Something measured each period (chỉ tiêu): its unit, direction, and how values combine.

    A ratio is told as numerator and denominator and combines as Σ/Σ over the bodies; over periods
    as Σ/Σ too, or by the latest pair. ``lowest`` and ``highest`` are what is possible at all (of a
    ratio, of the quotient as shown); ``leap`` is the change in percent that is asked about.
    """

    name = models.CharField(max_length=300, verbose_name=_("tên chỉ tiêu"))
    folded = models.CharField(max_length=300, editable=False)
    code = models.CharField(max_length=40, unique=True, verbose_name=_("mã"))
    definition = models.TextField(blank=True, verbose_name=_("cách tính"))
    unit = models.CharField(max_length=60, verbose_name=_("đơn vị tính"))
    numerator = models.CharField(max_length=200, blank=True, verbose_name=_("tử số là"))
    denominator = models.CharField(max_length=200, blank=True, verbose_name=_("mẫu số là"))
    decimals = models.PositiveSmallIntegerField(default=0, verbose_name=_("số chữ số lẻ"))
    direction = models.CharField(
        max_length=8, choices=Direction, default=Direction.UP, verbose_name=_("chiều đánh giá")
    )
    every = models.CharField(
        max_length=10, choices=PeriodKind, default=PeriodKind.QUARTER, verbose_name=_("kỳ")
    )
    over_periods = models.CharField(
        max_length=8, choices=Combination, default=Combination.SUM, verbose_name=_("gộp các kỳ")
    )
    over_bodies = models.CharField(
        max_length=8,
        choices=Combination,
        default=Combination.SUM,
        verbose_name=_("gộp các cơ quan"),
    )
    lowest = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, verbose_name=_("không thể nhỏ hơn")
    )
    highest = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, verbose_name=_("không thể lớn hơn")
    )
    leap = models.PositiveSmallIntegerField(
        null=True, blank=True, verbose_name=_("hỏi lại khi đổi quá, %")
    )
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("lĩnh vực"),
    )
    provider = models.CharField(max_length=60, blank=True, verbose_name=_("nguồn tự động"))
    bodies = models.ManyToManyField(
        Body, blank=True, related_name="indicators", verbose_name=_("cơ quan báo cáo")
    )
    is_active = models.BooleanField(default=True, verbose_name=_("đang dùng"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("chỉ tiêu")
        ordering = ["field__order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(
                        over_bodies=Combination.RATIO,
                        over_periods__in=(Combination.RATIO, Combination.LATEST),
                    )
                    & ~Q(numerator="")
                    & ~Q(denominator="")
                )
                | (~Q(over_periods=Combination.RATIO) & ~Q(over_bodies=Combination.RATIO)),
                name="indicator_ratio_whole",
            ),
            models.CheckConstraint(
                condition=~Q(over_bodies=Combination.LATEST), name="indicator_bodies_have_no_order"
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="indicator_decimals"),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(lowest__lte=F("highest")),
                name="indicator_bounds_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ratio(self) -> bool:
        """Tell whether a value is a numerator with its denominator."""
        return self.over_bodies == Combination.RATIO


class Target(models.Model):
    """What an indicator shall reach in a period, for a body or the whole (mục tiêu)."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    period = models.ForeignKey(Period, models.PROTECT, related_name="targets")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="targets")
    target = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, verbose_name=_("mục tiêu")
    )
    baseline = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, verbose_name=_("gốc so sánh")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("mục tiêu của chỉ tiêu")
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | Q(baseline__isnull=False),
                name="target_says_something",
            ),
            models.UniqueConstraint(fields=["indicator", "period", "body"], name="target_once"),
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(body__isnull=True),
                name="target_of_all_once",
            ),
        ]


class IndicatorValue(models.Model):
    """A value of an indicator, of a body in a period (số liệu chỉ tiêu); null is not known, not 0.

    For a ratio ``value`` is the numerator. ``origin`` tells where it came from: a report, a
    provider inside the system, or a person.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    period = models.ForeignKey(Period, models.PROTECT, related_name="values")
    body = models.ForeignKey(Body, models.PROTECT, related_name="values")
    value = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, verbose_name=_("giá trị")
    )
    denominator = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, verbose_name=_("mẫu số")
    )
    note = models.CharField(max_length=500, blank=True, verbose_name=_("giải thích"))
    origin = models.CharField(max_length=60, verbose_name=_("nguồn"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("số liệu chỉ tiêu")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "body"], name="indicator_value_once"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | ~Q(denominator=0),
                name="indicator_denominator",
            ),
            models.CheckConstraint(condition=~Q(origin=""), name="indicator_value_has_origin"),
        ]
