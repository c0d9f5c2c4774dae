"""Filters of the list of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.core.lists import Filters
from giaoban.reporting.enums import Judgement, Standing
from giaoban.reporting.models import Period
from giaoban.reporting.queries.standings import in_standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

_ALL = ("", _("Tất cả"))


class ReportFilters(Filters):
    """Filters of the list of reports."""

    ky = forms.ModelChoiceField(
        label=_("Kỳ báo cáo"),
        queryset=Period.objects.none(),
        required=False,
        empty_label=_("Tất cả các kỳ"),
    )
    standing = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[_ALL, *Standing.choices]
    )
    judgement = forms.ChoiceField(
        label=_("Đánh giá nội dung"), required=False, choices=[_ALL, *Judgement.choices[1:]]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opened = Period.objects.filter(opened_at__isnull=False).order_by("-data_to", "-pk")
        self.fields["ky"].queryset = opened  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the reports that the filters leave."""
        picked = self.cleaned_data
        if picked.get("ky"):
            rows = rows.filter(period=picked["ky"])
        if picked.get("standing"):
            rows = rows.filter(in_standing(picked["standing"], timezone.localdate()))
        if picked.get("judgement"):
            rows = rows.filter(judgement=picked["judgement"])
        return rows
