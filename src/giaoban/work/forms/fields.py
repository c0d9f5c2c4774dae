"""Forms of the fields of work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NewFieldForm(forms.Form):
    """Add a field."""

    name = forms.CharField(label=_("Tên lĩnh vực"), max_length=120)


class FieldForm(NewFieldForm):
    """Mend a field or retire it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    order = forms.IntegerField(label=_("Thứ tự"), min_value=0, max_value=9999)
    is_active = forms.BooleanField(
        label=_("Đang dùng"),
        required=False,
        help_text=_("Bỏ dấu thì nhiệm vụ cũ vẫn giữ lĩnh vực này, nhiệm vụ mới không chọn được."),
    )
