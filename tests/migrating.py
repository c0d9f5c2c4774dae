"""Bring the database of a test to the schema of another day."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate(to: list[tuple[str, str]]) -> Any:
    """Migrate to these migrations; return the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


def latest() -> list[tuple[str, str]]:
    """Return the last migration of each app."""
    return MigrationExecutor(connection).loader.graph.leaf_nodes()
