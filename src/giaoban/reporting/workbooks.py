"""Write tables as Excel workbooks, row by row, so that large ones need little memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from giaoban.core.workbook import FONT, SIZE, set_height

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import IO

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 31
_NARROW, _WIDE = 12, 46
_MOST_ON_PAGE = 24
# Columns of the export upward that hold sentences.
_OF_WORDS = {"title", "name", "result", "sentence", "product", "source_note", "assessment_note"}


def write(out: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write sheets of (name, heads, rows); text is never run as a formula."""
    book = Workbook(write_only=True)
    for name, heads, rows in sheets:
        sheet = book.create_sheet(name[:_LONGEST_NAME])
        sheet.freeze_panes = "B2"
        _lay_out(sheet, heads)
        widths = [_width(at, head) for at, head in enumerate(heads)]
        set_height(sheet, 1, heads, widths)
        sheet.append([_head(sheet, head) for head in heads])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(out)


def _lay_out(sheet: Any, heads: Sequence[str]) -> None:
    """Make columns wide enough to read, and a table of few of them fit the width of a page.

    What a sheet written row by row has of a layout, its stubs do not tell.
    """
    for at, head in enumerate(heads):
        sheet.column_dimensions[get_column_letter(at + 1)].width = _width(at, head)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.print_title_rows = "1:1"
    if len(heads) <= _MOST_ON_PAGE:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _width(at: int, head: str) -> int:
    of_words = head.rpartition(".")[2] in _OF_WORDS or (at == 0 and head != "id")
    return _WIDE if of_words else max(_NARROW, min(len(head) + 2, _WIDE))


def _head(sheet: WriteOnlyWorksheet, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font = Font(name=FONT, size=SIZE, bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Any:
    """Return a cell; null stays empty, a day is a day, text is text."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", value))
    cell.data_type = "s"
    return cell
