"""How each database finds the rows that hold some words, best first.

A row fits by its number as a whole, by a beginning of it, by its title, or anywhere; each way is a
part of one statement, the newest first, and a database stops at the part that gives enough. Words
that stand in most rows are many to sort: PostgreSQL looks at the newest rows before it looks for
all that hold them. SQLite's word lists are in that order anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

# A row may come once in each part, so that a person is shown a sixth of these at most.
CANDIDATES = 200
# Looking at a row costs a microsecond, so that no part takes long.
_NEWEST, _OWN = 20_000, 5_000

_SQLITE = (
    "SELECT rowid AS id FROM core_search_fts WHERE core_search_fts MATCH %s "
    "AND rowid BETWEEN %s AND %s {scope} ORDER BY rowid DESC LIMIT %s"
)
# A limit or an offset inside keeps apart what is looked for first: the words or the rows. Left to
# guess, PostgreSQL takes words that go together for rare ones, and words it never saw for common.
_ALL = (
    "SELECT id FROM (SELECT id FROM core_searchentry WHERE {words} @@ to_tsquery('simple', %s) "
    "AND id BETWEEN %s AND %s {scope} OFFSET 0) AS found ORDER BY id DESC LIMIT %s"
)
_AMONG_NEWEST = (
    "SELECT id FROM (SELECT id, vector FROM core_searchentry WHERE id BETWEEN %s AND %s "
    "ORDER BY id DESC LIMIT %s) AS newest "
    "WHERE vector @@ to_tsquery('simple', %s) ORDER BY id DESC LIMIT %s"
)
_AMONG_OWN = (
    "SELECT id FROM (SELECT id, vector FROM core_searchentry WHERE id = ANY(%s) OFFSET 0) AS own "
    "WHERE vector @@ to_tsquery('simple', %s) ORDER BY id DESC LIMIT %s"
)
_NUMBER = "to_tsvector('simple', folded_identifier)"
_TITLE = "to_tsvector('simple', folded_title)"


class Span(NamedTuple):
    """The row numbers that belong to a kind, both ends among them."""

    first: int
    last: int


class _Part(NamedTuple):
    """A way to fit, as SQL with its parameters."""

    sql: str
    params: Iterable[Any]


def newest(span: Span, words: list[str]) -> list[int]:
    """Return the numbers of the rows that fit best, whoever may see them, in one query."""
    if connection.vendor == "postgresql":
        return _ask(_postgres_newest(span, words))
    return _ask(_sqlite(span, words))


def among(span: Span, words: list[str], scope: QuerySet[Any]) -> list[int]:
    """Return the numbers of the rows of a scope that fit best, in at most two queries."""
    if connection.vendor == "postgresql":
        return _ask(_postgres_among(span, words, scope))
    return _ask(_sqlite(span, words, scope))


def _ask(parts: list[_Part]) -> list[int]:
    one = "SELECT * FROM ({}) AS fit{}"
    sql = " UNION ALL ".join(one.format(part.sql, at) for at, part in enumerate(parts))
    params = [each for part in parts for each in part.params]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {CANDIDATES}", params)
        return list(dict.fromkeys(number for (number,) in cursor.fetchall()))


def _inside(column: str, span: Span, scope: QuerySet[Any] | None) -> _Part:
    """Return the condition that a row is one of the scope's."""
    if scope is None:
        return _Part("", ())
    sql, params = scope.values("pk").query.sql_with_params()
    return _Part(f"AND {column} - {span.first} IN ({sql})", params)


def _sqlite(span: Span, words: list[str], scope: QuerySet[Any] | None = None) -> list[_Part]:
    whole = " ".join(f'"{word}"' for word in words)
    matches = (
        f"folded_identifier : ({whole})",
        f"folded_identifier : ({whole} *)",
        f"folded_title : ({whole} *)",
        f"{whole} *",
    )
    inside = _inside("rowid", span, scope)
    sql = _SQLITE.format(scope=inside.sql)
    return [_Part(sql, (match, *span, *inside.params, CANDIDATES)) for match in matches]


def _tsquery(words: list[str], weight: str = "", *, is_whole: bool = False) -> str:
    """Return the words as PostgreSQL is asked for them; the last may be a beginning.

    >>> _tsquery(["nghi", "quyet"], "B"), _tsquery(["20"]), _tsquery(["20"], is_whole=True)
    ('nghi:B & quyet:*B', '20:*', '20')
    """
    *before, last = words
    ending = "" if is_whole else "*"
    marks = [f"{word}:{weight}" if weight else word for word in before]
    return " & ".join([*marks, f"{last}:{ending}{weight}".removesuffix(":")])


def _postgres_newest(span: Span, words: list[str]) -> list[_Part]:
    number, begun, title, anywhere = _postgres_all(span, words)
    return [
        number,
        begun,
        _Part(_AMONG_NEWEST, (*span, _NEWEST, _tsquery(words, "B"), CANDIDATES)),
        title,
        _Part(_AMONG_NEWEST, (*span, _NEWEST, _tsquery(words), CANDIDATES)),
        anywhere,
    ]


def _postgres_all(
    span: Span, words: list[str], scope: QuerySet[Any] | None = None
) -> tuple[_Part, _Part, _Part, _Part]:
    inside = _inside("id", span, scope)

    def part(column: str, asked: str) -> _Part:
        sql = _ALL.format(words=column, scope=inside.sql)
        return _Part(sql, (asked, *span, *inside.params, CANDIDATES))

    return (
        part(_NUMBER, _tsquery(words, is_whole=True)),
        part(_NUMBER, _tsquery(words)),
        part(_TITLE, _tsquery(words)),
        part("vector", _tsquery(words)),
    )


def _postgres_among(span: Span, words: list[str], scope: QuerySet[Any]) -> list[_Part]:
    keys = scope.order_by("-pk").values_list("pk", flat=True)[: _OWN + 1]
    own = [span.first + key for key in keys]

    def part(asked: str) -> _Part:
        return _Part(_AMONG_OWN, (own, asked, CANDIDATES))

    if len(own) <= _OWN:
        return [
            part(_tsquery(words, "A", is_whole=True)),
            *(part(_tsquery(words, weight)) for weight in ("A", "B", "")),
        ]
    number, begun, title, anywhere = _postgres_all(span, words, scope)
    return [number, begun, part(_tsquery(words, "B")), title, anywhere]
