"""Carry open work over into the next period: whoever opens reports says here how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.reporting.models import Period


class Carry(Protocol):
    """Open the reports of a period, or add to them what they lack; harmless when done again."""

    def __call__(self, *, period: Period, by: User, at: dt.datetime) -> object:
        """Open or refresh."""


_carriers: list[Carry] = []


def register(carry: Carry) -> None:
    """Let ``carry`` open the reports of the period that open work is carried to."""
    _carriers.append(carry)


def carry_over(*, period: Period, by: User, at: dt.datetime) -> None:
    """Open or refresh the reports of the period, so that open tasks stand in them."""
    for carry in _carriers:
        carry(period=period, by=by, at=at)
