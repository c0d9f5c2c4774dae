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

AT_LEAST, AT_MOST = 200, 150
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


def rate(driven: Driven) -> tuple[float, str]:
    """Return the answers a second, and whether they are as many as asked."""
    found = len(answered(driven.samples)) / driven.seconds
    return found, _verdict(driven, is_kept=found >= AT_LEAST)


def waiting(driven: Driven) -> tuple[str, str]:
    """Return what 95 of 100 answers did not exceed, and whether it is as short as asked."""
    every = answered(driven.samples)
    if not every:
        return "–", "**no**"
    slow = percentile(every, 95)
    return f"{slow:.0f} ms", _verdict(driven, is_kept=slow <= AT_MOST)


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
        f"{table}\n\n{rate(driven)[0]:.1f} requests/s, {failed(driven.samples)} "
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
