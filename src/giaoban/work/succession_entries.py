"""What the handing over of work shows on other pages, and what it hinders there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from giaoban.bodies.actions import ledger
from giaoban.core import panels
from giaoban.work import permissions, succession
from giaoban.work.actions.succession import obstacle
from giaoban.work.models import Succeeding

if TYPE_CHECKING:
    from django.db.models import Model

    from giaoban.accounts.requests import Request


def register() -> None:
    """Make it known to the core and to the bodies; called once when Django starts."""
    panels.register("core.home", _waiting, order=15)
    panels.register("bodies.record", _of_body, order=5)
    ledger.hinder(obstacle)


def _waiting(request: Request, _user: Model) -> panels.Panel | None:
    """Show what bodies that ended left open."""
    if not permissions.succeedings.may(request.user, "hand"):
        return None
    left = succession.waiting()
    n = sum(each.n for each in left)
    if not n:
        return None
    words = ngettext(
        "%(n)s việc của cơ quan đã sắp xếp chưa bàn giao",
        "%(n)s việc của cơ quan đã sắp xếp chưa bàn giao",
        n,
    )
    context = {"left": left, "n": n, "id": "left"}
    return panels.Panel("work/left_panel.html", context, words % {"n": n})


def _of_body(request: Request, body: Model) -> panels.Panel | None:
    """Show what a body left open or took over."""
    if not permissions.succeedings.may(request.user, "view"):
        return None
    acts = list(succession.touching(body.pk))
    keys = {act.pk for act in acts}
    left = [each for each in succession.waiting() if each.act.pk in keys] if acts else []
    handed = Succeeding.objects.filter(act__in=keys)
    done = [(act, n) for act in acts if (n := handed.filter(act=act).count())]
    if not left and not done:
        return None
    may = permissions.succeedings.may(request.user, "hand")
    context = {"left": left, "n": sum(each.n for each in left), "done": done, "may": may}
    return panels.Panel("work/left_panel.html", {**context, "id": "left"})
