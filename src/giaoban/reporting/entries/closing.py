"""What closing show on other pages."""

from __future__ import annotations


def register() -> None:
    """Make it known to the core."""
