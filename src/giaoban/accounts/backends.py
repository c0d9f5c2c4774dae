"""Who is signed in: read again only after something was written."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.core import unchanged


class Accounts(AuthenticationBackend):  # type: ignore[misc]  # untyped
    """Accounts by address and password."""

    def get_user(self, user_id: int) -> User | None:
        """Return the account with its body, None where it may not sign in (any more)."""
        user = unchanged.row(User, user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        if user.body_id is not None:
            user.body = unchanged.row(Body, user.body_id)
        return user
