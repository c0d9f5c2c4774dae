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
_CANDIDATES = 200

# How well an entry fits: the number whole, in the number, in the title, anywhere.
_SQLITE = (
    "SELECT rowid FROM core_search_fts WHERE core_search_fts MATCH %s "
    "AND rowid BETWEEN %s AND %s {scope} ORDER BY rowid DESC LIMIT %s"
)
_POSTGRES = (
    "SELECT id AS rowid FROM core_searchentry WHERE vector @@ to_tsquery('simple', %s) "
    "AND id BETWEEN %s AND %s {scope} ORDER BY id DESC LIMIT %s"
)


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
    if any(_base(kind) == _base(known) for known in _kinds.keys() - {kind}):
        raise ValueError(f"{kind} falls into the range of another kind; name it otherwise")
    _kinds[kind] = Kind(kind, label, url, scope)


def _base(kind: str) -> int:
    """Return where the kind's range of row numbers begins."""
    return zlib.crc32(kind.encode()) % _KINDS * _ROOM


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
    return _base(kind) + object_id


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
    base = _base(kind)
    if connection.vendor == "postgresql":
        match = " & ".join(word if word.isdigit() else f"{word}:*" for word in words)
        found = "SELECT object_id FROM core_searchentry WHERE vector @@ to_tsquery('simple', %s)"
        return RawSQL(f"{found} AND id BETWEEN %s AND %s", (match, base, base + _ROOM - 1))  # noqa: S611
    match = " ".join(f'"{word}"' if word.isdigit() else f'"{word}"*' for word in words)
    found = "SELECT rowid - %s FROM core_search_fts WHERE core_search_fts MATCH %s"
    return RawSQL(f"{found} AND rowid BETWEEN %s AND %s", (base, match, base, base + _ROOM - 1))  # noqa: S611


def has_words(query: str) -> bool:
    """Tell whether there is anything to look for."""
    return _WORD.search(fold(query)) is not None


def _find_kind(kind: Kind, words: list[str], *, by: Actor, most: int) -> Group:
    scope = kind.scope(by).order_by()
    try:
        sql, values = scope.values("pk").query.sql_with_params()
    except EmptyResultSet:
        # Who sees no row of the kind, or owns none, has no SQL to ask with.
        return Group(kind.label, [], more=False)
    found = _seen(_candidates(kind, words, _CANDIDATES), scope)
    if len(found) <= most:
        # Few of the newest are this person's: let the database look through all.
        found = _candidates(kind, words, most + 1, sql, values)
    base = _base(kind.kind)
    entries = SearchEntry.objects.in_bulk([base + key for key in found[:most]])
    rows = [entries[base + key] for key in found[:most] if base + key in entries]
    hits = [Hit(row.title, row.identifier, kind.url(row.object_id)) for row in rows]
    return Group(kind.label, hits, len(found) > most)


def _seen(found: list[int], scope: QuerySet[Any]) -> list[int]:
    seen = set(scope.filter(pk__in=found).values_list("pk", flat=True)) if found else set()
    return [key for key in found if key in seen]


def _candidates(
    kind: Kind, words: list[str], most: int, scope: str = "", values: tuple[Any, ...] = ()
) -> list[int]:
    """Return the keys that fit best, the newest first, at most so many; one query."""
    base = _base(kind.kind)
    postgres = connection.vendor == "postgresql"
    inside = f"AND {'id' if postgres else 'rowid'} - {base} IN ({scope})" if scope else ""
    one = (_POSTGRES if postgres else _SQLITE).format(scope=inside)
    fits = _postgres_fits(words) if postgres else _sqlite_fits(words)
    sql = " UNION ALL ".join(f"SELECT * FROM ({one}) AS fit{at}" for at in range(len(fits)))  # noqa: S608
    params = [each for match in fits for each in (match, base, base + _ROOM - 1, *values, most)]
    # What fits well comes again among what fits less; a full first part ends the work.
    sql = f"{sql} LIMIT {most if most >= _CANDIDATES else most * len(fits)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        numbers = [row[0] for row in cursor.fetchall()]
    return [number - base for number in dict.fromkeys(numbers)][:most]


def _sqlite_fits(words: list[str]) -> list[str]:
    whole = " ".join(f'"{word}"' for word in words)
    return [
        f"folded_identifier : ({whole})",
        f"folded_identifier : ({whole} *)",
        f"folded_title : ({whole} *)",
        f"{whole} *",
    ]


def _postgres_fits(words: list[str]) -> list[str]:
    *whole, last = words
    return [
        " & ".join(f"{word}:A" for word in words),
        *(
            " & ".join([*(f"{word}:{at}" if at else word for word in whole), f"{last}:*{at}"])
            for at in ("A", "B", "")
        ),
    ]
