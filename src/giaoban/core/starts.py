"""First steps: what a person can begin from the home page, and what a new site begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

    from giaoban.core.policies import Actor, Policy


class Start(NamedTuple):
    """A step: its words, its address, and the act that it needs."""

    order: int
    label: StrOrPromise
    url: str
    icon: str
    policy: Policy[Any]
    act: str


_starts: list[Start] = []
_furnish: list[Callable[[Any, dt.datetime], None]] = []


def add(start: Start) -> None:
    """Offer a step; called once for each when Django starts."""
    _starts.append(start)
    _starts.sort(key=lambda each: each.order)


def of(by: Actor) -> list[Start]:
    """Return the steps that the person's role allows, the most usual first."""
    return [each for each in _starts if each.policy.may(by, each.act)]


def furnish(begin: Callable[[Any, dt.datetime], None]) -> None:
    """Let an app put into a new site what it begins with; once from its ``ready``."""
    _furnish.append(begin)


def furnish_all(by: Actor, at: dt.datetime) -> None:
    """Put in what every app begins with; each leaves alone what is there."""
    for begin in _furnish:
        begin(by, at)
