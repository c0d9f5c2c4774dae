"""Tables and slides are searched for stamps of secrecy before they are kept as evidence."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from giaoban.core.errors import Refused
from giaoban.work import evidence
from tests.factories.slides import slides_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

PLAIN = ("Sản phẩm", "Mật ong rừng", "Bảo vệ bí mật nhà nước", "=SUM(A1:A2)", 12)


def _workbook(change: Callable[[Worksheet], None]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for value in PLAIN:
        sheet.append([value, "Ghi chú"])
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Worksheet) -> None:
    sheet["C7"] = "TỐI MẬT"


def _header(sheet: Worksheet) -> None:
    sheet.oddHeader.right.text = '&"Times New Roman,Bold"&14MẬT'


def _name(sheet: Worksheet) -> None:
    sheet.title = "MẬT"


def _comment(sheet: Worksheet) -> None:
    sheet["A1"].comment = Comment("Độ mật: MẬT", "Người ghi")


def _nothing(_sheet: Worksheet) -> None:
    return


@pytest.mark.parametrize("change", [_cell, _header, _name, _comment])
def test_a_workbook_with_a_stamp_is_refused(change: Callable[[Worksheet], None]) -> None:
    """Wherever it stands: in a cell, in a page's header, as a sheet's name, in a comment."""
    with pytest.raises(Refused, match="độ mật"):
        evidence.check(_workbook(change), "so-lieu.xlsx")


@pytest.mark.parametrize("stamp", ["MẬT", "TUYỆT MẬT", "Độ mật: Tối mật"])
def test_slides_with_a_stamp_are_refused(stamp: str) -> None:
    """Also where its letters stand in two pieces, on a later slide."""
    data = slides_of(["Báo cáo quý II"], ["Kết quả", stamp])
    with pytest.raises(Refused, match="độ mật"):
        evidence.check(data, "trinh-bay.pptx")


@pytest.mark.parametrize(
    "text",
    [
        "Tên,Độ\nKế hoạch,MẬT\n",
        "Tên;Độ\nKế hoạch;TỐI MẬT\n",
        'Tên\tĐộ\nKế hoạch\t"Tuyệt mật"\n',
        "TỐI MẬT\nTên,Số\n",
    ],
)
def test_a_csv_with_a_stamp_is_refused(text: str) -> None:
    """In a cell of its own, whatever parts the cells."""
    with pytest.raises(Refused, match="độ mật"):
        evidence.check(text.encode(), "so-lieu.csv")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", _workbook(_nothing)),
        ("a.pptx", slides_of(["Bí mật của mật ong", "Bảo mật thông tin"])),
        ("a.csv", 'Tên,Ghi chú\n"Bí, mật ong","Luật Bảo vệ bí mật nhà nước"\n'.encode()),
        ("a.csv", b""" "x'\n,;\n"""),
    ],
)
def test_without_a_stamp_it_is_kept(name: str, data: bytes) -> None:
    """The same letters in running words are none."""
    evidence.check(data, name)


def test_a_word_file_that_calls_itself_a_workbook_is_searched() -> None:
    """What the ending says does not hide a stamp."""
    out = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:body>"
            "</w:document>",
        )
    with pytest.raises(Refused, match="độ mật"):
        evidence.check(out.getvalue(), "a.xlsx")


@pytest.mark.parametrize("name", ["a.xlsx", "a.pptx"])
def test_what_cannot_be_opened_is_kept_as_it_came(name: str) -> None:
    """A broken package has no words to be searched, as a scan has none."""
    evidence.check(b"PK\x03\x04 broken", name)
