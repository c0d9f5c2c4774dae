"""What the core is told of this app: its line of the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from giaoban.accounts import permissions
from giaoban.core import navigation
from giaoban.core.enums import Role


def register() -> None:
    """Register it; called once."""
    roles = frozenset(role for role in Role if role in permissions.USER.acts["list"])
    navigation.add(navigation.Entry("system", 10, _("Tài khoản"), "accounts:list", "person", roles))
