"""What is handed over when a person leaves: upper apps say what they hold for a person.

An app registers a mover from its ``ready``; it moves what is open from one person to another and
returns how many rows that were. The preview runs the same movers and rolls them back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.models import User
    from giaoban.core.policies import Account

Move = Callable[["User", "User", "Account", "dt.datetime"], int]


class Mover(NamedTuple):
    """What one app moves."""

    key: str
    label: StrOrPromise
    move: Move


_movers: dict[str, Mover] = {}


def register(key: str, label: StrOrPromise, move: Move) -> None:
    """Let ``move(from_user, to_user, by, at)`` take part in every handover.

    Whoever hands over stands in the trail, not those between whom things move.
    """
    if key in _movers:
        raise ValueError(f"{key} is handed over already")
    _movers[key] = Mover(key, label, move)


def forget(key: str) -> None:
    """Take a mover out again."""
    _movers.pop(key, None)


def movers() -> list[Mover]:
    """Return all movers, in the order in which they were registered."""
    return list(_movers.values())
