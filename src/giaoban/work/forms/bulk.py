"""What is asked before many tasks are changed at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.core.enums import Role
from giaoban.core.forms import SentOnce
from giaoban.work.actions.bulk import Asked
from giaoban.work.enums import BulkActKind
from giaoban.work.models import Field

_NEEDS = {
    BulkActKind.FOLLOWER: "follower",
    BulkActKind.FIELD: "field",
    BulkActKind.CANCEL: "reason",
}


class BulkForm(SentOnce):
    """The one thing that an act on many tasks needs."""

    act = forms.ChoiceField(choices=BulkActKind.choices, widget=forms.HiddenInput)
    follower = forms.ModelChoiceField(
        label=_("Người theo dõi"), queryset=User.objects.none(), empty_label=_("Chọn người")
    )
    field = forms.ModelChoiceField(
        label=_("Lĩnh vực"), queryset=Field.objects.none(), empty_label=_("Chọn lĩnh vực")
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, act: BulkActKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("follower", "field", "reason"):
            if _NEEDS.get(act) != name:
                del self.fields[name]
        if "follower" in self.fields:
            people = User.objects.filter(role=Role.COORDINATOR, is_active=True)
            self.fields["follower"].queryset = people.order_by("sort_key")  # type: ignore[attr-defined]
        if "field" in self.fields:
            self.fields["field"].queryset = Field.objects.filter(is_active=True)  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """Return what is to be done."""
        data = self.cleaned_data
        return Asked(
            BulkActKind(data["act"]),
            follower=data.get("follower"),
            field=data.get("field"),
            reason=data.get("reason", ""),
        )
