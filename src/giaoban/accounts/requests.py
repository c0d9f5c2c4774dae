"""A request of a signed-in user, as the views above ``accounts`` have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.core import requests

if TYPE_CHECKING:
    from giaoban.accounts.models import User


class Request(requests.Request):
    """A request that passed sign-in, for the types alone: Django makes plain requests."""

    user: User
