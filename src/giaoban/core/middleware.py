"""What every request passes: refusals that tell the person what to do, files for their own eyes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation

from giaoban.core import room, unchanged
from giaoban.core.errors import Conflict, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)
_NO_ROOM = 507


class OneLook:
    """Let one page's questions be answered as of one look at the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; what is sent in is judged by what stands at each moment."""
        if request.method != "GET":
            return self.get_response(request)
        with unchanged.one_look():
            return self.get_response(request)


class ChosenLanguage(LocaleMiddleware):
    """Speak Vietnamese until the person chooses otherwise, whatever the browser asks for."""

    def process_request(self, request: HttpRequest) -> None:
        """Take the language of the cookie that the choice has set."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES)
        translation.activate(chosen if known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()


class Refusals:
    """Show a refusal that no view caught as a page that tells what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; nothing signed-in people see may be kept by a cache."""
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Turn a refusal into its page: 409 for a conflict, 422 else, 507 for a full disk."""
        if room.is_full(error):
            return _no_room(request)
        if not isinstance(error, Refused):
            return None
        status = 409 if isinstance(error, Conflict) else 422
        return render(request, "core/refused.html", {"reason": str(error)}, status=status)


def _no_room(request: HttpRequest) -> HttpResponseBase:
    """Say that nothing was saved; the session is not written either, there is no room for it."""
    logger.error("the database has no room left: %s %s was not done", request.method, request.path)
    request.session.modified = False
    return render(request, "core/no_room.html", status=_NO_ROOM)
