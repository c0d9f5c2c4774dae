"""What the core is told of this app: its line of the navigation, its panel on a body's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from giaoban.accounts import handover
from giaoban.accounts.models import User
from giaoban.accounts.permissions import USER
from giaoban.bodies import queries
from giaoban.core import navigation, panels, saved, starts
from giaoban.core.enums import Role

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from giaoban.core.requests import Request

_SHOWN_AT_HOME = 8


def register() -> None:
    """Register them; called once."""
    roles = frozenset(role for role in Role if role in USER.acts["list"])
    navigation.add(navigation.Entry("system", 10, _("Tài khoản"), "accounts:list", "person", roles))
    panels.register("bodies.record", of_body, order=80)
    panels.register("core.home", to_look_at, order=60)
    handover.register("core.filters", _("Bộ lọc đã lưu"), saved.give)
    starts.add(starts.Start(40, _("Thêm tài khoản"), "accounts:add", "plus", USER, "add"))
    starts.add(starts.Start(50, _("Nhập từ Excel"), "accounts:import", "upload", USER, "add"))


def to_look_at(_request: Request, by: User) -> panels.Panel | None:
    """Show the administrator the accounts that ask for a hand, those of ended bodies first."""
    if not USER.may(by, "add"):
        return None
    today = timezone.localdate()
    rows = User.objects.filter(is_active=True).annotate(
        body_ended=Q(body__valid_to__lt=today),
        secured=Exists(
            Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        ),
    )
    asking = rows.filter(Q(body_ended=True) | Q(last_login=None) | Q(secured=False))
    count = asking.count()
    first = asking.order_by("-body_ended", F("last_login").asc(nulls_first=True), "sort_key", "pk")
    headline = ngettext("%(n)s tài khoản cần xem", "%(n)s tài khoản cần xem", count) % {"n": count}
    shown = {"rows": list(first[:_SHOWN_AT_HOME]), "count": count, "all": rows.count()}
    return panels.Panel("accounts/home_panel.html", shown, headline if count else "")


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
