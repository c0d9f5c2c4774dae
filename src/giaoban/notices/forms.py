"""The form of how a person wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from giaoban.notices import kinds, quiet
from giaoban.notices.models import USUAL_HOUR, Preference

if TYPE_CHECKING:
    from giaoban.accounts.models import User


class PreferenceForm(forms.Form):
    """The hour of the mail of the day, and what it should tell."""

    hour = forms.TypedChoiceField(
        label=gettext_lazy("Giờ nhận thư trong ngày"),
        coerce=int,
        help_text=gettext_lazy("Mỗi ngày nhiều nhất một thư; ngày không có gì mới thì không gửi."),
    )
    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Báo qua thư"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Loại không chọn vẫn có trong trang Thông báo. Thông báo khẩn luôn được gửi ngay."
        ),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        row = Preference.objects.filter(person=by).first() or Preference(person=by)
        every = kinds.every()
        wanted = [kind.key for kind in every if kind.key not in row.off]
        super().__init__(*args, **kwargs)
        self.initial = {"hour": row.hour, "wanted": wanted}
        fields: Any = self.fields
        hours = sorted({*quiet.loud_hours(), row.hour})
        fields["hour"].choices = [(hour, f"{hour:02}:00") for hour in hours or [USUAL_HOUR]]
        fields["wanted"].choices = [(kind.key, kind.label) for kind in every]

    def off(self) -> list[str]:
        """Return the kinds that were not chosen."""
        return [kind.key for kind in kinds.every() if kind.key not in self.cleaned_data["wanted"]]
