"""The Excel form: filled offline, taken back after a look, and every bad file told apart."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from giaoban.core.errors import Refused
from giaoban.reporting import workbook, workbook_back
from giaoban.reporting.actions import forms_back
from giaoban.reporting.comparing import Difference, differences
from giaoban.reporting.errors import RowsChanged
from giaoban.reporting.lines import lines_of
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.intake import AT, make_period, make_report, make_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from giaoban.reporting.models import Report
    from giaoban.reporting.workbook_back import Filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    """Make a report with a row of each kind."""
    report = make_report()
    make_rows(report)
    return report


def form_of(report: Report, edit: Callable[[Any], object] | None = None) -> io.BytesIO:
    """Return the form of a report, edited as by somebody in Excel."""
    out = io.BytesIO()
    workbook.write_form(out, report, lines_of(report), at=AT)
    if edit is not None:
        book = load_workbook(io.BytesIO(out.getvalue()))
        edit(book)
        out = io.BytesIO()
        book.save(out)
    out.seek(0)
    return out


def back(report: Report, file: io.BytesIO) -> Filled:
    """Read a form back."""
    return workbook_back.read(file, report, {line.row.pk: line for line in lines_of(report)})


def changes(report: Report, filled: Filled) -> list[Difference]:
    """Return what the form would change."""
    lines = {line.row.pk: line for line in lines_of(report)}
    return differences(lines, filled.told, filled.versions)


def cell(book: Any, sheet: str, row: int, key: str) -> Any:
    """Return the cell of a row (from 1) under a key of the hidden first row."""
    page = book[sheet]
    at = next(each.column for each in page[1] if each.value == key)
    return page.cell(workbook.FIRST_ROW + row - 1, at)


def put(sheet: str, row: int, key: str, value: object) -> Callable[[Any], None]:
    """Return an edit that writes a value into a cell."""

    def edit(book: Any) -> None:
        cell(book, sheet, row, key).value = value

    return edit


def test_a_form_taken_back_as_it_is_changes_nothing(report: Report) -> None:
    """The round trip keeps every value, of every kind of row."""
    filled = back(report, form_of(report))
    assert filled.errors == []
    assert filled.missing == 0
    assert changes(report, filled) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (85, Decimal(85)),
        (0, Decimal(0)),
        (12.5, Decimal("12.5")),
        ("1.234,5", Decimal("1234.5")),
        ("1 234", Decimal(1234)),
        ("12,50", Decimal("12.5")),
    ],
)
def test_numbers_as_vietnamese_offices_write_them(
    report: Report, written: object, number: Decimal
) -> None:
    """A number cell may hold a number, or its text with dots for thousands and a comma."""
    filled = back(report, form_of(report, put("Chỉ tiêu", 2, "value", written)))
    assert filled.errors == []
    assert [each.value for each in changes(report, filled)] == [number]


@pytest.mark.parametrize(
    ("sheet", "key", "value", "says"),
    [
        ("Chỉ tiêu", "value", "khoảng 50", "không phải một con số"),
        ("Chỉ tiêu", "value", "=SUM(A1:A3)", "công thức"),
        ("Chỉ tiêu", "value", True, "đúng/sai"),
        ("Nhiệm vụ", "percent", 150, "từ 0 đến 100"),
        ("Nhiệm vụ", "percent", "gần xong", "không phải một con số"),
        ("Nhiệm vụ", "claims_done", "có lẽ", "có"),
        ("Nhiệm vụ", "text", "=1+1", "công thức"),
    ],
)
def test_what_is_no_plain_value_is_asked_about(
    report: Report, sheet: str, key: str, value: object, says: str
) -> None:
    """The cell is named with its address and what to do; nothing of the form is taken."""
    filled = back(report, form_of(report, put(sheet, 1, key, value)))
    assert len(filled.errors) == 1
    assert says in filled.errors[0].text
    assert filled.errors[0].cell[-1] == str(workbook.FIRST_ROW)


def test_a_percent_cell_means_hundredths(report: Report) -> None:
    """85 % typed into a cell that Excel shows as percent comes in as 85."""

    def edit(book: Any) -> None:
        at = cell(book, "Nhiệm vụ", 1, "percent")
        at.value, at.number_format = 0.85, "0%"

    assert [each.value for each in changes(report, back(report, form_of(report, edit)))] == [85]


def test_merged_cells_are_named(report: Report) -> None:
    """Merged cells hide values, so the person is asked to part them."""
    filled = back(report, form_of(report, lambda book: book["Chỉ tiêu"].merge_cells("F5:F6")))
    assert [each.cell for each in filled.errors] == ["F5:F6"]


def test_sheets_columns_and_rows_may_be_moved(report: Report) -> None:
    """Renamed and reordered sheets, a row moved within its sheet: all find their place."""

    def edit(book: Any) -> None:
        cell(book, "Thuyết minh", 1, "text").value = "Kết quả mới."
        page = book["Thuyết minh"]
        page.title = "TM của Sở"
        book.move_sheet(page, offset=-2)
        page.move_range("A5:G5", rows=6)

    filled = back(report, form_of(report, edit))
    assert filled.errors == []
    assert [each.told for each in changes(report, filled)] == ["Kết quả mới."]


def test_rows_taken_out_and_put_in(report: Report) -> None:
    """A removed row stays as it is saved; a row that nobody knows is named and left out."""

    def edit(book: Any) -> None:
        book["Nhiệm vụ"].delete_rows(workbook.FIRST_ROW)
        book["Thuyết minh"].cell(12, 6, "Việc khác")

    filled = back(report, form_of(report, edit))
    assert filled.missing == 1
    assert filled.strange == ["Thuyết minh, 12"]
    assert changes(report, filled) == []


def test_a_row_copied_twice_is_asked_about(report: Report) -> None:
    """Nobody can tell which of the two counts."""

    def edit(book: Any) -> None:
        page = book["Nhiệm vụ"]
        for each in page[workbook.FIRST_ROW]:
            page.cell(workbook.FIRST_ROW + 1, each.column, each.value)

    assert "hai lần" in back(report, form_of(report, edit)).errors[0].text


def test_the_form_of_another_body(report: Report) -> None:
    """It is told whose form it is."""
    other = make_report(period=report.period)
    make_narrative(other)
    with pytest.raises(Refused, match=other.body.name):
        back(report, form_of(other))


def test_the_form_of_another_period(report: Report) -> None:
    """It is told of which period it is."""
    other = make_report(report.body, period=make_period("Quý II năm 2026", 2))
    make_narrative(other)
    with pytest.raises(Refused, match="Quý II năm 2026"):
        back(report, form_of(other))


def make_narrative(report: Report) -> None:
    """Give a report one row."""
    report.rows.create(kind="narrative", aspect="results")


def test_a_form_of_an_old_template(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is asked to take a new one."""
    monkeypatch.setattr(workbook, "FORM_VERSION", 0)
    old = form_of(report)
    with pytest.raises(Refused, match="mẫu cũ"):
        back(report, old)


