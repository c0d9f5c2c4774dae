"""The side navigation: apps add their entries, a person sees those of the own role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.core.enums import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from giaoban.core.policies import Account

GROUPS: dict[str, StrOrPromise] = {
    "quarter": _("Trong quý"),
    "registers": _("Sổ"),
    "system": _("Hệ thống"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation; ``count`` costs at most one query."""

    group: str
    order: int
    label: StrOrPromise
    url: str
    icon: str
    roles: frozenset[Role] = frozenset(Role)
    count: Callable[[Account], int] | None = None
    count_label: StrOrPromise = ""


_entries: list[Entry] = []


def add(entry: Entry) -> None:
    """Add an entry; called once for each from an app's ``ready``."""
    _entries.append(entry)
    _entries.sort(key=lambda each: (list(GROUPS).index(each.group), each.order))


def _within(path: str, url: str) -> bool:
    """Tell whether a page belongs to an entry; every path begins as the home page's does."""
    return path == url if url == "/" else path.startswith(url)


def context(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the navigation of the person."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": []}
    groups: dict[str, list[dict[str, Any]]] = {}
    mine = [(entry, reverse(entry.url)) for entry in _entries if user.role in entry.roles]
    current = max((url for _, url in mine if _within(request.path, url)), key=len, default="")
    for entry, url in mine:
        groups.setdefault(entry.group, []).append(
            {
                "label": entry.label,
                "url": url,
                "icon": entry.icon,
                "count": (entry.count(user) or None) if entry.count else None,
                "count_label": entry.count_label,
                "current": url == current,
            }
        )
    return {"nav": [{"label": GROUPS[key], "entries": lines} for key, lines in groups.items()]}
