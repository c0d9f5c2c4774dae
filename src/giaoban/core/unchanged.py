"""What was asked of the database is not asked again while nothing was written to it.

The database itself tells whether anything was written, so nothing has to be told to this module
and nothing can be forgotten:

- PostgreSQL's ``pg_current_snapshot()`` names the transactions that a statement does not see; as
  long as two statements are answered the same, the same rows are seen by both.
- SQLite's ``data_version`` changes when another connection commits, ``total_changes`` when this
  one writes.

Answers are kept for each connection, and never inside a transaction, which may be rolled back.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from django.db.models import QuerySet

T = TypeVar("T")
M = TypeVar("M", bound=Model)
_MOST = 500
_NAME = "_giaoban_unchanged"
_LOOK = "_giaoban_look"
_READS = "SELECT "


@contextmanager
def one_look() -> Iterator[None]:
    """Let all that a page asks be answered as of one look at whether anything was written.

    What others write meanwhile is seen by the next page. Any statement of this connection that is
    not a plain question ends the look, so that a page sees what was written for it.
    """

    def watch(execute: Any, sql: Any, *rest: Any) -> Any:
        if not str(sql).startswith(_READS):
            setattr(connection, _LOOK, _Look())
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        setattr(connection, _LOOK, _Look())
        try:
            yield
        finally:
            setattr(connection, _LOOK, None)


class _Look:
    """What the database said when it was last asked, if it was."""

    stamp: object = None


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returned for this key since the last write, or make it now.

    ``make`` must depend on nothing but the key and the database: who asks and the day belong into
    the key.
    """
    if connection.in_atomic_block:
        return make()
    found = _answers()
    if key not in found:
        # Read after the stamp was: an answer can be newer than its stamp, never older.
        found[key] = make()
    return cast("T", found[key])


def count(rows: QuerySet[Any]) -> int:
    """Count rows; the same question in SQL has the same answer, whoever asks."""
    key = _question(rows)
    return rows.count() if key is None else kept(("count", key), rows.count)


def pairs(rows: QuerySet[Any, tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the values of a short ``values_list``, e.g. what can be chosen among."""
    key = _question(rows)
    return list(rows) if key is None else kept(("pairs", key), lambda: list(rows))


def row(model: type[M], key: Any) -> M | None:
    """Return a row by its key: a new instance each time, so that nobody changes another's."""
    names = [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001
    found = model._default_manager.filter(pk=key).values_list(*names)  # noqa: SLF001
    values = kept(("row", model, key), found.first)
    return None if values is None else model.from_db(DEFAULT_DB_ALIAS, names, values)


def _question(rows: QuerySet[Any, Any]) -> Hashable | None:
    """Return the SQL with its values; None where it cannot be a key."""
    if connection.in_atomic_block:
        return None
    try:
        sql, values = rows.query.sql_with_params()
        hash(values)
    except (EmptyResultSet, TypeError):
        return None
    return sql, values


def _answers() -> dict[Hashable, Any]:
    """Return the answers of this connection that still hold."""
    look = getattr(connection, _LOOK, None) or _Look()
    if look.stamp is None:
        look.stamp = _stamp()
    stamp = look.stamp
    stored, answers = getattr(connection, _NAME, (None, {}))
    if stored != stamp or len(answers) > _MOST:
        answers = {}
        setattr(connection, _NAME, (stamp, answers))
    return cast("dict[Hashable, Any]", answers)


def _stamp() -> object:
    """Return what differs once anything was written, by whomever.

    The connection itself is part of it: SQLite's numbers begin anew with each.
    """
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return connection.connection, cursor.fetchone()[0]
    raw = connection.connection
    return raw, raw.execute("PRAGMA data_version").fetchone()[0], raw.total_changes
