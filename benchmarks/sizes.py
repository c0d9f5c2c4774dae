"""How much a filled database holds, and on which day its quarters begin."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

QUARTERS_A_YEAR = 4
# The last quarter of all is the last of this year.
LAST_YEAR = 2026


class Size(NamedTuple):
    """How much there is; ``bodies`` and ``accounts`` are those of all blocs together.

    ``reported`` of the quarters, the newest, have reports.
    """

    blocs: int = 1
    bodies: int = 150
    accounts: int = 600
    quarters: int = 20
    tasks: int = 100_000
    audit: int = 1_000_000
    reported: int = 20

    @property
    def reported_quarters(self) -> range:
        """Return the quarters that have reports, counted from the first of all."""
        return range(max(0, self.quarters - self.reported), self.quarters)


PROVINCE = Size()
# As many tasks a bloc and quarter as in the province: a million are those of six quarters.
BIG = Size(
    blocs=34,
    bodies=5_100,
    accounts=20_400,
    quarters=6,
    tasks=1_000_000,
    reported=2,
)


def first_day(size: Size, quarter: int) -> dt.date:
    """Return the first day of a quarter, counted from the first of all."""
    years, place = divmod(quarter - size.quarters, QUARTERS_A_YEAR)
    return dt.date(LAST_YEAR + 1 + years, 1 + 3 * place, 1)
