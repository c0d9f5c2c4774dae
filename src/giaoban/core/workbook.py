"""Excel forms that people fill in: written with heads, hints and lists, read back as plain rows.

Row 1 names the columns, row 2 explains them, rows from 3 on are filled in. Reading checks sizes
before anything is unpacked, and says of each cell that cannot be taken what to do about it.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from math import ceil
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from giaoban.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl import Workbook

FIRST_ROW = 3
MOST_UNPACKED = 60_000_000
MOST_PARTS = 300
LISTS = "Danh sách"
# What cells have that nobody gave a font; a bold one has to say so itself.
FONT, SIZE = "Calibri", 11
_HIGHEST = 400
_MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)"')
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")


class Column(NamedTuple):
    """A column of a sheet."""

    key: str
    label: str
    hint: str
    width: int = 24
    choices: tuple[str, ...] = ()
    required: bool = False


class Row(NamedTuple):
    """A filled-in row: its number on the sheet, and its texts by column."""

    number: int
    cells: dict[str, str]


class CellError(NamedTuple):
    """What is wrong with one cell, where it is, and what to do."""

    cell: str
    text: str


class Sheet(NamedTuple):
    """A sheet as it was filled in: its rows, and the cells that cannot be taken."""

    rows: list[Row]
    errors: list[CellError]


# --- written -----------------------------------------------------------------------------------


def write(
    book: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], most: int
) -> None:
    """Add a sheet with its heads, hints, lists and rows; ``most`` is the last row for lists."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    lay_for_print(sheet)
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for at, column in enumerate(columns, 1):
        _head(sheet, at, column)
        if column.choices:
            _restrict(sheet, lists, at, column, most)
    widths = [column.width for column in columns]
    set_height(sheet, 1, [f"{column.label} *" for column in columns], widths)
    set_height(sheet, 2, [column.hint for column in columns], widths)
    for number, values in enumerate(rows, FIRST_ROW):
        set_height(sheet, number, values, widths)
        for at, value in enumerate(values, 1):
            _put(sheet, number, at, value)


def lay_for_print(sheet: Any, heads: str = "1:1") -> None:
    """Print a sheet on A4 across, no wider than a page, with its heads and number on each.

    What a sheet written row by row has of a layout, its stubs do not tell.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = heads
    sheet.HeaderFooter.oddFooter.center.text = "&P/&N"


def set_height(
    sheet: Any, number: int, values: Iterable[Any], widths: Iterable[int], points: int = 15
) -> None:
    """Give a row the height that its longest text needs, before it is written.

    Excel would find it; other programs show the first line over the next row.
    """
    found = max((_lines(value, width) for value, width in zip(values, widths)), default=1)  # noqa: B905 (a row may be shorter than its heads)
    if found > 1:
        sheet.row_dimensions[number].height = min(found * points, _HIGHEST)


def _lines(value: Any, width: int) -> int:
    """Return how many lines a text takes in a column; of words, not all fit to the last letter."""
    if not isinstance(value, str) or not value:
        return 1
    return sum(max(1, ceil(len(piece) / (width * 0.9))) for piece in value.split("\n"))


def _head(sheet: Worksheet, at: int, column: Column) -> None:
    sheet.column_dimensions[get_column_letter(at)].width = column.width
    head = sheet.cell(1, at, column.label + (" *" if column.required else ""))
    head.font = Font(name=FONT, size=SIZE, bold=True)
    hint = sheet.cell(2, at, column.hint)
    hint.font = Font(name=FONT, size=SIZE, italic=True, color="62656D")
    for cell in (head, hint):
        cell.fill = PatternFill("solid", fgColor="F5F3ED")
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _restrict(sheet: Worksheet, lists: Worksheet, at: int, column: Column, most: int) -> None:
    """Offer a list in the cells; Excel takes at most 255 characters inline, so it has a sheet."""
    letter = get_column_letter(at)
    for row, choice in enumerate(column.choices, 1):
        lists.cell(row, at, choice)
    formula = f"='{LISTS}'!${letter}$1:${letter}${len(column.choices)}"
    rule = DataValidation(type="list", formula1=formula, allow_blank=not column.required)
    rule.error = "Hãy chọn trong danh sách."
    rule.errorTitle = column.label
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{FIRST_ROW}:{letter}{most}")


def _put(sheet: Worksheet, number: int, at: int, value: Any) -> None:
    cell = sheet.cell(number, at, value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        # What begins with "=" in the register is text, and must not run in a spreadsheet.
        cell.data_type = "s"
    elif isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"


# --- read --------------------------------------------------------------------------------------


def check_size(file: IO[bytes]) -> None:
    """Refuse what is no Excel file, and what would fill the memory when unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Refused(not_excel()) from error
    finally:
        file.seek(0)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(_("Tệp Excel quá lớn so với mẫu. Hãy chép dữ liệu sang mẫu trống."))


