"""What was built on a closed period: upper apps tell here what speaks against undoing a closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from giaoban.reporting.models import Closing

# Each returns a sentence for the person, or nothing where nothing was built.
_asks: list[Callable[[Closing], str]] = []


def built_on(ask: Callable[[Closing], str]) -> None:
    """Let ``ask`` tell what was built on a closing; called from an app's ``ready``."""
    _asks.append(ask)


def obstacles(closing: Closing) -> list[str]:
    """Return what the upper apps built on the closing, in sentences."""
    return [told for told in (ask(closing) for ask in _asks) if told]
