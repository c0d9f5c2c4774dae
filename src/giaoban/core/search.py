"""Search in the registers, with and without marks, and by number.

FTS5 on SQLite, a weighted ``tsvector`` on PostgreSQL; both over words folded by the same function,
so that "nghi quyet 20" finds "Nghị quyết số 20-NQ/TW". What stands in the number comes before what
stands in the title, that before the rest, the newest first: a score over every hit would have to
look at all of them. What a person may not see is left out.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.expressions import RawSQL

from giaoban.core import finding
from giaoban.core.finding import Span
from giaoban.core.folding import fold
from giaoban.core.models import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from giaoban.core.policies import Actor

_WORD = re.compile(r"[0-9a-z]+")
_MOST_WORDS = 12
_BATCH = 500

# A kind has a range of the index's row numbers to itself: base + key of the row. So a kind is one
# range of the word lists, and the key is at hand without looking at the row.
_ROOM = 1 << 42
_KINDS = 1 << 20


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
    if any(_span(kind) == _span(known) for known in _kinds.keys() - {kind}):
        raise ValueError(f"{kind} falls into the range of another kind; name it otherwise")
    _kinds[kind] = Kind(kind, label, url, scope)


def _span(kind: str) -> Span:
    """Return the kind's range of row numbers."""
    first = zlib.crc32(kind.encode()) % _KINDS * _ROOM
    return Span(first, first + _ROOM - 1)


class Words(NamedTuple):
    """What a row is found by."""

    object_id: int
    title: str
    identifier: str = ""
    words: str = ""


def put(kind: str, object_id: int, *, title: str, identifier: str = "", words: str = "") -> None:
    """Write a row into the index, or over its old one; call it inside the act's transaction."""
    _entry(kind, Words(object_id, title, identifier, words)).save()


def put_many(kind: str, rows: Iterable[Words]) -> None:
    """Write many rows into the index, or over their old ones, in few queries."""
    written = ("title", "identifier", "folded_identifier", "folded_title", "folded_words")
    SearchEntry.objects.bulk_create(
        (_entry(kind, row) for row in rows),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=written,
        batch_size=_BATCH,
    )


def _entry(kind: str, row: Words) -> SearchEntry:
    return SearchEntry(
        pk=row_number(kind, row.object_id),
        kind=kind,
        object_id=row.object_id,
        title=row.title[:500],
        identifier=row.identifier[:120],
        folded_identifier=spaced(row.identifier)[:250],
        folded_title=spaced(row.title)[:500],
        folded_words=spaced(row.words),
    )


def row_number(kind: str, object_id: int) -> int:
    """Return the number under which the index holds a row."""
    return _span(kind).first + object_id


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


def keys(kind: str, query: str) -> RawSQL:
    """Return the keys of the rows of a kind that hold every word, for narrowing a list by.

    A number is meant whole ("20" is not 2012), a word may be its beginning. A query without a word
    narrows nothing and must not come here.
    """
    words = _WORD.findall(fold(query))[:_MOST_WORDS]
    span = _span(kind)
    if connection.vendor == "postgresql":
        match = " & ".join(word if word.isdigit() else f"{word}:*" for word in words)
        found = "SELECT object_id FROM core_searchentry WHERE vector @@ to_tsquery('simple', %s)"
        return RawSQL(f"{found} AND id BETWEEN %s AND %s", (match, *span))  # noqa: S611
    match = " ".join(f'"{word}"' if word.isdigit() else f'"{word}"*' for word in words)
    found = "SELECT rowid - %s FROM core_search_fts WHERE core_search_fts MATCH %s"
    return RawSQL(f"{found} AND rowid BETWEEN %s AND %s", (span.first, match, *span))  # noqa: S611


def has_words(query: str) -> bool:
    """Tell whether there is anything to look for."""
    return _WORD.search(fold(query)) is not None


def _find_kind(kind: Kind, words: list[str], *, by: Actor, most: int) -> Group:
    span, scope = _span(kind.kind), kind.scope(by).order_by()
    try:
        found = _seen(span, finding.newest(span, words), scope)
        if len(found) <= most:
            # Few of the newest are this person's: look among those that are.
            found = finding.among(span, words, scope)
    except EmptyResultSet:
        # Who sees no row of the kind, or owns none, has no SQL to ask with.
        return Group(kind.label, [], more=False)
    entries = SearchEntry.objects.in_bulk(found[:most])
    rows = [entries[number] for number in found[:most] if number in entries]
    hits = [Hit(row.title, row.identifier, kind.url(row.object_id)) for row in rows]
    return Group(kind.label, hits, len(found) > most)


def _seen(span: Span, found: list[int], scope: QuerySet[Any]) -> list[int]:
    keys = [number - span.first for number in found]
    seen = set(scope.filter(pk__in=keys).values_list("pk", flat=True)) if found else set()
    return [number for number in found if number - span.first in seen]
