"""Whether the database had no room left for what was to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import OperationalError

if TYPE_CHECKING:
    from collections.abc import Iterator

# SQLite: SQLITE_FULL. PostgreSQL: class 53, insufficient resources; disk_full alone is meant.
_SQLITE_FULL = 13
_DISK_FULL = "53100"


def is_full(error: BaseException) -> bool:
    """Tell whether a database said so, in its own words or as the cause of another error."""
    return any(_says_full(each) for each in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _says_full(error: BaseException) -> bool:
    if getattr(error, "sqlstate", None) == _DISK_FULL:
        return True
    if getattr(error, "sqlite_errorcode", None) == _SQLITE_FULL:
        return True
    # Not every build of the driver hands the code on.
    return isinstance(error, OperationalError) and str(error) == "database or disk is full"
