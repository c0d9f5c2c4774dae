"""Forms that may be sent twice and act once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django import forms

from giaoban.core.models import SentForm

if TYPE_CHECKING:
    import datetime as dt


def fresh_key() -> str:
    """Return a key for a form that is shown now."""
    return secrets.token_urlsafe(24)


class SentOnce(forms.Form):
    """A form with a hidden key, so that sending it a second time is harmless."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = fresh_key

    def first_result(self, user_id: int) -> str | None:
        """Return where the first sending of this form led to; None if this is the first."""
        key = self.data.get(self.add_prefix("form_key"), "")
        sent = SentForm.objects.filter(user_id=user_id, key=key).first() if key else None
        return sent.result_url if sent is not None else None

    def remember(self, user_id: int, result_url: str, *, at: dt.datetime) -> None:
        """Note where this sending led to; call it inside the act's transaction."""
        key = self.data.get(self.add_prefix("form_key"), "")
        if key:
            SentForm.objects.create(user_id=user_id, key=key, result_url=result_url, at=at)
