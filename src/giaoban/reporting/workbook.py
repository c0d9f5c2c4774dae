"""The Excel form of one report: written filled with what is known, read back as plain values.

Each sheet has a hidden first row that names its columns and a hidden first column with the numbers
of its rows, so that sheets, columns and rows may be moved. A hidden sheet holds a signed note of
whose form it is and which version of each row it was filled from.
"""

from __future__ import annotations

from math import ceil
from typing import IO, TYPE_CHECKING, NamedTuple

from django.core import signing
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from giaoban.core.workbook import set_height
from giaoban.reporting.enums import RowKind
from giaoban.reporting.lines import OF_TASKS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from giaoban.reporting.lines import Line
    from giaoban.reporting.models import Report

FORM_VERSION = 1
SALT = "giaoban.reporting.workbook"
IDENTITY = "_giaoban"
# As papers of offices are written (NĐ 30/2020, Phụ lục I).
FONT = "Times New Roman"
HEAD_ROW = 4
_GUIDE_WIDTH = 96
FIRST_ROW = 5
YES, NO = "có", "không"
_PIECE = 30_000
_LINE_POINTS, _HIGHEST = 16, 400
_HEAD = PatternFill("solid", fgColor="F5F3ED")
_INPUT = PatternFill("solid", fgColor="FFFBE6")
_THIN = Side(style="thin", color="B8B4A8")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


class Column(NamedTuple):
    """A column of a sheet: ``key`` names what a row tells, or begins with ``-`` where fixed."""

    key: str
    label: str
    width: int


class Sheet(NamedTuple):
    """A sheet: its name, the kinds of rows on it, its columns."""

    title: str
    kinds: tuple[str, ...]
    columns: tuple[Column, ...]


def sheets() -> tuple[Sheet, ...]:
    """Return the sheets of the form; a form is Vietnamese whatever language the person reads."""
    number, last = Column("-number", "STT", 6), Column("-last", "Kỳ trước", 30)
    return (
        Sheet(
            "Nhiệm vụ",
            OF_TASKS,
            (
                number,
                Column("-title", "Nhiệm vụ", 44),
                Column("-about", "Hạn", 12),
                last,
                Column("percent", "Tiến độ, %", 10),
                Column("claims_done", "Đề nghị xác nhận hoàn thành", 14),
                Column("text", "Kết quả, khó khăn", 50),
            ),
        ),
        Sheet(
            "Văn bản",
            (RowKind.DIRECTIVE,),
            (
                number,
                Column("-title", "Văn bản cần có kế hoạch", 60),
                last,
                Column("text", "Kế hoạch đã ban hành, tình hình thực hiện", 60),
            ),
        ),
        Sheet(
            "Chỉ tiêu",
            (RowKind.INDICATOR,),
            (
                number,
                Column("-title", "Chỉ tiêu", 48),
                Column("-about", "Đơn vị tính", 14),
                last,
                Column("value", "Số trong kỳ (tỷ lệ: tử số)", 16),
                Column("denominator", "Mẫu số (chỉ với tỷ lệ)", 16),
                Column("text", "Giải thích", 40),
            ),
        ),
        Sheet(
            "Thuyết minh",
            (RowKind.NARRATIVE,),
            (
                number,
                Column("-title", "Lĩnh vực", 24),
                Column("-about", "Mục", 18),
                Column("-last", "Kỳ trước", 44),
                Column("text", "Nội dung kỳ này", 70),
            ),
        ),
    )


def write_form(out: IO[bytes], report: Report, lines: Sequence[Line], *, at: dt.datetime) -> None:
    """Write the form of a report, filled with what is known."""
    book = Workbook()
    guide = book.worksheets[0]
    _guide(guide, report, at)
    for sheet in sheets():
        own = [line for line in lines if line.row.kind in sheet.kinds]
        if own:
            _fill(book.create_sheet(sheet.title), sheet, report, own)
    _sign(book.create_sheet(IDENTITY), report, lines)
    book.save(out)


def _guide(sheet: Worksheet, report: Report, at: dt.datetime) -> None:
    sheet.title = "Hướng dẫn"
    words = (
        f"Biểu báo cáo {report.period.name}",
        f"Cơ quan: {report.body.name}",
        (
            f"Số liệu từ {report.period.data_from:%d/%m/%Y} đến {report.period.data_to:%d/%m/%Y}; "
            f"hạn gửi {report.period.due_on:%d/%m/%Y}"
        ),
        f"Biểu tải lúc {at:%H:%M ngày %d/%m/%Y}",
        "",
        "1. Chỉ điền vào các ô nền vàng; các ô khác đã khóa.",
        "2. Chưa có số thì để trống; không có thì ghi 0. Trống và 0 là hai điều khác nhau.",
        "3. Số ghi như 1234,5 hoặc 1.234,5; không ghi chữ (“khoảng 50”) vào ô số.",
        "4. Không gộp ô, không đặt công thức. Nếu chép từ tệp khác: Dán đặc biệt, chọn Giá trị.",
        (
            "5. Lưu ở dạng Excel (.xlsx) rồi nộp lại ở trang đã tải biểu. Trước khi ghi, trang cho "
            "xem từng chỗ khác với bản đã lưu để chọn."
        ),
        "6. Minh chứng và việc gửi báo cáo làm trên trang, không làm trong biểu.",
    )
    for at_row, text in enumerate(words, 1):
        cell = sheet.cell(at_row, 1, _plain(text))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name=FONT, bold=at_row == 1, size=14 if at_row == 1 else 11)
        set_height(sheet, at_row, [text], [_GUIDE_WIDTH], 20 if at_row == 1 else 16)
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH
    sheet.protection.sheet = True
    _print(sheet)


