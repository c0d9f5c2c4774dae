"""Rows as CSV and Excel, so that Vietnamese letters stay whole and nothing runs as a formula."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from giaoban.core.workbook import FONT, SIZE, lay_for_print, set_height

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORDS = Alignment(wrap_text=True, vertical="top")
_FIGURE = Alignment(horizontal="right", vertical="top", indent=1)
_DAY = Alignment(horizontal="center", vertical="top", wrap_text=True)
_HEAD = Font(name=FONT, size=SIZE, bold=True)
_UNDER = PatternFill("solid", fgColor="F5F3ED")
# What a spreadsheet would run as a formula (OWASP, CSV injection).
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """Hand back what the csv writer writes, so that it can be streamed."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def csv_lines(head: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """Yield the lines of a CSV that Excel opens with its Vietnamese letters intact."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(head)
    for row in rows:
        yield writer.writerow([_safe(value) for value in row])


def _safe(value: Any) -> Any:
    """Return a cell that no spreadsheet runs as a formula; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_RISKY):
        return f"'{value}"
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else value


def fill(
    sheet: WriteOnlyWorksheet,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[list[Any]],
    *,
    shown: int | None = None,
) -> None:
    """Write heads and rows into an empty sheet, laid out for reading and for paper.

    Columns past the first ``shown`` are folded together: a click opens them, and they do not print.
    """
    sheet.freeze_panes = "A2"
    lay_for_print(sheet)
    sheet.print_options.gridLines = True  # type: ignore[attr-defined]
    for at, width in enumerate(widths, 1):
        column = sheet.column_dimensions[get_column_letter(at)]  # type: ignore[attr-defined]
        column.width = width
        if shown is not None and at > shown:
            column.outline_level, column.hidden = 1, True
    set_height(sheet, 1, heads, widths)
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for number, row in enumerate(rows, 2):
        set_height(sheet, number, row, widths)
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Any, *, bold: bool = False) -> Cell:
    text = str(value) if value is not None and hasattr(value, "_proxy____cast") else value
    if isinstance(text, str):
        # Excel refuses control characters, which broken files bring along.
        text = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    cell = WriteOnlyCell(sheet, text)
    if isinstance(text, str):
        cell.data_type = "s"
    cell.alignment = _WORDS if isinstance(text, str) else _FIGURE
    if hasattr(text, "strftime"):
        cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(text, dt.datetime) else "dd/mm/yyyy"
        cell.alignment = _DAY
    elif isinstance(text, Decimal | float):
        cell.number_format = "#,##0" if text == int(text) else "#,##0.0###"
    if bold:
        cell.font, cell.fill = _HEAD, _UNDER
    return cell
