"""Panels: an upper app shows its rows on a lower app's page without the lower one knowing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from django.db.models import Model

    from giaoban.core.policies import Actor
    from giaoban.core.requests import Request


class Panel(NamedTuple):
    """A section of a page: its template, what fills it, and what it adds to the page's heading."""

    template: str
    context: dict[str, Any]
    headline: str = ""


# The request is that of the app which fills, the row that of the app whose page it is.
Fill = Callable[[Any, Any], Panel | None]
_fills: dict[str, list[tuple[int, Fill]]] = {}


def register(page: str, fill: Fill, *, order: int = 50) -> None:
    """Let ``fill`` add a panel to the named page, e.g. ``directives.record``."""
    _fills.setdefault(page, []).append((order, fill))
    _fills[page].sort(key=lambda each: each[0])


def of(page: str, request: Request, row: Model | Actor) -> list[Panel]:
    """Return the panels of a page for one row, in order; empty ones are left out."""
    filled = (fill(request, row) for _order, fill in _fills.get(page, ()))
    return [panel for panel in filled if panel is not None]
