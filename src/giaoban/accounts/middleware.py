"""What every signed-in request passes: the person's language, and the second step where wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.accounts.trail import SESSION_FLAG

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# Where one can be without the second step: to set it up, to sign out, to choose the language.
_OPEN = (
    "mfa_",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "set_language",
)


class OwnLanguage:
    """Speak the language that the account keeps, on whatever device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Switch for this request."""
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class SecondStep:
    """Lead who must have a second step and has none to the page that sets it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Redirect until there is one."""
        user = request.user
        if not user.is_authenticated or user.role not in settings.REQUIRE_TOTP:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(_OPEN) or request.session.get(SESSION_FLAG):
            return None
        if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            # Asked once a session: taking the second step away ends the flag.
            request.session[SESSION_FLAG] = True
            return None
        messages.info(request, _("Vai trò của bạn cần đăng nhập hai bước. Hãy quét mã để bắt đầu."))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
