"""Write tables as Excel workbooks, row by row, so that large ones need little memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import IO

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 31


def write(out: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write sheets of (name, heads, rows); text is never run as a formula."""
    book = Workbook(write_only=True)
    for name, heads, rows in sheets:
        sheet = book.create_sheet(name[:_LONGEST_NAME])
        sheet.freeze_panes = "B2"
        sheet.append([_head(sheet, head) for head in heads])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(out)


def _head(sheet: WriteOnlyWorksheet, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Any:
    """Return a cell; null stays empty, a day is a day, text is text."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", value))
    cell.data_type = "s"
    return cell
