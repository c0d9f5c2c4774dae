"""Search in the registers, with and without marks, and by number.

One ranked FTS5 query a kind on SQLite, a weighted ``tsvector`` on PostgreSQL; both over words
folded by the same function, so that "nghi quyet 20" finds "Nghị quyết số 20-NQ/TW". What a person
may not see is left out inside the query.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from giaoban.core.folding import fold
from giaoban.core.models import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from giaoban.core.policies import Actor

_WORD = re.compile(r"[0-9a-z]+")
_MOST_WORDS = 12

_SQLITE = """
SELECT e.object_id, e.title, e.identifier FROM core_search_fts
JOIN core_searchentry e ON e.id = core_search_fts.rowid
WHERE core_search_fts MATCH %s AND e.kind = %s AND e.object_id IN ({scope})
ORDER BY bm25(core_search_fts, 8.0, 4.0, 1.0), e.object_id DESC LIMIT %s
"""
_POSTGRES = """
SELECT e.object_id, e.title, e.identifier FROM core_searchentry e, to_tsquery('simple', %s) q
WHERE e.vector @@ q AND e.kind = %s AND e.object_id IN ({scope})
ORDER BY ts_rank(e.vector, q) DESC, e.object_id DESC LIMIT %s
"""


class Kind(NamedTuple):
    """A kind of rows that can be found: where one is shown, and which a person may see."""

    kind: str
    label: StrOrPromise
    url: Callable[[int], str]
    scope: Callable[[Actor], QuerySet[Any]]


class Hit(NamedTuple):
    """A row that was found."""

    title: str
    identifier: str
    url: str


class Group(NamedTuple):
    """What was found of one kind; ``more`` tells that there is more than is shown."""

    label: StrOrPromise
    hits: list[Hit]
    more: bool


_kinds: dict[str, Kind] = {}


def register(
    kind: str,
    label: StrOrPromise,
    url: Callable[[int], str],
    scope: Callable[[Actor], QuerySet[Any]],
) -> None:
    """Let rows of a kind be found; called once from the app's ``ready``."""
    _kinds[kind] = Kind(kind, label, url, scope)


def put(kind: str, object_id: int, *, title: str, identifier: str = "", words: str = "") -> None:
    """Write a row into the index, or over its old one; call it inside the act's transaction."""
    SearchEntry.objects.update_or_create(
        kind=kind,
        object_id=object_id,
        defaults={
            "title": title[:500],
            "identifier": identifier[:120],
            "folded_identifier": spaced(identifier)[:250],
            "folded_title": spaced(title)[:500],
            "folded_words": spaced(words),
        },
    )


def drop(kind: str, object_id: int) -> None:
    """Take a row out of the index."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def spaced(text: str) -> str:
    """Return the folded words with single spaces between.

    >>> spaced("Nghị quyết số 20-NQ/TW")
    'nghi quyet so 20 nq tw'
    """
    return " ".join(_WORD.findall(fold(text)))


def find(query: str, *, by: Actor, most: int = 10) -> list[Group]:
    """Return what the person may see of the words, best first, grouped by kind."""
    words = _WORD.findall(fold(query))[:_MOST_WORDS]
    if not words:
        return []
    groups = [_find_kind(kind, words, by=by, most=most) for kind in _kinds.values()]
    return [group for group in groups if group.hits]


def keys(kind: str, query: str) -> QuerySet[SearchEntry]:
    """Return the keys of the rows of a kind that hold every word, for narrowing a list by.

    A number is meant whole ("20" is not 2012), a word may be its beginning. A query without a word
    narrows nothing and must not come here.
    """
    words = _WORD.findall(fold(query))[:_MOST_WORDS]
    entries = SearchEntry.objects.filter(kind=kind).values("object_id")
    if connection.vendor == "postgresql":
        match = " & ".join(word if word.isdigit() else f"{word}:*" for word in words)
        return entries.extra(where=["vector @@ to_tsquery('simple', %s)"], params=[match])
    match = " ".join(f'"{word}"' if word.isdigit() else f'"{word}"*' for word in words)
    return entries.extra(
        where=["id IN (SELECT rowid FROM core_search_fts WHERE core_search_fts MATCH %s)"],
        params=[match],
    )


def has_words(query: str) -> bool:
    """Tell whether there is anything to look for."""
    return _WORD.search(fold(query)) is not None


def _find_kind(kind: Kind, words: list[str], *, by: Actor, most: int) -> Group:
    if connection.vendor == "postgresql":
        sql, match = _POSTGRES, " & ".join(words) + ":*"
    else:
        sql, match = _SQLITE, " ".join(f'"{word}"' for word in words) + "*"
    scope, values = kind.scope(by).order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql.format(scope=scope), [match, kind.kind, *values, most + 1])
        rows = cursor.fetchall()
    hits = [Hit(title, identifier, kind.url(pk)) for pk, title, identifier in rows[:most]]
    return Group(kind.label, hits, len(rows) > most)
