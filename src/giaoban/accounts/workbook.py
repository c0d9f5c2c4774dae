"""The Excel form of a first installation: written empty, read back as plain rows.

Three sheets: Cơ quan, Cán bộ, Tài khoản. Row 1 names the columns, row 2 explains them, rows from 3
on are filled in. Reading checks sizes before anything is unpacked.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from giaoban.bodies.enums import BodyKind
from giaoban.core.enums import Role
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.core.workbook import (
    FIRST_ROW,
    FONT,
    SIZE,
    Column,
    Row,
    check_size,
    lay_for_print,
    not_excel,
    set_height,
    text_of,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 5_000
YES, NO = "có", "không"


Book = dict[str, list[Row]]


def _labels(enum: Any) -> tuple[str, ...]:
    """Return the Vietnamese labels, whatever language the person reads."""
    with override("vi"):
        return tuple(str(label) for label in enum.labels)


def value_of(enum: Any, label: str) -> str:
    """Return the value whose Vietnamese label was written; empty where there is none.

    >>> value_of(Role, "đầu mối cơ quan")
    'focal_point'
    """
    with override("vi"):
        pairs = [(str(value), fold(str(text))) for value, text in enum.choices]
    return next((value for value, text in pairs if text == fold(label)), "")


def sheets() -> dict[str, tuple[Column, ...]]:
    """Return the sheets with their columns, in order."""
    yes_no = (YES, NO)
    body_hint = "Đúng như ở trang tính Cơ quan hoặc trong danh bạ."
    contact = (
        Column("email", "Thư điện tử", "Có thể để trống."),
        Column("phone", "Điện thoại", "Có thể để trống.", 16),
    )
    since = Column(
        "valid_from", "Từ ngày", "Ngày/tháng/năm, ví dụ 01/7/2025; để trống nếu không rõ.", 14
    )
    return {
        "Cơ quan": (
            Column("name", "Tên đầy đủ", "Bắt buộc.", 44, required=True),
            Column("short_name", "Tên gọi tắt", "Ví dụ: Sở KH&CN."),
            Column("symbol", "Ký hiệu văn bản", "Ví dụ: SKHCN.", 16),
            Column("kind", "Loại", "Bắt buộc; chọn trong danh sách.", 22, _labels(BodyKind), True),
            Column("parent", "Cơ quan chủ quản", "Tên một cơ quan khác; có thể để trống.", 36),
            Column("in_bloc", "Trong khối", "có hoặc không; để trống là có.", 12, yes_no),
            since,
            *contact,
        ),
        "Cán bộ": (
            Column("name", "Họ và tên", "Bắt buộc.", 28, required=True),
            Column("title", "Chức vụ", "Bắt buộc.", 28, required=True),
            Column("body", "Cơ quan", f"Bắt buộc. {body_hint}", 44, required=True),
            Column("is_focal_point", "Là đầu mối", "có hoặc không.", 12, yes_no),
            since,
            *contact,
        ),
        "Tài khoản": (
            Column("name", "Họ và tên", "Bắt buộc.", 28, required=True),
            Column("email", "Thư điện tử", "Bắt buộc; dùng để đăng nhập.", 30, required=True),
            Column("role", "Vai trò", "Bắt buộc; chọn trong danh sách.", 22, _labels(Role), True),
            Column("body", "Cơ quan", f"Bắt buộc với đầu mối và lãnh đạo. {body_hint}", 44),
        ),
    }


# --- written -----------------------------------------------------------------------------------


def write_form(out: IO[bytes]) -> None:
    """Write the empty form."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, columns in sheets().items():
        _fill(book.create_sheet(title), columns)
    _fill_choices(book)
    book.save(out)


def _fill(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    sheet.freeze_panes = f"A{FIRST_ROW}"
    lay_for_print(sheet)
    widths = [column.width for column in columns]
    set_height(sheet, 1, [f"{column.label} *" for column in columns], widths)
    set_height(sheet, 2, [column.hint for column in columns], widths)
    for at, column in enumerate(columns, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column.width
        head = sheet.cell(1, at, column.label + (" *" if column.required else ""))
        head.font = Font(name=FONT, size=SIZE, bold=True)
        hint = sheet.cell(2, at, column.hint)
        hint.font = Font(name=FONT, size=SIZE, italic=True, color="62656D")
        for cell in (head, hint):
            cell.fill = PatternFill("solid", fgColor="F5F3ED")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column.choices:
            _restrict(sheet, letter, column)


def _restrict(sheet: Worksheet, letter: str, column: Column) -> None:
    """Offer a list in the cells; Excel takes at most 255 characters inline, so it has a sheet."""
    formula = f"={_range(column.choices)}"
    rule = DataValidation(type="list", formula1=formula, allow_blank=not column.required)
    rule.error = "Hãy chọn trong danh sách."
    rule.errorTitle = column.label
    sheet.add_data_validation(rule)
    rule.add(f"{letter}{FIRST_ROW}:{letter}{MOST_ROWS}")


def _lists() -> list[tuple[str, ...]]:
    found = [column.choices for columns in sheets().values() for column in columns]
    return [choices for choices in dict.fromkeys(found) if choices]


def _range(choices: tuple[str, ...]) -> str:
    letter = get_column_letter(_lists().index(choices) + 1)
    return f"'Danh sách'!${letter}$1:${letter}${len(choices)}"


def _fill_choices(book: Workbook) -> None:
    sheet = book.create_sheet("Danh sách")
    sheet.sheet_state = "hidden"
    for at, choices in enumerate(_lists(), 1):
        for row, choice in enumerate(choices, 1):
            sheet.cell(row, at, choice)


# --- read --------------------------------------------------------------------------------------


def read(file: IO[bytes]) -> Book:
    """Return the filled-in rows of each sheet; Refused where the file is not our form."""
    check_size(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, OSError) as error:
        raise Refused(not_excel()) from error
    missing = [title for title in sheets() if title not in book.sheetnames]
    if missing:
        raise Refused(_("Tệp thiếu trang tính “%s”. Hãy dùng mẫu trống tải ở đây.") % missing[0])
    return {title: _rows(book[title], columns) for title, columns in sheets().items()}


def _rows(sheet: Any, columns: tuple[Column, ...]) -> list[Row]:
    by_label = {column.label: column.key for column in columns}
    lines = sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=len(columns) + 20)
    head = [text_of(value).removesuffix("*").strip() for value in next(lines, ())]
    lost = [column.label for column in columns if column.label not in head]
    if lost:
        names = {"sheet": sheet.title, "column": lost[0]}
        raise Refused(_("Trang tính “%(sheet)s” thiếu cột “%(column)s”.") % names)
    next(lines, None)
    found = []
    for number, values in enumerate(lines, FIRST_ROW):
        pairs = zip(head, values, strict=False)
        cells = {by_label[label]: text_of(value) for label, value in pairs if label in by_label}
        if any(cells.values()):
            found.append(Row(number, cells))
    return found
