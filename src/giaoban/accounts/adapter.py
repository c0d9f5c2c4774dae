"""What the sign-in library asks of us: nobody makes an account but the administrator."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from giaoban.accounts.passwords import OF_THE_EXAMPLE

if TYPE_CHECKING:
    from django.http import HttpRequest

JUST_NOW_SECONDS = 300


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Close the sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse: accounts are made by an administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse the example's password, which everybody knows, outside the example."""
        if credentials.get("password") == OF_THE_EXAMPLE and not settings.EXAMPLE:
            raise ValidationError(_("Tài khoản ví dụ chỉ dùng được trong bản ví dụ."))
        super().pre_authenticate(request, **credentials)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again, but not of who has just given it and has nothing to change.

        Setting up the first second step follows on the sign-in; changing one asks again.
        """
        request = context.request
        if app == "allauth.mfa" and not Authenticator.objects.filter(user=request.user).exists():
            records = get_authentication_records(request, request.user)
            if records and time.time() - records[-1]["at"] < JUST_NOW_SECONDS:
                return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required
