"""The form that makes links."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.core.forms import SentOnce

if TYPE_CHECKING:
    from giaoban.reporting.models import Period

_GRACE = dt.timedelta(days=30)


class LinkForm(SentOnce):
    """Until which day links work, whose they are, and whether they are mailed at once."""

    until = forms.DateField(
        label=_("Dùng được đến hết ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    mailed = forms.BooleanField(
        label=_("Gửi luôn qua thư điện tử"),
        help_text=_("Tới đầu mối của cơ quan, nếu không có thì tới địa chỉ của cơ quan."),
        required=False,
        initial=True,
    )
    report = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, period: Period, today: dt.date, **kwargs: Any) -> None:
        """Propose a month after the report is due."""
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = max(period.due_on, today) + _GRACE

    def expires_at(self) -> dt.datetime:
        """Return the end of the last day, by the site's clock."""
        day = self.cleaned_data["until"] + dt.timedelta(days=1)
        return timezone.make_aware(dt.datetime.combine(day, dt.time()))
