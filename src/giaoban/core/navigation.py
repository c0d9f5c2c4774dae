"""The side navigation: apps add their entries, a person sees those of the own role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.core import unchanged
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
    """A line of the navigation; ``count`` costs at most one query.

    It may hang on the person, the day and the database alone: it is not asked again before
    something was written.
    """

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


@cache
def _address(name: str, urlconf: str | None, _prefix: str) -> str:
    return reverse(name, urlconf)


def _counts(user: Account) -> dict[str, int]:
    """Return the counts that are not nought, by the entries' addresses."""
    key = ("navigation", user.pk, timezone.localdate())
    asked = {entry.url: entry.count for entry in _entries if user.role in entry.roles}
    return unchanged.kept(
        key, lambda: {url: n for url, ask in asked.items() if ask and (n := ask(user))}
    )


def context(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the navigation of the person."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": []}
    groups: dict[str, list[dict[str, Any]]] = {}
    where = get_urlconf(), get_script_prefix()
    mine = [(entry, _address(entry.url, *where)) for entry in _entries if user.role in entry.roles]
    current = max((url for _, url in mine if _within(request.path, url)), key=len, default="")
    counts = _counts(user)
    for entry, url in mine:
        groups.setdefault(entry.group, []).append(
            {
                "label": entry.label,
                "url": url,
                "icon": entry.icon,
                "count": counts.get(entry.url),
                "count_label": entry.count_label,
                "current": url == current,
            }
        )
    return {"nav": [{"label": GROUPS[key], "entries": lines} for key, lines in groups.items()]}
