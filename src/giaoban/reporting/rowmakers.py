"""What makes the rows of reports; each area adds its own maker.

A maker is given a period and its reports by body, and yields rows that are not saved yet, filled
with what is known. It may yield rows that are there already: ``actions.reports`` leaves those out,
so that rows may be made again at any time without touching what was typed. A maker takes the same
few queries for one report as for all of a period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from giaoban.reporting.models import Period, Report, ReportRow

    Maker = Callable[[Period, Mapping[int, Report]], Iterable[ReportRow]]

_makers: list[tuple[int, Maker]] = []


def register(maker: Maker, *, order: int) -> None:
    """Add a maker; called once for each from an area's ``entries``."""
    _makers.append((order, maker))
    _makers.sort(key=lambda each: each[0])


def make(period: Period, reports: Mapping[int, Report]) -> list[ReportRow]:
    """Return the rows that the reports should have, section after section."""
    return [row for _order, maker in _makers for row in maker(period, reports)]
