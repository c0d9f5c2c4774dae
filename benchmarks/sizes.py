"""How much a filled database holds, and on which day its quarters begin."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

QUARTERS_A_YEAR = 4


class Size(NamedTuple):
    """How much there is; ``bodies`` and ``accounts`` are those of all blocs together."""

    blocs: int = 1
    bodies: int = 150
    accounts: int = 600
    quarters: int = 20
    tasks: int = 100_000
    audit: int = 1_000_000
    first_year: int = 2022


PROVINCE = Size()
BIG = Size(blocs=34, bodies=5_100, accounts=20_400, quarters=2, tasks=1_000_000, first_year=2026)


def first_day(size: Size, quarter: int) -> dt.date:
    """Return the first day of a quarter, counted from the first of all."""
    years, place = divmod(quarter, QUARTERS_A_YEAR)
    return dt.date(size.first_year + years, 1 + 3 * place, 1)
