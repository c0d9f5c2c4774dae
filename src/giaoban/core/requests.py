"""A request as the signed-in views have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from giaoban.core.policies import Account


class Request(HttpRequest):
    """A request that passed sign-in, for the types alone: Django makes plain requests.

    Views of an app above ``accounts`` that need the row of the user narrow ``user`` to it.
    """

    user: Account  # type: ignore[assignment]  # Django's is a base user or nobody
    htmx: HtmxDetails
