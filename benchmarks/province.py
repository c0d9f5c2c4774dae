"""Fill an empty database with a province as it is after five years, as fast as the database can.

    python -m benchmarks.province            # the province
    python -m benchmarks.province big        # a million tasks in 34 blocs

The first rows are varied and made one by one; the others are copies that the database makes of
them. Every quarter but the last is closed by the act that the site closes it with.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import django

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import quarters, staff, tasks
from benchmarks.sizes import BIG, PROVINCE, Size

if TYPE_CHECKING:
    from collections.abc import Callable


class Built(NamedTuple):
    """What a driver needs to know of it."""

    bodies: list[int]
    blocs: list[int]
    open_periods: list[int]
    seconds: dict[str, float]


def build(size: Size = PROVINCE) -> Built:
    """Fill the database, which has to be migrated and empty."""
    seconds: dict[str, float] = {}

    def timed(name: str, make: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        with transaction.atomic():
            made = make()
        seconds[name] = round(time.perf_counter() - began, 2)
        print(f"{seconds[name]:8.2f} s  {name}", file=sys.stderr, flush=True)
        return made

    blocs, bodies = timed("bodies", lambda: staff.bodies_in_blocs(size))
    office = timed("accounts", lambda: staff.accounts(size, bodies))
    fields = timed("fields", staff.fields_of_work)
    timed("indicators", lambda: staff.indicators(bodies, fields))
    timed("tasks", lambda: tasks.of_all_bodies(size, office, bodies, fields))
    timed("search", tasks.search)
    periods = timed("periods", lambda: quarters.periods_of(size, blocs))
    for at in size.reported_quarters:
        quarter = [period for period in periods if period.ordinal_in_all == at]
        timed(
            f"rows of quarter {at + 1}",
            lambda at=at, quarter=quarter: quarters.reports_of(size, at, quarter, office, fields),
        )
    if connection.vendor == "postgresql":
        # What autovacuum does within minutes on a server that lives.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    last = [period for period in periods if period.ordinal_in_all == size.quarters - 1]
    for period in periods:
        if period not in last:
            timed(
                f"closing {period}, {period.calendar.bloc}",
                lambda period=period: quarters.close(period, office),
            )
    timed("audit", lambda: tasks.audit(size, office))
    return Built(
        [body.pk for body in bodies], [bloc.pk for bloc in blocs], [row.pk for row in last], seconds
    )


def main() -> None:
    """Migrate, fill, tell the times."""
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    build(BIG if sys.argv[1:] == ["big"] else PROVINCE)
    print(f"{time.perf_counter() - began:8.2f} s  in all, on {connection.vendor}")


if __name__ == "__main__":
    main()
