"""The calendar that a person's own calendar program reads, and the page that makes its address."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views import View

from giaoban.core.views import Guarded
from giaoban.work import ics, permissions
from giaoban.work.actions import feeds
from giaoban.work.models import CalendarFeed

if TYPE_CHECKING:
    from django.http import HttpRequest

    from giaoban.accounts.requests import Request

# Calendars ask every quarter of an hour at most; the rest is somebody trying.
MOST_A_MINUTE = 30
_MINUTE = 60


class Feed(View):
    """The calendar itself: no session, a secret address, the person's own rows."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Send it; 404 for an address that is none, 304 where nothing changed, 429 for too many."""
        feed = feeds.find(token)
        # A whole office may stand behind one address: only wrong tokens are counted by it.
        who = f"feed-{feed.pk}" if feed is not None else request.META.get("REMOTE_ADDR", "")
        if _too_many(who):
            text = _("Quá nhiều yêu cầu. Hãy thử lại sau một phút.")
            return HttpResponse(text, status=429, headers={"Retry-After": str(_MINUTE)})
        if feed is None or permissions.feeds.reach(feed.user, "view") is None:
            return HttpResponse(_("Không có lịch ở địa chỉ này."), status=404)
        feeds.note_read(feed=feed, at=timezone.now())
        with translation.override(feed.user.language):
            found = ics.write(feed.user, request.build_absolute_uri)
        return _answer(request, found)


def _answer(request: HttpRequest, text: bytes) -> HttpResponse:
    tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="nhiem-vu.ics"'
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _too_many(who: str) -> bool:
    """Count a request of this minute; tell whether there were too many."""
    minute = int(timezone.now().timestamp()) // _MINUTE
    key = f"feed-{hashlib.sha256(who.encode()).hexdigest()[:32]}-{minute}"
    cache.add(key, 0, 2 * _MINUTE)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:
        # It ran out between the two calls.
        return False


class OwnFeed(Guarded):
    """Make, renew or withdraw the address of one's own calendar."""

    policy = permissions.feeds
    act = "make"

    def get(self, request: Request) -> HttpResponse:
        """Show whether there is one, and when it was last read."""
        return self._show(request)

    def post(self, request: Request) -> HttpResponse:
        """Make a new address and show it this once; or withdraw it."""
        if "thu-hoi" in request.POST:
            feeds.withdraw(by=request.user, at=timezone.now())
            messages.success(
                request, _("Đã thu hồi địa chỉ lịch; phần mềm lịch không đọc được nữa.")
            )
            return HttpResponseRedirect(reverse("work:own_feed"))
        token = feeds.make(by=request.user, at=timezone.now())
        address = request.build_absolute_uri(reverse("work:feed", args=[token]))
        return self._show(request, address)

    def _show(self, request: Request, address: str = "") -> HttpResponse:
        feed = CalendarFeed.objects.filter(user_id=request.user.pk, withdrawn_at=None).first()
        n_tasks = ics.tasks_of(request.user).count()
        context = {
            "feed": feed,
            "address": address,
            "n": n_tasks + ics.visits_of(request.user).count(),
            "most": ics.MOST if n_tasks > ics.MOST else None,
        }
        return render(request, "work/own_feed.html", context)
