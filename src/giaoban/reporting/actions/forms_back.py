"""Take chosen values from a form that came back into the report, through the one act that saves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from giaoban.reporting.actions import reports
from giaoban.reporting.told import Told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from giaoban.core.policies import Actor
    from giaoban.reporting.lines import Value
    from giaoban.reporting.models import Report, ReportRow

NAMES = ("percent", "claims_done", "value", "denominator", "text")


def told_of(row: ReportRow, chosen: Mapping[str, Value], version: int) -> Told:
    """Return what a row tells with the chosen values in it."""
    values: dict[str, Any] = {name: getattr(row, name) for name in NAMES}
    return Told(row_id=row.pk, version=version, **(values | dict(chosen)))


def take(
    *,
    by: Actor,
    at: dt.datetime,
    report: Report,
    chosen: Mapping[int, Mapping[str, Value]],
    versions: Mapping[int, int],
    via: str = "",
) -> list[ReportRow]:
    """Save the chosen values; a row that changed since the person looked raises RowsChanged."""
    rows = report.rows.in_bulk(list(chosen))
    told = [told_of(rows[pk], values, versions[pk]) for pk, values in chosen.items() if pk in rows]
    return reports.save(by=by, at=at, report=report, told=told, via=via)


def packed(values: Mapping[str, Value]) -> dict[str, Any]:
    """Return values as JSON takes them."""
    return {
        name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()
    }


def unpacked(values: Mapping[str, Any]) -> dict[str, Value]:
    """Return values as they were before packing.

    >>> unpacked(packed({"value": Decimal("1.5"), "percent": 3, "text": "Đã xong"}))
    {'value': Decimal('1.5'), 'percent': 3, 'text': 'Đã xong'}
    """
    figures = {"value", "denominator"}
    return {
        name: Decimal(value) if name in figures and value is not None else value
        for name, value in values.items()
    }