def _fill(sheet: Worksheet, plan: Sheet, report: Report, lines: Sequence[Line]) -> None:
    sheet.cell(1, 1, "id")
    sheet.cell(2, 2, _plain(f"{plan.title}: {report.body.name}")).font = Font(
        name=FONT, bold=True, size=13
    )
    sheet.cell(3, 2, _plain(f"Báo cáo {report.period.name}")).font = Font(name=FONT, italic=True)
    for at, column in enumerate(plan.columns, 2):
        sheet.cell(1, at, column.key)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
        head = sheet.cell(HEAD_ROW, at, column.label)
        head.font, head.fill, head.border = Font(name=FONT, bold=True), _HEAD, _LINE
        head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sheet.row_dimensions[HEAD_ROW].height = 48
    for number, line in enumerate(lines, 1):
        _row(sheet, plan, number, line)
    last = FIRST_ROW + len(lines) - 1
    _restrict(sheet, plan, last)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    _print(sheet)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"B2:{get_column_letter(len(plan.columns) + 1)}{last}"


def _row(sheet: Worksheet, plan: Sheet, number: int, line: Line) -> None:
    at_row = FIRST_ROW + number - 1
    sheet.cell(at_row, 1, line.row.pk)
    lines = 1
    fixed = {"-number": number, "-title": line.title, "-about": line.about, "-last": line.last}
    for at, column in enumerate(plan.columns, 2):
        is_input = column.key in line.told
        value = getattr(line.row, column.key) if is_input else fixed.get(column.key)
        cell = sheet.cell(at_row, at)
        _put(cell, value)
        cell.border, cell.font = _LINE, Font(name=FONT, size=12)
        middle = "center" if column.key == "-number" else None
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=middle)
        lines = max(lines, _lines_of(value, column.width))
        if is_input:
            cell.fill, cell.protection = _INPUT, Protection(locked=False)
    # A row of one line grows as it is typed into; one that needs more is given its height, for not
    # every program looks at the words when it opens a file.
    if lines > 1:
        sheet.row_dimensions[at_row].height = min(lines * _LINE_POINTS, _HIGHEST)


def _lines_of(value: object, width: int) -> int:
    """Return how many lines a text takes in a column, at twelve points."""
    letters = width * 0.85
    pieces = str(value).split("\n") if isinstance(value, str) else [""]
    return sum(max(1, ceil(len(piece) / letters)) for piece in pieces)


def _put(cell: Cell | MergedCell, value: object) -> None:
    """Write a value; text stays text whatever it begins with, so that nothing runs as a formula."""
    if isinstance(value, bool):
        value = YES if value else None
    if isinstance(value, str):
        cell.value = _plain(value)
        cell.data_type = "s"
        return
    cell.value = value  # type: ignore[assignment]  # a number or nothing
    if value is not None:
        # Excel would write the mark of decimals behind a whole number too: "65,".
        whole = value == int(value)  # type: ignore[call-overload]  # a number
        cell.number_format = "#,##0" if whole else "#,##0.####"


def _plain(text: str) -> str:
    """Return text that Excel takes: no control characters, no longer than a cell."""
    return ILLEGAL_CHARACTERS_RE.sub(" ", text)[:32_000]


def _restrict(sheet: Worksheet, plan: Sheet, last: int) -> None:
    rules = {
        "percent": DataValidation(
            type="whole", operator="between", formula1="0", formula2="100", allow_blank=True
        ),
        "claims_done": DataValidation(type="list", formula1=f'"{YES},{NO}"', allow_blank=True),
        "value": DataValidation(
            type="decimal", operator="between", formula1="-1E15", formula2="1E15", allow_blank=True
        ),
    }
    errors = {
        "percent": "Ghi một số từ 0 đến 100.",
        "claims_done": "Chọn có hoặc không.",
        "value": "Ghi một con số; chưa có thì để trống.",
    }
    for at, column in enumerate(plan.columns, 2):
        key = "value" if column.key == "denominator" else column.key
        if key in rules:
            rule = rules[key]
            rule.error, rule.errorTitle = errors[key], column.label[:32]
            letter = get_column_letter(at)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")
            if rule not in sheet.data_validations.dataValidation:
                sheet.add_data_validation(rule)


def _print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.oddFooter.center.text = "Trang &P/&N"  # type: ignore[union-attr]


def _sign(sheet: Worksheet, report: Report, lines: Sequence[Line]) -> None:
    sheet.sheet_state = "veryHidden"
    identity = {
        "form": FORM_VERSION,
        "report": report.pk,
        "body": report.body.name,
        "period": report.period.name,
        "rows": {line.row.pk: line.row.version for line in lines},
    }
    text = signing.dumps(identity, salt=SALT, compress=True)
    for at, start in enumerate(range(0, len(text), _PIECE), 1):
        sheet.cell(at, 1, text[start : start + _PIECE])
