"""The reader in use, and who wants to know that a paper was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from vanban.reading import read
from vanban.serial import to_dict

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor
    from giaoban.documents.models import Reading

# The name goes on record with everything that is accepted; a new one makes "read again" possible.
READER = "vanban 0.1"

Listener = Callable[["Reading", "Actor", "dt.datetime"], object]
_listeners: list[Listener] = []


def read_record(text: str) -> dict[str, Any]:
    """Return the record of a text in the names of the library's schema."""
    return to_dict(read(text))


def listen(listener: Listener) -> None:
    """Be called with each new reading, inside its transaction; once from an app's ``ready``."""
    _listeners.append(listener)


def tell(reading: Reading, *, by: Actor, at: dt.datetime) -> None:
    """Tell all who listen."""
    for listener in _listeners:
        listener(reading, by, at)
