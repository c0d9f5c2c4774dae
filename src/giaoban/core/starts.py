"""First steps: what a person can begin from the home page, with work waiting or without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
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


def add(start: Start) -> None:
    """Offer a step; called once for each when Django starts."""
    _starts.append(start)
    _starts.sort(key=lambda each: each.order)


def of(by: Actor) -> list[Start]:
    """Return the steps that the person's role allows, the most usual first."""
    return [each for each in _starts if each.policy.may(by, each.act)]
