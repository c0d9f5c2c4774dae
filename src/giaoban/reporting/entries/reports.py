"""What bodies' reports show on other pages, and the rows that every report has."""

from __future__ import annotations

from giaoban.reporting import makers, rowmakers


def register() -> None:
    """Make it known to the core."""
    rowmakers.register(makers.of_tasks, order=10)
    rowmakers.register(makers.of_directives, order=30)
    rowmakers.register(makers.of_narratives, order=90)
