"""What the sign-in library asks of us: nobody makes an account but the administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from giaoban.accounts.passwords import OF_THE_EXAMPLE

if TYPE_CHECKING:
    from django.http import HttpRequest


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
