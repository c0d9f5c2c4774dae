"""Collectors: upper apps look once a day for what people should be told.

A collector is called with the time and yields proposals; the same proposal on the next day is
harmless, for a person is told once for each key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from giaoban.accounts.models import User


class Proposal(NamedTuple):
    """That a person should be told; ``urgent`` None is as usual for the kind."""

    to: User
    kind: str
    key: str
    facts: Mapping[str, Any]
    link: str
    urgent: bool | None = None


Collect = Callable[[dt.datetime], Iterable[Proposal]]
_collectors: dict[str, Collect] = {}


def register(name: str, collect: Collect) -> None:
    """Let ``collect(at)`` be called each day; called once for each from an app's ``ready``."""
    if name in _collectors:
        raise ValueError(f"{name} collects already")
    _collectors[name] = collect


def forget(name: str) -> None:
    """Take a collector out again."""
    _collectors.pop(name, None)


def every() -> dict[str, Collect]:
    """Return all collectors by name."""
    return dict(_collectors)
