"""Take the Excel form of a report back: whose it is, and what it tells, cell by cell.

Sizes are checked before anything is unpacked. Nothing is guessed: a formula, a merged cell or words
in the place of a number are named with the address of their cell.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from django.core import signing
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.reporting import numerals
from giaoban.reporting.naming import called
from giaoban.reporting.workbook import FIRST_ROW, FORM_VERSION, IDENTITY, SALT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from giaoban.reporting.lines import Line, Value
    from giaoban.reporting.models import Report

MOST_BYTES = 5_000_000
MOST_UNPACKED = 12_000_000
MOST_PARTS = 200
MOST_ROWS = 3_000
MOST_CELLS = 60_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_TICKS = {"co": True, "x": True, "v": True, "khong": False, "": False}


class CellError(NamedTuple):
    """What is wrong with one cell, and where it is."""

    sheet: str
    cell: str
    text: str


@dataclass(slots=True)
class Filled:
    """What a form tells: values by row, the version each was filled from, and what is wrong."""

    versions: dict[int, int]
    told: dict[int, dict[str, Value]] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many rows of the form were removed from it; they stay as they are."""
        return len(self.versions.keys() - self.told.keys())


def read(file: IO[bytes], report: Report, lines: Mapping[int, Line]) -> Filled:
    """Return what the form tells of the report.

    Raises:
        Refused: the file is no form, or that of another body, period or version.
    """
    _check_file(file)
    # Whose form it is costs little to know; only then is the whole unpacked.
    identity = _identity(_open(file, lightly=True))
    _check_identity(identity, report)
    file.seek(0)
    book = _open(file)
    filled = Filled({int(pk): version for pk, version in identity["rows"].items()})
    for sheet in book.worksheets:
        columns = _columns(sheet)
        if columns:
            _read_sheet(sheet, columns, lines, filled)
    if not filled.told and not filled.errors:
        raise Refused(_("Biểu không còn dòng nào. Hãy tải biểu mới và điền vào đó."))
    return filled


# --- the file ----------------------------------------------------------------------------------


def _check_file(file: IO[bytes]) -> None:
    head = file.read(8)
    if not head:
        raise Refused(_("Tệp rỗng. Hãy lưu lại biểu trong Excel rồi nộp."))
    if head == _OLE:
        _refuse_old(file)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise Refused(_not_excel()) from error
    file.seek(0)


