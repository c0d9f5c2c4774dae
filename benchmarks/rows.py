"""Store many rows as fast as the database takes them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F

from giaoban.reporting.inserting import insert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

BATCH = 2_000


def make(rows: Iterable[Any]) -> list[Any]:
    """Store rows that were made one by one, and return them."""
    made = list(rows)
    return type(made[0]).objects.bulk_create(made, batch_size=BATCH) if made else []


def multiply(model: type[Model], wanted: int, changed: dict[str, Any]) -> None:
    """Copy the rows that there are until there are as many as wanted."""
    columns = {
        each.name: F(each.attname)
        for each in model._meta.concrete_fields  # noqa: SLF001
        if not each.primary_key and not each.generated
    } | changed
    rows = model._default_manager.order_by("pk")  # noqa: SLF001
    have = rows.count()
    while have < wanted:
        missing = wanted - have
        part = rows if missing >= have else rows.filter(pk__in=rows.values("pk")[:missing])
        have += insert(model, part, columns)


def store(model: type[Model], fields: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Store rows as fast as the database takes them: COPY where there is one."""
    names = ", ".join(map(connection.ops.quote_name, fields))
    waiting = iter(rows)
    # No COPY goes on while rows are still read on the same connection.
    while batch := list(itertools.islice(waiting, BATCH)):
        if connection.vendor != "postgresql":
            make(model(**dict(zip(fields, row, strict=True))) for row in batch)
            continue
        into = f"COPY {model._meta.db_table} ({names}) FROM STDIN"  # noqa: SLF001
        with connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in batch:
                copy.write_row(row)
