"""The forms of closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.core.forms import SentOnce
from giaoban.reporting import amending

if TYPE_CHECKING:
    from giaoban.reporting.models import ClosedLine

_MOST_REASON = 500


class CloseForm(SentOnce):
    """Why a period is closed although something speaks against it."""

    reason = forms.CharField(
        label=_("Lý do vẫn chốt"),
        required=False,
        max_length=_MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed


class UndoForm(forms.Form):
    """Why a closing is taken back."""

    reason = forms.CharField(
        label=_("Lý do hủy chốt"), max_length=_MOST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )


class AmendForm(forms.Form):
    """A correction of one value of a closed line."""

    name = forms.ChoiceField(label=_("Mục cần đính chính"))
    new = forms.CharField(
        label=_("Giá trị đúng"),
        required=False,
        max_length=2000,
        help_text=_("Số viết như 1.234,5; ngày viết như 30/6/2022."),
    )
    reason = forms.CharField(
        label=_("Lý do, căn cứ"), max_length=_MOST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, line: ClosedLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [  # type: ignore[attr-defined]
            (name, str(amending.LABELS[name]).capitalize()) for name in amending.names(line)
        ]
        for name in amending.names(line):
            words = [str(label) for _value, label in amending.words_of(name)]
            if words:
                label = str(amending.LABELS[name]).capitalize()
                self.fields["new"].help_text += f" {label}: {', '.join(words)}."
        for name, value in amending.current(line).items():
            self.fields[f"old_{name}"] = forms.CharField(
                initial=value, required=False, widget=forms.HiddenInput, strip=False
            )

    @property
    def old(self) -> str:
        """The value that the person read."""
        return str(self.cleaned_data.get(f"old_{self.cleaned_data['name']}", ""))
