"""What a person does with the own account: sessions, language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.i18n import set_language as set_by_cookie

from giaoban.accounts.actions import accounts as actions
from giaoban.core.views import SignedIn

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from giaoban.accounts.requests import Request


class Sessions(SignedIn):
    """Where the person is signed in; each can be ended."""

    def get(self, request: Request) -> HttpResponse:
        """Show the open sessions, the present one first."""
        rows: list[Any] = UserSession.objects.purge_and_list(request.user)
        rows.sort(key=lambda row: row.last_seen_at, reverse=True)
        present = request.session.session_key
        rows.sort(key=lambda row: row.session_key != present)
        return render(request, "accounts/sessions.html", {"rows": rows, "present": present})

    def post(self, request: Request) -> HttpResponse:
        """End one of them."""
        pk = request.POST.get("pk", "")
        ended = pk.isdigit() and actions.end_session(
            user=request.user, pk=int(pk), at=timezone.now()
        )
        if ended:
            messages.success(request, _("Đã kết thúc phiên đăng nhập."))
        return HttpResponseRedirect(reverse("accounts:sessions"))


def no_page(_request: HttpRequest) -> HttpResponse:
    """Answer for a page of the sign-in library that this site has not: addresses are on record."""
    raise Http404


def set_language(request: Request) -> HttpResponse:
    """Set the language for this browser and, for who is signed in, in the account."""
    if request.method == "POST" and request.user.is_authenticated:
        language = request.POST.get("language", "")
        actions.choose_language(user=request.user, language=language, at=timezone.now())
    return set_by_cookie(request)
