"""Forms of accounts; they check what is written and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from giaoban.accounts.actions.accounts import UserGiven
from giaoban.accounts.models import User
from giaoban.bodies.forms import BodyChoice, Versioned
from giaoban.bodies.models import Body, Person
from giaoban.core.enums import Role
from giaoban.core.forms import SentOnce


class UserForm(Versioned):
    """An account."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=Role.choices)
    body = BodyChoice(
        Body.objects.none(),
        label=gettext_lazy("Cơ quan"),
        required=False,
        empty_label=gettext_lazy("Chưa chọn"),
        help_text=gettext_lazy("Đầu mối và lãnh đạo chỉ thấy việc của cơ quan mình."),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Cán bộ trong danh bạ"),
        required=False,
        empty_label=gettext_lazy("Chưa chọn"),
    )
    may_overrule_secrecy = forms.BooleanField(
        label=gettext_lazy("Được bác cảnh báo dấu mật khi cảnh báo nhầm"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["body"].queryset = Body.objects.all()
        fields["person"].queryset = Person.objects.all()

    def given(self) -> UserGiven:
        """Return what was written, for the action."""
        return UserGiven(**{name: self.cleaned_data[name] for name in UserGiven._fields})


class HandoverForm(SentOnce):
    """Who takes over, and why."""

    to_user = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Người nhận bàn giao"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, required=False)

    def __init__(self, *args: Any, leaving: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to_user"]
        others = User.objects.filter(is_active=True).exclude(pk=leaving.pk)
        field.queryset = others.order_by("sort_key", "pk")
