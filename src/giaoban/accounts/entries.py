"""What the core is told of this app: its line of the navigation, its panel on a body's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.accounts.permissions import USER
from giaoban.bodies import queries
from giaoban.core import navigation, panels
from giaoban.core.enums import Role

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from giaoban.core.requests import Request


def register() -> None:
    """Register them; called once."""
    roles = frozenset(role for role in Role if role in USER.acts["list"])
    navigation.add(navigation.Entry("system", 10, _("Tài khoản"), "accounts:list", "person", roles))
    panels.register("bodies.record", of_body, order=80)


def of_body(request: Request, body: Body) -> panels.Panel | None:
    """Show the accounts of a body; of one that has ended, where they should go."""
    if USER.reach(request.user, "list") is None:
        return None
    users = User.objects.filter(body=body, is_active=True).order_by("sort_key", "pk")
    # A panel is part of a page, which reads the clock as a view does.
    today = timezone.localdate()
    ended = body.valid_to is not None and body.valid_to < today
    heirs = queries.successors(body, today) if ended else []
    return panels.Panel("accounts/of_body.html", {"users": list(users), "heirs": heirs})
