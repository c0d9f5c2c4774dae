"""What somebody tells in a row of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal


class Told(NamedTuple):
    """What was typed into a row; a None version takes the row as it is."""

    row_id: int
    version: int | None
    percent: int | None = None
    claims_done: bool = False
    value: Decimal | None = None
    denominator: Decimal | None = None
    text: str = ""
