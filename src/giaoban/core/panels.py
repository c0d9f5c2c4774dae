"""Panels: an upper app shows its rows on a lower app's page without the lower one knowing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from django.db.models import Model

    from giaoban.core.policies import Actor
    from giaoban.core.requests import Request


class Panel(NamedTuple):
    """A section of a page: its template, what fills it, and what it adds to the page's heading.

    The heading says what has the lowest ``rank`` first, whatever the order of the sections.
    """

    template: str
    context: dict[str, Any]
    headline: str = ""
    rank: int = 50


# The request is that of the app which fills, the row that of the app whose page it is.
Fill = Callable[[Any, Any], Panel | None]
Placed = tuple[int, Panel]
FillMany = Callable[[Any, Any], Iterable[Placed]]
_fills: dict[str, list[FillMany]] = {}


def register(page: str, fill: Fill, *, order: int = 50) -> None:
    """Let ``fill`` add a panel to the named page, e.g. ``directives.record``."""

    def one(request: Any, row: Any) -> Iterable[Placed]:
        panel = fill(request, row)
        return [] if panel is None else [(order, panel)]

    register_many(page, one)


def register_many(page: str, fill: FillMany) -> None:
    """Let ``fill`` add several panels, each with its order, out of what it asks for once."""
    _fills.setdefault(page, []).append(fill)


def of(page: str, request: Request, row: Model | Actor) -> list[Panel]:
    """Return the panels of a page for one row, in order; empty ones are left out."""
    placed = [each for fill in _fills.get(page, ()) for each in fill(request, row)]
    return [panel for _order, panel in sorted(placed, key=lambda each: each[0])]


def heading(shown: Iterable[Panel], *, most: int) -> str:
    """Say what is most pressing in the panels: "4 nhiệm vụ quá hạn; 9 cơ quan chưa gửi"."""
    said = sorted((panel for panel in shown if panel.headline), key=lambda each: each.rank)
    return "; ".join(panel.headline for panel in said[:most])
