"""Forms that may be sent twice and act once; what two people wrote into one form, side by side."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from giaoban.core.models import SentForm

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


def fresh_key() -> str:
    """Return a key for a form that is shown now."""
    return secrets.token_urlsafe(24)


class SentOnce(forms.Form):
    """A form with a hidden key, so that sending it a second time is harmless."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = fresh_key

    def _key(self) -> str:
        """Return the key that was sent; none where it cannot be one of ours (U+0000, say)."""
        key = str(self.data.get(self.add_prefix("form_key"), ""))
        return key if key.isascii() and key.isprintable() else ""

    def first_result(self, user_id: int) -> str | None:
        """Return where the first sending of this form led to; None if this is the first."""
        key = self._key()
        sent = SentForm.objects.filter(user_id=user_id, key=key).first() if key else None
        return sent.result_url if sent is not None else None

    def remember(self, user_id: int, result_url: str, *, at: dt.datetime) -> None:
        """Note where this sending led to; call it inside the act's transaction."""
        if key := self._key():
            SentForm.objects.create(user_id=user_id, key=key, result_url=result_url, at=at)


def differences(form: forms.BaseForm, stored: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the fields in which a valid form differs from what is stored, both as a person reads.

    ``stored`` holds values as the form's ``cleaned_data`` would.
    """
    found = []
    for bound in form.visible_fields():
        theirs = shown(bound.field, stored.get(bound.name))
        yours = shown(bound.field, form.cleaned_data.get(bound.name))
        if theirs != yours:
            found.append({"label": str(bound.label), "theirs": theirs, "yours": yours})
    return found


def shown(field: forms.Field, value: Any) -> str:
    """Return a value of a form as a person reads it; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, (list, QuerySet)):
        return "; ".join(sorted(str(each) for each in value))
    if isinstance(field, forms.ChoiceField) and not isinstance(value, Model):
        labels = {str(key): label for key, label in cast("Any", field.choices)}
        return str(labels.get(str(value), value))
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value).replace("\r\n", "\n")
