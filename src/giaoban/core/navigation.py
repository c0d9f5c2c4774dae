"""The side navigation: apps add their entries, a person sees those of the own role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.core import unchanged
from giaoban.core.enums import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import QuerySet
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
    """A line of the navigation, with how many rows wait behind it.

    ``rows`` returns them, unordered and at most so many as are worth counting; those of all
    entries are counted in one query. ``count`` counts for itself, in one query at most. Both may
    hang on the person, the day and the database alone: they are not asked again before something
    was written.
    """

    group: str
    order: int
    label: StrOrPromise
    url: str
    icon: str
    roles: frozenset[Role] = frozenset(Role)
    count: Callable[[Account], int] | None = None
    count_label: StrOrPromise = ""
    rows: Callable[[Account], QuerySet[Any]] | None = None


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
    key = ("navigation", user.pk, user.role, user.body_id, timezone.localdate())
    return unchanged.kept(key, lambda: _count(user))


def _count(user: Account) -> dict[str, int]:
    mine = [entry for entry in _entries if user.role in entry.roles]
    found = tally({entry.url: entry.rows(user) for entry in mine if entry.rows is not None})
    found |= {entry.url: entry.count(user) for entry in mine if entry.count is not None}
    return {url: n for url, n in found.items() if n}


def tally(asked: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """Count the rows of several questions in one query."""
    found = dict.fromkeys(asked, 0)
    parts: dict[str, str] = {}
    values: list[Any] = []
    for key, rows in asked.items():
        try:
            sql, given = rows.values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        parts[key] = f"(SELECT COUNT(*) FROM ({sql}) AS one)"  # noqa: S608 (the ORM's own SQL)
        values += given
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts.values())}", values)
            found |= dict(zip(parts, cursor.fetchone(), strict=True))
    return found


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
