"""The pages of a link: what the mail leads to, the exchange, and the report of the one body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from giaoban.reporting import access
from giaoban.reporting.actions import links
from giaoban.reporting.views.headers import COOKIE, drop_cookie, set_cookie, shy

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from giaoban.reporting.guests import Guest
    from giaoban.reporting.models import LinkSession, Report

# Per address and per link; a whole office may stand behind one address.
RATES = {"look": "120/m/ip,60/m/key", "open": "30/m/ip,20/10m/key"}


def _too_often(request: HttpRequest, action: str, secret: str) -> bool:
    usage = ratelimit.consume(
        request,
        app="giaoban.reporting",
        action=action,
        config=RATES,
        key=access.digest_of(secret),
        limit_get=True,
    )
    return usage is None


def closed(
    request: HttpRequest, *, status: int, reason: str = "", at_secret: bool = False
) -> HttpResponse:
    """Say what to do where a link or a stay opens nothing, and not whether it ever did."""
    answer = render(request, "reporting/intake/closed.html", {"reason": reason}, status=status)
    return shy(answer, at_secret=at_secret)


def _wait(request: HttpRequest, *, at_secret: bool = False) -> HttpResponse:
    reason = _("Đường dẫn được mở quá nhiều lần trong thời gian ngắn. Hãy chờ vài phút rồi mở lại.")
    return closed(request, status=429, reason=reason, at_secret=at_secret)


class Landing(View):
    """What the link in a mail leads to; looking changes nothing, for scanners open links too."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Show whose report it is, and one button."""
        if _too_often(request, "look", secret):
            return _wait(request, at_secret=True)
        link = access.link_of(secret, timezone.now())
        if link is None:
            return closed(request, status=404, at_secret=True)
        context = {"report": link.report, "link": link, "secret": secret}
        return shy(render(request, "reporting/intake/landing.html", context), at_secret=True)


class Enter(View):
    """The button: the secret comes in the form, so that no address holds it from here on."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin a stay."""
        secret = request.POST.get("secret", "")[:200]
        if _too_often(request, "open", secret):
            return _wait(request)
        entered = links.exchange(secret=secret, at=timezone.now())
        if entered is None:
            return closed(request, status=404)
        response = shy(HttpResponseRedirect(reverse("reporting:guest_report")))
        set_cookie(response, entered.token)
        return response


class GuestPage(View):
    """A page of a stay: knows one report, shows no navigation, and no account counts here."""

    stay: LinkSession
    report: Report
    guest: Guest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who holds a stay that lasts; tell others what to do."""
        at = timezone.now()
        stay = access.stay_of(request.COOKIES.get(COOKIE, ""), at)
        if stay is None:
            return self._ended(request)
        links.stay_on(stay=stay, at=at)
        self.stay, self.report = stay, stay.link.report
        self.guest = access.guest_of(self.report)
        response = super().dispatch(request, *args, **kwargs)
        return shy(response) if isinstance(response, HttpResponse) else response

    def _ended(self, request: HttpRequest) -> HttpResponse:
        typed = request.method == "POST"
        reason = (
            _(
                "Nội dung vừa gửi chưa được lưu. Hãy mở lại đường dẫn ở một cửa sổ khác, rồi trở "
                "lại trang trước (nút lùi của trình duyệt) và gửi lại."
            )
            if typed
            else ""
        )
        return closed(request, status=403, reason=reason)


class Leave(GuestPage):
    """End the stay."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the cookie back and say good-bye."""
        links.leave(stay=self.stay, at=timezone.now())
        response = render(request, "reporting/intake/left.html", {"report": self.report})
        drop_cookie(response)
        return response
