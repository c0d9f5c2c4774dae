"""What the desk shows on pages of the core: its line of the navigation, its panel at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from giaoban.core import navigation, panels, unchanged
from giaoban.core.enums import Role
from giaoban.desk import queries
from giaoban.desk.actions.collect import collect
from giaoban.documents import readers
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.accounts.requests import Request

_SHOWN_AT_HOME = 8


def register() -> None:
    """Make them known; called once when Django starts."""
    navigation.add(
        navigation.Entry(
            "quarter",
            20,
            _("Bàn đọc"),
            "desk:list",
            "desk",
            roles=frozenset({Role.COORDINATOR}),
            rows=queries.waiting_for,
            count_label=_("phiếu chờ xem"),
        )
    )
    panels.register("core.home", _waiting, order=30)
    readers.listen(collect)


def _waiting(_request: Request, user: User) -> panels.Panel | None:
    """Show the papers whose cards wait for the person's hand."""
    if not DOCUMENTS.may(user, "confirm"):
        return None
    papers = queries.waiting_papers(DOCUMENTS.scope(user, "confirm"), most=_SHOWN_AT_HOME)
    if not papers:
        return None
    waits = unchanged.count(queries.waiting_for(user))
    headline = ngettext("%(n)s phiếu chờ xem", "%(n)s phiếu chờ xem", waits) % {"n": waits}
    shown = {"papers": papers, "waits": waits}
    return panels.Panel("desk/home_panel.html", shown, headline if waits else "")
