"""Calendars of periods: when data are cut off and when reports are due; days off and swapped."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Bloc
from giaoban.reporting.enums import DayKind, PeriodKind, PeriodState
from giaoban.reporting.naming import called


class Calendar(models.Model):
    """A calendar of periods for the bodies of a bloc (lịch kỳ báo cáo).

    The presets of NĐ 09/2019/NĐ-CP cut the data on day ``cut_day`` of the period's last month,
    counting from the day after the cut before; ``due_day`` is a day of the same month,
    ``due_after`` counts working days after the cut; one of the two is given.
    """

    name = models.CharField(max_length=200, unique=True, verbose_name=_("tên lịch"))
    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="calendars", verbose_name=_("khối"))
    kind = models.CharField(max_length=10, choices=PeriodKind, verbose_name=_("loại kỳ"))
    cut_day = models.PositiveSmallIntegerField(
        null=True, blank=True, verbose_name=_("ngày chốt số liệu")
    )
    due_day = models.PositiveSmallIntegerField(
        null=True, blank=True, verbose_name=_("ngày gửi báo cáo")
    )
    due_after = models.PositiveSmallIntegerField(
        null=True, blank=True, verbose_name=_("số ngày làm việc sau ngày chốt")
    )
    moves_due = models.BooleanField(
        default=True, verbose_name=_("hạn rơi vào ngày nghỉ thì lùi sang ngày làm việc sau")
    )
    is_main = models.BooleanField(default=False, verbose_name=_("lịch chính của khối"))
    is_active = models.BooleanField(default=True, verbose_name=_("đang dùng"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("lịch kỳ báo cáo")
        constraints = [
            models.UniqueConstraint(
                fields=["bloc"], condition=Q(is_main=True), name="calendar_one_main"
            ),
            models.CheckConstraint(
                condition=Q(due_day__isnull=True, due_after__isnull=False, due_after__gte=1)
                | Q(due_day__isnull=False, due_after__isnull=True)
                | Q(kind=PeriodKind.FREE),
                name="calendar_due_one_way",
            ),
            models.CheckConstraint(
                condition=(Q(cut_day__isnull=True) | Q(cut_day__gte=1, cut_day__lte=31))
                & (Q(due_day__isnull=True) | Q(due_day__gte=1, due_day__lte=31)),
                name="calendar_days_of_month",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Period(models.Model):
    """A period of reporting (kỳ báo cáo); data count from ``data_from`` to ``data_to``, both in.

    ``first_day`` and ``last_day`` are those by the calendar year, by which it is named.
    """

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="periods")
    name = models.CharField(max_length=120, verbose_name=_("tên kỳ"))
    year = models.PositiveSmallIntegerField(verbose_name=_("năm"))
    ordinal = models.PositiveSmallIntegerField(verbose_name=_("kỳ thứ"))
    first_day = models.DateField(verbose_name=_("từ ngày"))
    last_day = models.DateField(verbose_name=_("đến ngày"))
    data_from = models.DateField(verbose_name=_("số liệu từ ngày"))
    data_to = models.DateField(verbose_name=_("chốt số liệu ngày"))
    due_on = models.DateField(verbose_name=_("hạn gửi báo cáo"))
    state = models.CharField(max_length=10, choices=PeriodState, default=PeriodState.OPEN)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("kỳ báo cáo")
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "year", "ordinal"], name="period_once_a_calendar"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"), data_to__gte=F("data_from")),
                name="period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("data_to")), name="period_due_after_cut"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=PeriodState.CLOSED, closed_at__isnull=False, closed_by__isnull=False
                )
                | Q(state=PeriodState.OPEN, closed_at__isnull=True, closed_by__isnull=True),
                name="period_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return called(self.name)

    @property
    def is_closed(self) -> bool:
        """Tell whether its figures are frozen."""
        return self.state == PeriodState.CLOSED


class SpecialDay(models.Model):
    """A day off or a day worked in exchange, by decision (ngày nghỉ, ngày làm bù).

    What stands here goes before the public holidays that the library knows.
    """

    day = models.DateField(unique=True, verbose_name=_("ngày"))
    kind = models.CharField(max_length=10, choices=DayKind, verbose_name=_("là ngày"))
    name = models.CharField(max_length=200, verbose_name=_("lý do, văn bản"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("ngày nghỉ, ngày làm bù")
        ordering = ["day"]
