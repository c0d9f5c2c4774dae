"""Let a request in by its token and the scope that its operation asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from giaoban.api import actions
from giaoban.api.errors import Problem
from giaoban.api.views.problems import speak

if TYPE_CHECKING:
    from django.http import HttpRequest

    from giaoban.accounts.models import User
    from giaoban.api.enums import Scope
    from giaoban.api.models import Token


class Bearer(HttpBearer):
    """Ask for a token that holds one scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token; refuse one that is good but was not given this scope."""
        speak(request)
        found = actions.recognise(secret=token, at=timezone.now())
        if found is not None and self.scope not in found.scopes:
            said = _("Mã kết nối không có phạm vi %(scope)s.") % {"scope": self.scope.value}
            raise Problem(403, "scope", said, scope=self.scope.value)
        return found


def actor(request: HttpRequest) -> User:
    """Return the person in whose name the request acts."""
    token: Token = request.auth  # type: ignore[attr-defined]
    return token.user
