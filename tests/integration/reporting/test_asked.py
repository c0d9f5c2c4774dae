"""Odd values are asked about wherever they are told: form, link, Excel, Word."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook

from giaoban.core.enums import Role
from giaoban.reporting import workbook
from tests.factories.accounts import UserFactory
from tests.factories.indicators import IndicatorValueFactory
from tests.factories.intake import make_file, make_link, make_report, make_rows
from tests.factories.reporting import PeriodFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from giaoban.reporting.models import Report, ReportRow

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC)
SECRET = "bi-mat-vi-du-0123456789-abcdefghijklmnopqrs"
ASKED = "Kỳ trước là 10"


@pytest.fixture
def report(settings: Any, tmp_path: Any) -> Iterator[Report]:
    """Make a report whose indicator stood at ten a quarter ago, and leaps at half as much."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    report = make_report()
    make_rows(report)
    row = line_of(report)
    type(row.indicator).objects.filter(pk=row.indicator_id).update(leap=50, over_periods="sum")
    here = report.period
    year, ordinal = (here.year - 1, 4) if here.ordinal == 1 else (here.year, here.ordinal - 1)
    back = {name: getattr(here, name) - dt.timedelta(days=91) for name in ("first_day", "last_day")}
    before = PeriodFactory(
        calendar=here.calendar, year=year, ordinal=ordinal, name="Quý trước", **back
    )
    IndicatorValueFactory(
        indicator=row.indicator, body=report.body, period=before, value=Decimal(10)
    )
    with time_machine.travel(NOW):
        yield report


def line_of(report: Report) -> ReportRow:
    """Return the row of the indicator."""
    return report.rows.select_related("indicator").get(kind="indicator", order=2)


def told(report: Report, **more: str) -> dict[str, str]:
    """Return what a form sends that tells of ninety."""
    row = line_of(report)
    given = {"version": str(row.version), "value": "90", "text": ""} | more
    return {f"r{row.pk}-{name}": value for name, value in given.items()}


@pytest.fixture(params=["account", "link"])
def door(request: pytest.FixtureRequest, client: Client, report: Report) -> dict[str, str]:
    """Enter by an account or by a link; return the addresses behind that door."""
    if request.param == "account":
        client.force_login(UserFactory(role=Role.FOCAL_POINT, body=report.body))
        names = ("report", "fill", "submit", "excel", "excel_form")
        return {name: reverse(f"reporting:{name}", args=[report.pk]) for name in names}
    make_link(report, SECRET, made_at=NOW, expires_at=NOW + dt.timedelta(days=3))
    client.post(reverse("reporting:link_enter"), {"secret": SECRET})
    names = ("report", "submit", "excel", "excel_form")
    found = {name: reverse(f"reporting:guest_{name}") for name in names}
    return found | {"fill": found["report"]}


def test_asked_at_the_row_until_the_note_answers(
    client: Client, report: Report, door: dict[str, str]
) -> None:
    """Saved all the same; shown at the row, before sending, and no more once explained."""
    client.post(door["fill"], told(report))
    assert line_of(report).value == 90
    assert ASKED in client.get(door["report"]).content.decode()
    assert "Số liệu cần giải thích" in client.get(door["submit"]).content.decode()
    client.post(door["fill"], told(report, text="Mở rộng địa bàn"))
    assert ASKED not in client.get(door["report"]).content.decode()
    assert "Số liệu cần giải thích" not in client.get(door["submit"]).content.decode()


def test_asked_as_soon_as_a_value_is_typed(
    client: Client, report: Report, door: dict[str, str]
) -> None:
    """The script that saves by itself is told the question, to be put beside the field."""
    script = {"HX-Request": "true"}
    saved = client.post(door["fill"], told(report), headers=script).content.decode()
    place = f'<div id="asked{line_of(report).pk}" hx-swap-oob="true">'
    assert ASKED in saved.partition(place)[2]
    saved = client.post(door["fill"], told(report, text="Mở rộng"), headers=script)
    assert place in saved.content.decode()
    assert ASKED not in saved.content.decode()


@pytest.mark.parametrize("note", ["", "Mở rộng địa bàn"])
def test_an_excel_form_is_asked_before_anything_is_saved(
    client: Client, report: Report, door: dict[str, str], note: str
) -> None:
    """On the page of differences, beside the number; a note in the form answers it."""
    book = load_workbook(io.BytesIO(client.get(door["excel_form"]).content))
    page = next(each for each in book if "value" in [cell.value for cell in each[1]])
    keys = {cell.value: cell.column for cell in page[1]}
    page.cell(workbook.FIRST_ROW, keys["value"], 90)
    page.cell(workbook.FIRST_ROW, keys["text"], note)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "bieu.xlsx"
    shown = client.post(door["excel"], {"file": out}).content.decode()
    assert (ASKED in shown) is (not note)
    assert line_of(report).value != 90


def test_what_a_file_says_is_asked_before_it_is_taken(client: Client, report: Report) -> None:
    """Beside the sentence, on the page where a person takes or dismisses it."""
    file = make_file(report, "Chỉ tiêu đạt 90.")
    file.proposals.update(row=line_of(report), told={"value": "90"})
    client.force_login(UserFactory(role=Role.FOCAL_POINT, body=report.body))
    address = reverse("reporting:word_file", args=[report.pk, file.pk])
    assert ASKED in client.get(address).content.decode()


def test_who_decides_sees_the_question(client: Client, report: Report) -> None:
    """Next to the value, where the report is read."""
    line = line_of(report)
    type(line).objects.filter(pk=line.pk).update(value=90, text="", filled_at=NOW)
    client.force_login(UserFactory(role=Role.AUDITOR))
    page = client.get(reverse("reporting:report", args=[report.pk]))
    assert page.status_code == 200
    assert ASKED in page.content.decode()
