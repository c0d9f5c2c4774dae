"""What the pages of a link say to browsers and robots: keep nothing, tell nobody, list nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpResponse

# A cookie of its own beside the session's; "__Host-" binds it to this host over HTTPS.
COOKIE = "__Host-giaoban-link" if settings.SESSION_COOKIE_SECURE else "giaoban-link"


def shy(response: HttpResponse, *, at_secret: bool = False) -> HttpResponse:
    """Mark a page of a link; ``at_secret`` tells that its own address holds the secret.

    ``no-referrer`` would make browsers send a form with ``Origin: null``, which the check against
    forged forms refuses. ``same-origin`` tells other sites nothing at all. It would hand the secret
    on to this site's own logs, so where the address holds one ``strict-origin`` leaves the path
    out; those pages have no link to other sites.
    """
    response["Referrer-Policy"] = "strict-origin" if at_secret else "same-origin"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def set_cookie(response: HttpResponse, token: str) -> None:
    """Hand the token of a stay to the browser, until it is closed."""
    response.set_cookie(
        COOKIE, token, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict"
    )


def drop_cookie(response: HttpResponse) -> None:
    """Take the token back."""
    response.set_cookie(
        COOKIE,
        "",
        max_age=0,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
