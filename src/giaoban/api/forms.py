"""The form of a token."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.accounts.models import User
from giaoban.api.enums import Scope
from giaoban.core.forms import SentOnce


class TokenForm(SentOnce):
    """Give a token: for what, in whose name, how far, how long."""

    name = forms.CharField(
        label=_("Dùng cho phần mềm"),
        max_length=120,
        help_text=_("Ví dụ: phần mềm quản lý văn bản của Sở Y tế."),
    )
    user = forms.ModelChoiceField(
        label=_("Người chịu trách nhiệm"),
        queryset=User.objects.filter(is_active=True, body__isnull=False).order_by("sort_key"),
        help_text=_("Phần mềm làm việc dưới tên và trong quyền của người này."),
    )
    scopes = forms.MultipleChoiceField(
        label=pgettext_lazy("mã kết nối", "Phạm vi"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        label=_("Dùng đến hết ngày"),
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")}),
        help_text=_("Nhiều nhất một năm."),
    )
