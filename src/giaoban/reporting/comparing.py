"""What a filled form would change in a report: value by value, last saved beside."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from giaoban.reporting.lines import Line, Value, label_of, shown

if TYPE_CHECKING:
    from collections.abc import Mapping


class Difference(NamedTuple):
    """One value that differs; ``conflict`` where the row was saved after the form was made."""

    key: str
    line: Line
    label: str
    saved: str
    told: str
    value: Value
    conflict: bool


def differences(
    lines: Mapping[int, Line],
    told: Mapping[int, Mapping[str, Value]],
    versions: Mapping[int, int],
) -> list[Difference]:
    """Return what differs, in the order of the report."""
    found = []
    for pk, line in lines.items():
        for name, value in told.get(pk, {}).items():
            saved = getattr(line.row, name)
            if same(saved, value):
                continue
            found.append(
                Difference(
                    key=f"{pk}-{name}",
                    line=line,
                    label=label_of(name, line),
                    saved=shown(saved),
                    told=shown(value),
                    value=value,
                    conflict=line.row.version != versions.get(pk, line.row.version),
                )
            )
    return found


def same(saved: Value, told: Value) -> bool:
    """Tell whether two values say the same; line ends and edges of texts do not count."""
    if isinstance(saved, str) and isinstance(told, str):
        return saved.replace("\r\n", "\n").strip() == told.replace("\r\n", "\n").strip()
    if isinstance(saved, Decimal | int) and isinstance(told, Decimal | int):
        return Decimal(saved) == Decimal(told)
    return saved == told