def not_excel() -> str:
    """Return what is said of a file that cannot be read as Excel."""
    return _(
        "Không đọc được tệp này như tệp Excel (.xlsx). Hãy điền vào mẫu trống rồi lưu ở dạng .xlsx."
    )


def text_of(value: object) -> str:
    """Return a cell as text; a day as day/month/year, a whole number without its fraction."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def day_of(text: str) -> dt.date | None:
    """Return a day as people write it; None where it is none.

    >>> day_of("1/7/2025")
    datetime.date(2025, 7, 1)
    """
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def read(file: IO[bytes], title: str, columns: Sequence[Column], most: int) -> Sheet:
    """Return the rows of a sheet; Refused where the file is not the form or has too many rows.

    Formulas and merged cells are not taken: what they show is not what they hold.
    """
    check_size(file)
    merged = _merged(file)
    try:
        book = load_workbook(file, read_only=True, data_only=False)
    except (InvalidFileException, KeyError, ValueError, OSError, ParseError) as error:
        raise Refused(not_excel()) from error
    if title not in book.sheetnames:
        raise Refused(_("Tệp thiếu trang tính “%s”. Hãy dùng mẫu trống tải ở đây.") % title)
    lines = book[title].iter_rows(max_col=len(columns) + 20)
    keys = _keys(title, columns, next(lines, ()))
    next(lines, None)
    sheet = Sheet([], [CellError(cell, _merged_text()) for cell in merged])
    for number, cells in enumerate(lines, FIRST_ROW):
        _read_row(sheet, number, cells, keys)
        if len(sheet.rows) > most:
            raise Refused(
                _("Mỗi tệp tối đa %(most)s dòng. Hãy chia thành nhiều tệp.") % {"most": most}
            )
    return sheet


def _merged(file: IO[bytes]) -> list[str]:
    """Return the first cells of merged ranges below the hints; reading by rows passes over them."""
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        found = [ref.decode() for name in names for ref in _MERGED.findall(archive.read(name))]
    file.seek(0)
    firsts = [ref.partition(":")[0] for ref in found]
    return [cell for cell in firsts if int(re.sub(r"\D", "", cell) or 0) >= FIRST_ROW]


def _merged_text() -> str:
    return _("Ô bị gộp. Hãy bỏ gộp ô (Merge & Center) rồi điền từng ô.")


def _keys(title: str, columns: Sequence[Column], head: Sequence[Any]) -> dict[int, str]:
    """Return which column stands at which place; Refused where one is missing."""
    labels = [text_of(cell.value).removesuffix("*").strip() for cell in head]
    lost = [column.label for column in columns if column.label not in labels]
    if lost:
        names = {"sheet": title, "column": lost[0]}
        raise Refused(_("Trang tính “%(sheet)s” thiếu cột “%(column)s”.") % names)
    return {labels.index(column.label): column.key for column in columns}


def _read_row(sheet: Sheet, number: int, cells: Sequence[Any], keys: dict[int, str]) -> None:
    row = dict.fromkeys(keys.values(), "")
    for at, cell in enumerate(cells):
        if at not in keys or cell.value is None:
            continue
        row[keys[at]] = text_of(cell.value)
        if wrong := _wrong(cell):
            sheet.errors.append(CellError(f"{get_column_letter(at + 1)}{number}", wrong))
    if any(row.values()):
        sheet.rows.append(Row(number, row))


def _wrong(cell: Any) -> str:
    if cell.data_type == "f":
        return _("Ô chứa công thức. Hãy chép rồi dán thành giá trị (Paste Values).")
    if cell.data_type == "e" or cell.value in _ERRORS:
        return _("Ô chứa lỗi của Excel. Hãy ghi lại giá trị.")
    return ""


def letters(columns: Sequence[Column]) -> Iterator[tuple[str, str]]:
    """Yield each column's key with its letter, as the form was written."""
    for at, column in enumerate(columns, 1):
        yield column.key, get_column_letter(at)
