"""Say what a drive measured: tables of the answers, and how far they are from what is asked.

A request that failed is counted as such and never timed: an error comes fast, and is no answer.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import figures
from benchmarks.people import percentile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.people import Driven, Sample

# Closing a period and a table over years over all bodies, in seconds.
MOST_TO_CLOSE, MOST_FOR_A_TABLE = 10, 3
# What a city asked of such a system in its tender of 2026, in seconds.
TENDER = (("page", 5), ("search", 30), ("report over years", 300))


class Spent(NamedTuple):
    """Milliseconds of processor time a request: of the site, of the driver."""

    server: float
    driver: float


def answered(samples: Iterable[Sample]) -> list[float]:
    """Return how many milliseconds each took that got what it asked for."""
    return [each.milliseconds for each in samples if not each.is_error]


def failed(samples: Iterable[Sample]) -> int:
    """Return how many did not get what they asked for."""
    return sum(each.is_error for each in samples)


def rate(driven: Driven) -> float:
    """Return the answers a second."""
    return len(answered(driven.samples)) / driven.seconds


def many(driven: Driven, at_least: float) -> str:
    """Say how many answers a second there were, and whether they are as many as asked."""
    found = rate(driven)
    kept = _verdict(driven, is_kept=found >= at_least)
    return f"{found:.0f} requests/s (≥ {at_least:.0f}: {kept})"


def waiting(driven: Driven, at_most: int) -> str:
    """Say what 95 of 100 answers did not exceed, and whether it is as short as asked."""
    every = answered(driven.samples)
    if not every:
        return f"p95 – (≤ {at_most}: **no**)"
    slow = percentile(every, 95)
    return f"p95 {slow:.0f} ms (≤ {at_most}: {_verdict(driven, is_kept=slow <= at_most)})"


def _verdict(driven: Driven, *, is_kept: bool) -> str:
    """Say yes only where nothing failed and no write was lost, which is asked as well."""
    return "yes" if is_kept and not failed(driven.samples) and not driven.lost else "**no**"


def told(driven: Driven, spent: Spent) -> str:
    """Return the table of what was measured, by kind of page."""
    kinds: dict[str, list[Sample]] = {}
    for each in driven.samples:
        kinds.setdefault(each.name, []).append(each)
    rows = [_line(name, kinds[name]) for name in sorted(kinds)]
    head = ["page", "requests", "median", "p95", "p99", "longest"]
    table = figures.table(head, [*rows, _line("all", driven.samples)])
    return (
        f"{table}\n\n{rate(driven):.1f} requests/s, {failed(driven.samples)} "
        f"errors, {driven.writes} writes of which {len(driven.lost)} lost; processor time a "
        f"request: site {spent.server:.1f} ms, driver {spent.driver:.2f} ms."
    )


def _line(name: str, samples: list[Sample]) -> list[str]:
    taken = answered(samples)
    if not taken:
        return [name, str(len(samples)), "–", "–", "–", "–"]
    times = (
        statistics.median(taken),
        percentile(taken, 95),
        percentile(taken, 99),
        max(taken),
    )
    return [name, str(len(samples)), *(f"{each:.0f} ms" for each in times)]


def tender(work: list[Sample], years: list[Sample]) -> str:
    """Return how far the slowest answers are from what the tender allows."""
    of_search = [each for each in work if each.name == "search"]
    pages = [each for each in work if each.name != "search"]
    rows = []
    for (name, seconds), samples in zip(TENDER, (pages, of_search, years), strict=True):
        longest = max(answered(samples), default=0.0) / 1000
        took = f"{longest:.2f} s" if longest else "–"
        distance = f"{seconds / longest:.0f} times" if longest else "–"
        rows.append([name, f"{seconds} s", took, distance, str(failed(samples))])
    return figures.table(["what", "allowed", "the slowest took", "faster by", "failed"], rows)


def closing(seconds: dict[str, float], years: list[Sample]) -> str:
    """Say how long the slowest closing of a period and the slowest table over years took."""
    closed = [taken for name, taken in seconds.items() if name.startswith("closing ")]
    table = max(answered(years), default=0.0) / 1000
    told = f"table over years {_within(table, MOST_FOR_A_TABLE)}"
    if not closed:
        return told
    return f"the slowest closing of {len(closed)} {_within(max(closed), MOST_TO_CLOSE)}; {told}"


def _within(seconds: float, most: float) -> str:
    holds = "yes" if 0 < seconds <= most else "**no**"
    return f"{seconds:.2f} s (≤ {most:.0f}: {holds})"
