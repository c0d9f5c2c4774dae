"""Excel files as they look: on A4 across, each row as high as its words, heads on every page."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from giaoban.core import workbook
from giaoban.core.lists import Column, xlsx_of
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from django.test import Client

DAY = dt.date(2026, 11, 27)


def test_a_list_is_laid_out_for_paper() -> None:
    """A list fits the width of A4 across, repeats its heads, and hides no line of a long text."""
    columns = (Column("Nhiệm vụ", lambda _: "", 20), Column("Hạn", lambda _: "", 12))
    rows = [["Ngắn", DAY], ["Một câu dài hơn hẳn hai mươi chữ của cột này", 1]]
    answer = xlsx_of("Nhiệm vụ", columns, rows)
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height == 45
    assert sheet["B2"].value == dt.datetime.combine(DAY, dt.time())
    assert {cell.alignment.vertical for row in sheet.iter_rows(min_row=2) for cell in row} == {
        "top"
    }


def test_a_form_shows_its_hints_whole() -> None:
    """The row of hints is as high as the longest of them."""
    book = Workbook()
    column = workbook.Column("a", "Tên", "Ghi tên đầy đủ của cơ quan.", 10)
    workbook.write(book, "Biểu", [column], [], 9)
    assert book["Biểu"].row_dimensions[2].height == 45


@pytest.mark.django_db
def test_a_table_of_no_indicators_is_still_laid_out(client: Client) -> None:
    """The table of many years has its heads in bold and fits a page, whatever it holds."""
    client.force_login(UserFactory())
    answer = client.get(reverse("reporting:indicator_years"), {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["A1"].font.bold
    assert sheet.print_title_rows == "$1:$1"
