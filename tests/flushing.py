"""Empty the tables after a test in spite of the triggers that refuse it in production."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.operations import BaseDatabaseOperations

# Only the triggers that refuse are put aside; one that keeps an index in step has to run.
REFUSING = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(%'"
ASIDE = "SET LOCAL session_replication_role = replica"


def around(connection: BaseDatabaseWrapper, flush: Sequence[str]) -> list[str]:
    """Return the statements of a flush with what puts the refusing triggers aside and back."""
    if connection.vendor == "postgresql":
        return [ASIDE, *flush]
    with connection.cursor() as cursor:
        cursor.execute(REFUSING)
        triggers = cursor.fetchall()
    dropped = [f'DROP TRIGGER "{name}"' for name, _sql in triggers]
    return [*dropped, *flush, *(sql for _name, sql in triggers)]


def execute_sql_flush(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
    """Take the place of Django's own."""
    with transaction.atomic(using=self.connection.alias):
        statements = around(self.connection, sql_list)
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