def _refuse_old(file: IO[bytes]) -> None:
    file.seek(0)
    if _LOCKED in file.read(MOST_BYTES):
        raise Refused(_("Tệp có mật khẩu. Hãy bỏ mật khẩu trong Excel, lưu lại rồi nộp."))
    raise Refused(
        _("Đây là tệp Excel kiểu cũ (.xls). Hãy mở trong Excel, lưu thành .xlsx rồi nộp.")
    )


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(
            _(
                "Tệp quá lớn so với biểu đã tải (có thể do dán cả bảng khác vào). Hãy tải biểu mới "
                "và chỉ chép phần cần báo cáo."
            )
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                if _DECLARATION.search(stream.read(2_000)):
                    raise Refused(_not_excel())


def _not_excel() -> str:
    return _(
        "Không đọc được tệp này như tệp Excel (.xlsx), dù tên tệp có thể ghi như vậy. Hãy điền vào "
        "biểu tải ở trang này rồi lưu ở dạng .xlsx."
    )


def _open(file: IO[bytes], *, lightly: bool = False) -> Any:
    try:
        return load_workbook(file, read_only=lightly)
    except Exception as error:
        # Whatever a broken file makes the library raise, the person hears the same.
        raise Refused(_not_excel()) from error


# --- whose form --------------------------------------------------------------------------------


def _identity(book: Any) -> dict[str, Any]:
    if IDENTITY not in book.sheetnames:
        raise Refused(_not_ours())
    pieces = [str(row[0] or "") for row in book[IDENTITY].iter_rows(max_col=1, values_only=True)]
    try:
        found: dict[str, Any] = signing.loads("".join(pieces), salt=SALT)
    except signing.BadSignature as error:
        raise Refused(_not_ours()) from error
    return found


def _not_ours() -> str:
    return _(
        "Tệp này không phải biểu tải từ hệ thống, hoặc phần ẩn của biểu đã bị sửa. Hãy tải biểu "
        "mới và chép các ô nền vàng sang."
    )


def _check_identity(identity: dict[str, Any], report: Report) -> None:
    if identity["form"] != FORM_VERSION:
        raise Refused(
            _("Biểu này theo mẫu cũ. Hãy tải biểu mới và chép các ô nền vàng sang (Dán giá trị).")
        )
    if identity["report"] == report.pk:
        return
    whose = {"body": identity["body"], "period": called(identity["period"])}
    raise Refused(
        _("Đây là biểu của %(body)s, %(period)s, không phải của báo cáo này. Chưa ghi gì.") % whose
    )


# --- the cells ---------------------------------------------------------------------------------


def _columns(sheet: Worksheet) -> dict[int, str]:
    """Return which column tells what, by the hidden first row; nothing on a sheet of others."""
    heads = {at: sheet.cell(1, at).value for at in range(1, min(sheet.max_column, 60) + 1)}
    columns = {at: str(key) for at, key in heads.items() if isinstance(key, str)}
    return columns if "id" in columns.values() else {}


def _read_sheet(
    sheet: Worksheet, columns: dict[int, str], lines: Mapping[int, Line], filled: Filled
) -> None:
    if sheet.max_row > MOST_ROWS or sheet.max_row * sheet.max_column > MOST_CELLS:
        raise Refused(
            _("Trang “%(sheet)s” có %(n)s dòng, quá nhiều so với biểu. Hãy xóa các dòng thừa.")
            % {"sheet": sheet.title, "n": sheet.max_row}
        )
    _refuse_merged(sheet, filled)
    at_id = next(at for at, key in columns.items() if key == "id")
    inputs = {at: key for at, key in columns.items() if key != "id" and not key.startswith("-")}
    for number in range(FIRST_ROW - 1, sheet.max_row + 1):
        key = sheet.cell(number, at_id).value
        line = lines.get(key) if isinstance(key, int) and key in filled.versions else None
        if line is None:
            written = any(sheet.cell(number, at).value is not None for at in inputs)
            if key is not None or (written and number >= FIRST_ROW):
                filled.strange.append(f"{sheet.title}, {number}")
        elif line.row.pk in filled.told:
            text = _("Dòng này có hai lần trong biểu. Hãy xóa dòng chép thừa.")
            filled.errors.append(CellError(sheet.title, f"A{number}", text))
        else:
            _read_row(sheet, number, inputs, line, filled)


def _refuse_merged(sheet: Worksheet, filled: Filled) -> None:
    for merged in sheet.merged_cells.ranges:
        text = _("Các ô bị gộp. Hãy bỏ gộp ô rồi điền riêng từng dòng.")
        filled.errors.append(CellError(sheet.title, str(merged), text))


def _read_row(
    sheet: Worksheet, number: int, inputs: dict[int, str], line: Line, filled: Filled
) -> None:
    told: dict[str, Value] = {}
    for at, key in inputs.items():
        if key not in line.told:
            continue
        cell = sheet.cell(number, at)
        try:
            told[key] = _value(cell, key)
        except Refused as wrong:
            filled.errors.append(CellError(sheet.title, cell.coordinate, str(wrong)))
    filled.told[line.row.pk] = told


def _value(cell: Cell | MergedCell, key: str) -> Value:
    """Return what a cell tells; Refused with what to do where it is not plain."""
    if cell.data_type == "f":
        raise Refused(
            _("Ô có công thức. Hãy chép ô, rồi Dán đặc biệt, chọn Giá trị (Values) vào chính ô đó.")
        )
    if cell.data_type == "e":
        raise Refused(_("Ô báo lỗi của Excel. Hãy ghi lại giá trị hoặc để trống."))
    if key == "text":
        return _text(cell.value)
    if key == "claims_done":
        return _tick(cell.value)
    number = _number(cell)
    return _percent(number, cell) if key == "percent" else number


def _text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _tick(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = fold(str(value or ""))
    if word not in _TICKS:
        raise Refused(_("Hãy ghi “có” hoặc “không”."))
    return _TICKS[word]


def _number(cell: Cell | MergedCell) -> Decimal | None:
    value = cell.value
    if value is None or (isinstance(value, str) and value.strip() in {"", "-", "–"}):
        return None
    if isinstance(value, bool | dt.datetime | dt.date | dt.time | dt.timedelta):
        raise Refused(_("Excel đã đổi ô này thành ngày hoặc đúng/sai. Hãy ghi lại con số."))
    if isinstance(value, int | float):
        return round(Decimal(repr(value)), 4)
    try:
        return numerals.read(str(value))
    except ValueError:
        raise Refused(
            _("“%(text)s” không phải một con số. Hãy ghi số, phần chữ ghi ở cột bên cạnh.")
            % {"text": str(value)[:60]}
        ) from None


def _percent(number: Decimal | None, cell: Cell | MergedCell) -> int | None:
    if number is None:
        return None
    if not isinstance(cell.value, str) and "%" in str(cell.number_format):
        number *= 100
    if number != int(number) or not 0 <= number <= 100:  # noqa: PLR2004  # percent
        raise Refused(_("Tiến độ là một số tròn từ 0 đến 100."))
    return int(number)
