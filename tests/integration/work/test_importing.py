"""Tasks from the Excel form: differences first, every bad cell by its address, all or nothing."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from giaoban.core.models import AuditEntry
from giaoban.work import task_form
from giaoban.work.actions import change, confirm
from giaoban.work.models import Field, Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import (
    BlocFactory,
    BodyClassFactory,
    BodyFactory,
    MembershipFactory,
)
from tests.factories.work import AT

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Response
    from openpyxl.worksheet.worksheet import Worksheet

    from giaoban.accounts.models import User

URL = "/nhiem-vu/nhap/"
FORM = f"{URL}mau/"
KEYS = list(task_form.KEYS)


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory(email="khue@vidu.example")


@pytest.fixture
def signed_in(client: Client, office: User) -> Client:
    """Sign the coordinator in."""
    client.force_login(office)
    return client


def _form(client: Client, query: str = "") -> Workbook:
    return load_workbook(io.BytesIO(client.get(FORM + query).content))


def _put(sheet: Worksheet, row: int, **cells: Any) -> None:
    for key, value in cells.items():
        sheet.cell(row, KEYS.index(key) + 1, value)


def _send(client: Client, book: Workbook | bytes) -> Response:
    if isinstance(book, Workbook):
        out = io.BytesIO()
        book.save(out)
        book = out.getvalue()
    return client.post(URL, {"file": SimpleUploadedFile("viec.xlsx", book)})


def _confirm(client: Client, page: Response) -> Response:
    key = page.context["once"]["form_key"].value()
    return client.post(URL, {"sealed": page.context["sealed"], "form_key": key})


def _errors(page: Response) -> dict[str, str]:
    return {each.cell: each.text for each in page.context["intake"].errors}


NEW = {
    "title": "Gửi báo cáo quý II",
    "kind": "Báo cáo",
    "lead": "Sở Y tế",
    "due_on": dt.date(2022, 6, 30),
    "field": "Y tế",
    "follower": "KHUE@vidu.example",
    "reason": "Giao ban tháng 4",
}


def _task(office: User, title: str = "Gửi số liệu", **more: Any) -> Task:
    body = BodyFactory()
    return confirm(
        by=office, at=AT, title=title, reason="Giao ban", lead=[(body.name, body)], **more
    )


def test_new_tasks_are_shown_and_written_once(signed_in: Client, office: User) -> None:
    """Nothing is written by the preview; confirmed twice the task is there once."""
    body, field = BodyFactory(name="Sở Y tế"), Field.objects.create(name="Y tế")
    book = _form(signed_in)
    _put(book[task_form.TITLE], 3, **NEW)
    page = _send(signed_in, book)
    assert page.status_code == 200
    assert not Task.objects.exists()
    for _ in range(2):
        assert _confirm(signed_in, page).status_code == 302
    task = Task.objects.get()
    assert (task.lead, task.field, task.follower) == (body, field, office)
    assert (task.kind, task.due_on) == ("report", dt.date(2022, 6, 30))
    assert AuditEntry.objects.get(act="work.import").facts == {"new": 1, "changed": 0}


def test_mended_tasks_are_shown_field_by_field(signed_in: Client, office: User) -> None:
    """A changed cell is a difference, what was not touched stays as it is."""
    mended, same = _task(office), _task(office, "=1+1 là hai")
    book = _form(signed_in, "?co-san=1")
    sheet = book[task_form.TITLE]
    assert sheet["C4"].value == "=1+1 là hai"
    assert sheet["C4"].data_type == "s"
    _put(sheet, 3, product="Báo cáo")
    page = _send(signed_in, book)
    intake = page.context["intake"]
    assert [tuple(each) for each in intake.changed[0].changes] == [
        ("Sản phẩm phải có", "", "Báo cáo")
    ]
    assert intake.unchanged == 1
    _confirm(signed_in, page)
    mended.refresh_from_db()
    assert mended.product == "Báo cáo"
    assert Task.objects.get(pk=same.pk).version == same.version


def test_a_file_that_changes_nothing_says_so(signed_in: Client, office: User) -> None:
    """The form sent back as it was taken has nothing to write."""
    _task(office, due_on=dt.date(2022, 6, 30))
    page = _send(signed_in, _form(signed_in, "?co-san=1"))
    assert "Tệp không có gì khác với sổ." in page.content.decode()


def test_an_old_version_is_shown_as_a_conflict(signed_in: Client, office: User) -> None:
    """Who mended the task meanwhile loses nothing: the row is refused and says what stands now."""
    task = _task(office)
    book = _form(signed_in, "?co-san=1")
    change(by=office, at=AT, task=task, version=task.version, product="Biểu số 2")
    _put(book[task_form.TITLE], 3, product="Biểu số 3")
    page = _send(signed_in, book)
    assert page.status_code == 422
    assert "Biểu số 2" in _errors(page)["B3"]
    assert page.context["sealed"] == ""


def test_changed_between_preview_and_confirming(signed_in: Client, office: User) -> None:
    """Nothing of the file is written where one of its tasks was mended after the preview."""
    first, second = _task(office), _task(office, "Gửi đề án")
    book = _form(signed_in, "?co-san=1")
    for row in (3, 4):
        _put(book[task_form.TITLE], row, product="Biểu")
    page = _send(signed_in, book)
    change(by=office, at=AT, task=second, version=second.version, due_text="hằng quý")
    assert _confirm(signed_in, page).status_code == 422
    first.refresh_from_db()
    assert first.product == ""


def _formula(sheet: Worksheet) -> None:
    _put(sheet, 3, **NEW)
    sheet["C3"] = "=A1&B1"


def _merge(sheet: Worksheet) -> None:
    _put(sheet, 3, **NEW)
    sheet.merge_cells("E3:F3")


def _cells(**wrong: Any) -> Callable[[Worksheet], None]:
    return lambda sheet: _put(sheet, 3, **{**NEW, **wrong})


def _twice(sheet: Worksheet) -> None:
    for row in (3, 4):
        _put(sheet, row, **NEW)


BAD = [
    (_formula, "C3", "công thức"),
    (_merge, "E3", "gộp"),
    (_cells(key="mười"), "A3", "Không có nhiệm vụ số này"),
    (_cells(key=999), "A3", "Không có nhiệm vụ số này"),
    (_cells(title=None), "C3", "để trống"),
    (_cells(title="dài " * 300), "C3", "Dài quá"),
    (_cells(kind="Làm"), "D3", "danh sách"),
    (_cells(lead="Sở Không Có"), "E3", "Không có cơ quan"),
    (_cells(due_on="cuối tháng"), "G3", "Không phải ngày"),
    (_cells(due_on=45000.5), "G3", "Không phải ngày"),
    (_cells(due_on="#REF!"), "G3", "lỗi của Excel"),
    (_cells(field="Hải sản"), "J3", "danh sách"),
    (_cells(follower="ai@vidu.example"), "K3", "Không có chuyên viên"),
    (_cells(reason=None), "L3", "ai giao"),
    (_twice, "C4", "Trùng với dòng 3"),
]


@pytest.mark.parametrize(("spoil", "cell", "text"), BAD)
def test_a_bad_cell_is_named(
    signed_in: Client, spoil: Callable[[Worksheet], None], cell: str, text: str
) -> None:
    """Each cell that cannot be taken has its address and what to do; nothing can be confirmed."""
    BodyFactory(name="Sở Y tế")
    Field.objects.create(name="Y tế")
    book = _form(signed_in)
    spoil(book[task_form.TITLE])
    page = _send(signed_in, book)
    assert page.status_code == 422
    assert text in _errors(page)[cell]
    assert page.context["sealed"] == ""
    assert not Task.objects.exists()


def test_what_the_act_refuses_is_named_too(signed_in: Client, office: User) -> None:
    """The day of a task that was given moves by an extension alone: its cell says so."""
    _task(office, due_on=dt.date(2022, 6, 30))
    book = _form(signed_in, "?co-san=1")
    _put(book[task_form.TITLE], 3, due_on=dt.date(2022, 7, 30))
    assert "gia hạn" in _errors(_send(signed_in, book))["G3"]


def test_a_form_sent_before_is_not_taken_again(signed_in: Client) -> None:
    """A new row that stands in the register already is refused, with its number."""
    BodyFactory(name="Sở Y tế")
    Field.objects.create(name="Y tế")
    book = _form(signed_in)
    _put(book[task_form.TITLE], 3, **NEW)
    _confirm(signed_in, _send(signed_in, book))
    assert f"số {Task.objects.get().pk}" in _errors(_send(signed_in, book))["C3"]


def _other_form() -> Workbook:
    book = Workbook()
    book.worksheets[0].title = "Báo cáo"
    return book


def _without_column() -> Workbook:
    book = Workbook()
    book.worksheets[0].title = task_form.TITLE
    book.worksheets[0]["A1"] = "Số"
    return book


def _many_rows() -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(task_form.TITLE)
    sheet.append([column.label for column in task_form.columns()])
    sheet.append([])
    for at in range(50_000):
        sheet.append([None, None, f"Việc {at}"])
    return book


FILES = [
    (lambda: b"khong phai Excel", "Không đọc được tệp này"),
    (_other_form, "thiếu trang tính “Nhiệm vụ”"),
    (_without_column, "thiếu cột “Bản”"),
    (_many_rows, "tối đa 1000 dòng"),
]


@pytest.mark.parametrize(("make", "text"), FILES)
def test_a_file_that_is_not_the_form(
    signed_in: Client, make: Callable[[], Workbook | bytes], text: str
) -> None:
    """What is no Excel, another form, or too long is refused with what to do."""
    page = _send(signed_in, make())
    assert page.status_code == 422
    assert text in page.content.decode()


def test_a_preview_does_not_last_for_ever(signed_in: Client) -> None:
    """What was not sealed here, or too long ago, is not taken."""
    assert signed_in.post(URL, {"sealed": "x:y:z"}).status_code == 422


def test_a_task_for_a_class_is_not_taken_twice(signed_in: Client, office: User) -> None:
    """The same form again is refused where several lead, as it is where one does."""
    one, two = BodyFactory(name="Sở Y tế"), BodyFactory(name="Sở Giáo dục")
    BodyClassFactory(name="các sở")
    bloc = BlocFactory(lead=office.body) if office.body else BlocFactory()
    for body in (one, two):
        MembershipFactory(bloc=bloc, body=body)
    Field.objects.create(name="Y tế")
    for lead in ("các sở", "Sở Giáo dục; Sở Y tế"):
        book = _form(signed_in)
        _put(book[task_form.TITLE], 3, **{**NEW, "title": f"Việc của {lead}", "lead": lead})
        assert _confirm(signed_in, _send(signed_in, book)).status_code == 302
        page = _send(signed_in, book)
        assert page.status_code == 422
        assert "Sổ đã có nhiệm vụ này" in _errors(page)["C3"]