def test_a_form_whose_hidden_part_was_changed(report: Report) -> None:
    """A signature that does not hold, or is gone, is no form of ours."""

    def forge(book: Any) -> None:
        page = book[workbook.IDENTITY]
        page["A1"] = f"x{page['A1'].value}"

    for edit in (forge, lambda book: book.remove(book[workbook.IDENTITY])):
        with pytest.raises(Refused, match="không phải biểu tải từ hệ thống"):
            back(report, form_of(report, edit))


def big(rows: int) -> bytes:
    """Return a workbook with many rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for at in range(rows):
        sheet.append([at, "x" * 40, at, at])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """Return a small file that unpacks to 100 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    return out.getvalue()


def entities() -> bytes:
    """Return a file whose XML declares entities."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>')
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: b"", "Tệp rỗng"),
        (lambda: b"STT,Ten\n1,a\n", "Không đọc được"),
        (lambda: OLE + b"\0" * 600, "kiểu cũ"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (lambda: big(50_000), "không phải biểu tải từ hệ thống"),
        (bomb, "quá lớn"),
        (entities, "Không đọc được"),
        (lambda: b"PK\x03\x04 hong", "Không đọc được"),
        (lambda: big(3), "không phải biểu tải từ hệ thống"),
    ],
)
def test_files_that_are_no_form(report: Report, make: Callable[[], bytes], says: str) -> None:
    """Empty, CSV and XLS renamed, locked, huge, a bomb, broken, another workbook: each is told."""
    with pytest.raises(Refused, match=says):
        back(report, io.BytesIO(make()))


def test_fifty_thousand_rows_in_our_own_form(report: Report) -> None:
    """A form that somebody dragged down without end is refused with the sheet's name."""

    def edit(book: Any) -> None:
        book["Nhiệm vụ"].cell(50_000, 8, "x")

    with pytest.raises(Refused, match="Nhiệm vụ"):
        back(report, form_of(report, edit))


