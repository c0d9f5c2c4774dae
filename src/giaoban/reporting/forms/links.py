"""The form that makes links."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.forms import Day
from giaoban.core.forms import SentOnce

if TYPE_CHECKING:
    from giaoban.reporting.models import Period

_GRACE = dt.timedelta(days=30)
_LONGEST = dt.timedelta(days=366)


class LinkForm(SentOnce):
    """Until which day links work, whose they are, and whether they are mailed at once."""

    until = Day(label=_("Có hiệu lực đến hết ngày"))
    mailed = forms.BooleanField(
        label=_("Gửi ngay qua thư điện tử"),
        help_text=_(
            "Gửi đến đầu mối của cơ quan; nếu chưa có thì gửi đến địa chỉ chung của cơ quan."
        ),
        required=False,
        initial=True,
    )
    report = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, period: Period, today: dt.date, **kwargs: Any) -> None:
        """Propose a month after the report is due."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.proposed = min(max(period.due_on, today) + _GRACE, today + _LONGEST)
        self.fields["until"].initial = self.proposed

    def clean_until(self) -> dt.date:
        """Refuse a day that is past, and one that a secret in a mail should not live to see."""
        until: dt.date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(gettext("Hãy chọn ngày từ hôm nay trở đi."))
        if until > self.today + _LONGEST:
            raise forms.ValidationError(gettext("Đường dẫn chỉ dùng được nhiều nhất một năm."))
        return until

    def expires_at(self) -> dt.datetime:
        """Return the end of the last day, by the site's clock."""
        day = self.cleaned_data["until"] + dt.timedelta(days=1)
        return timezone.make_aware(dt.datetime.combine(day, dt.time()))
