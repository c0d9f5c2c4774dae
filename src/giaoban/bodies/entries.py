"""What the core is told of this app: its kinds of search, its lines of the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.bodies.models import Body
from giaoban.bodies.permissions import BODY, PERSON
from giaoban.core import navigation, panels, search

if TYPE_CHECKING:
    from giaoban.core.policies import Actor
    from giaoban.core.requests import Request


def register() -> None:
    """Register them; called once."""
    bodies = pgettext_lazy("nhiều", "Cơ quan")
    search.register("body", bodies, lambda pk: reverse("bodies:record", args=[pk]), BODY.scope)
    search.register(
        "person", _("Cán bộ"), lambda pk: reverse("bodies:person", args=[pk]), PERSON.scope
    )
    navigation.add(navigation.Entry("registers", 40, bodies, "bodies:list", "bodies"))
    navigation.add(navigation.Entry("registers", 41, _("Cán bộ"), "bodies:people", "person"))
    panels.register("core.home", beginning, order=5)


def beginning(_request: Request, by: Actor) -> panels.Panel | None:
    """Show the next step of an installation that knows its lead body alone."""
    alone = Body.objects.order_by()[:2].count() < 2  # noqa: PLR2004
    return panels.Panel("bodies/home_panel.html", {}) if alone and BODY.may(by, "add") else None