def test_nothing_runs_as_a_formula_on_the_way_out(report: Report) -> None:
    """Text that begins like a formula is text in the form, and comes back the same."""
    row = report.rows.get(kind="narrative", aspect="results")
    row.text = "=cmd|' /C calc'!A0"
    row.save()
    file = form_of(report)
    book = load_workbook(io.BytesIO(file.getvalue()))
    assert cell(book, "Thuyết minh", 1, "text").data_type != "f"
    assert changes(report, back(report, file)) == []


def test_only_inputs_can_be_typed_into(report: Report) -> None:
    """Sheets are protected; the inputs alone are open, with lists and bounds on them."""
    book = load_workbook(form_of(report))
    page = book["Nhiệm vụ"]
    assert page.protection.sheet
    assert cell(book, "Nhiệm vụ", 1, "-title").protection.locked
    assert not cell(book, "Nhiệm vụ", 1, "percent").protection.locked
    assert {each.type for each in page.data_validations.dataValidation} == {"whole", "list"}
    assert page.page_setup.orientation == "landscape"


def take(report: Report, found: list[Difference]) -> None:
    """Take all differences, at the versions they were shown with."""
    chosen: dict[int, dict[str, Any]] = {}
    for each in found:
        chosen.setdefault(each.line.row.pk, {})[each.key.split("-")[1]] = each.value
    versions = {each.line.row.pk: each.line.row.version for each in found}
    focal_point = UserFactory(focal_point=True, body=report.body)
    forms_back.take(by=focal_point, at=AT, report=report, chosen=chosen, versions=versions)


def test_what_was_chosen_is_saved_and_a_second_upload_finds_nothing(report: Report) -> None:
    """The same file again shows no difference, so nothing is done twice."""
    file = form_of(report, put("Chỉ tiêu", 2, "value", 12))
    take(report, changes(report, back(report, file)))
    file.seek(0)
    assert changes(report, back(report, file)) == []


def test_a_row_saved_since_is_a_conflict(report: Report) -> None:
    """The difference says that somebody changed the row after the form was made."""
    file = form_of(report, put("Nhiệm vụ", 1, "text", "Trong biểu"))
    take(report, changes(report, back(report, form_of(report, put("Nhiệm vụ", 1, "text", "Web")))))
    (found,) = changes(report, back(report, file))
    assert (found.saved, found.told, found.conflict) == ("Web", "Trong biểu", True)


def test_a_row_saved_while_the_differences_are_looked_at(report: Report) -> None:
    """Nothing is saved over it: the person is asked to look again."""
    edit = put("Nhiệm vụ", 1, "text", "Trong biểu")
    shown = changes(report, back(report, form_of(report, edit)))
    take(report, changes(report, back(report, form_of(report, put("Nhiệm vụ", 1, "text", "Web")))))
    with pytest.raises(RowsChanged):
        take(report, shown)


def test_numbers_are_shown_without_a_mark_that_stands_for_nothing(report: Report) -> None:
    """A whole number has no mark of decimals behind it: 65, not "65,"."""
    book = load_workbook(form_of(report))
    formats = {
        (cell.value, cell.number_format)
        for page in book.worksheets
        for row in page.iter_rows(min_row=workbook.FIRST_ROW, min_col=3)
        for cell in row
        if isinstance(cell.value, int | float)
    }
    assert (40, "#,##0") in formats
    assert (1234.5, "#,##0.####") in formats


def test_a_form_prints_on_pages_of_its_width_with_its_heads(report: Report) -> None:
    """Landscape A4, the heads again on each page, and the typeface of official papers."""
    for page in load_workbook(form_of(report)).worksheets[1:-1]:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == f"${workbook.HEAD_ROW}:${workbook.HEAD_ROW}"
        assert page.cell(workbook.FIRST_ROW, 3).font.name == "Times New Roman"


def test_a_row_is_as_high_as_what_stands_in_it(report: Report) -> None:
    """A title of several lines is read whole in programs that do not look themselves."""
    row = report.rows.get(kind="task")
    Task.objects.filter(pk=row.task_id).update(title="Rà soát việc thực hiện kế hoạch " * 6)
    page = load_workbook(form_of(report))["Nhiệm vụ"]
    assert (page.row_dimensions[workbook.FIRST_ROW].height or 0) >= 5 * 16
