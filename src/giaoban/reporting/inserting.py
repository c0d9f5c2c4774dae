"""Store what a query finds as rows of a model, in one statement of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections, router

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model, QuerySet
    from django.db.models.expressions import Combinable

_Found = TypeVar("_Found", bound="Model")


def selected(
    rows: QuerySet[_Found, Any], columns: Mapping[str, Combinable]
) -> QuerySet[_Found, Any]:
    """Return the query of these columns alone; their names are set apart from the model's own."""
    named = {f"to_{name}": value for name, value in columns.items()}
    found: QuerySet[_Found, Any] = rows.order_by().annotate(**named).values_list(*named)
    return found


def insert(
    model: type[Model], rows: QuerySet[_Found, Any], columns: Mapping[str, Combinable]
) -> int:
    """Store a row of ``model`` for each row found; return how many.

    ``columns`` says for each field of the model what it is filled with. Nothing travels through
    Python, so that tens of thousands of rows hold up other writers for less than a second.
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    fields = [str(model._meta.get_field(name).column) for name in columns]  # type: ignore[union-attr]  # noqa: SLF001
    sql, values = selected(rows, columns).query.get_compiler(connection=connection).as_sql()
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, fields))})"  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {into} {sql}", values)
        return int(cursor.rowcount)
