"""Bad days of links, forms and calendars, behind either door."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from giaoban.core.enums import Role
from giaoban.reporting import workbook
from giaoban.reporting.lines import lines_of
from tests.factories.accounts import UserFactory
from tests.factories.intake import make_link, make_period, make_report, make_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from giaoban.reporting.models import Report

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC)
SECRET = "bi-mat-vi-du-0123456789-abcdefghijklmnopqrs"


@pytest.fixture
def report(settings: Any, tmp_path: Any) -> Iterator[Report]:
    """Make a report with a row of each kind."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    report = make_report()
    make_rows(report)
    with time_machine.travel(NOW):
        yield report


@pytest.fixture(params=["account", "link"])
def excel(request: pytest.FixtureRequest, client: Client, report: Report) -> str:
    """Enter by an account or by a link; return where the form is taken back."""
    if request.param == "account":
        client.force_login(UserFactory(role=Role.FOCAL_POINT, body=report.body))
        return reverse("reporting:excel", args=[report.pk])
    make_link(report, SECRET, made_at=NOW, expires_at=NOW + dt.timedelta(days=3))
    client.post(reverse("reporting:link_enter"), {"secret": SECRET})
    return reverse("reporting:guest_excel")


def form_of(report: Report, edit: Callable[[Any], object] | None = None) -> bytes:
    """Return the form of a report, edited as by somebody in Excel."""
    out = io.BytesIO()
    workbook.write_form(out, report, lines_of(report), at=NOW)
    if edit is None:
        return out.getvalue()
    book = load_workbook(io.BytesIO(out.getvalue()))
    edit(book)
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


def put(sheet: str, key: str, value: object) -> Callable[[Any], None]:
    """Return an edit of the first row of a sheet."""

    def edit(book: Any) -> None:
        page = book[sheet]
        at = next(each.column for each in page[1] if each.value == key)
        page.cell(workbook.FIRST_ROW, at).value = value

    return edit


def of_another_body(report: Report) -> bytes:
    """Return the form of another body of the same period."""
    other = make_report(period=report.period)
    make_rows(other)
    return form_of(other)


def of_another_period(report: Report) -> bytes:
    """Return the form of the same body of the next quarter."""
    other = make_report(report.body, period=make_period("Quý II năm 2026", 2))
    other.rows.create(kind="narrative", aspect="results")
    return form_of(other)


def of_an_old_version(report: Report) -> bytes:
    """Return a form as an older release wrote it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook, "FORM_VERSION", 0)
        return form_of(report)


BAD: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "another body": (of_another_body, "không phải của báo cáo này"),
    "another period": (of_another_period, "Quý II năm 2026"),
    "an old version": (of_an_old_version, "mẫu cũ"),
    "a formula": (lambda report: form_of(report, put("Nhiệm vụ", "percent", "=1+1")), "công thức"),
    "merged cells": (
        lambda report: form_of(report, lambda book: book["Chỉ tiêu"].merge_cells("F5:F6")),
        "F5:F6",
    ),
    "text in a number": (
        lambda report: form_of(report, put("Chỉ tiêu", "value", "gần 90")),
        "không phải một con số",
    ),
    "50,000 rows": (
        lambda report: form_of(report, lambda book: book["Nhiệm vụ"].cell(50_000, 8, "x")),
        "Nhiệm vụ",
    ),
}


@pytest.mark.parametrize("day", list(BAD))
def test_a_bad_form_is_told_and_nothing_is_saved(
    client: Client, report: Report, excel: str, day: str
) -> None:
    """By account and by link: the page says what to mend, the rows stay as they were."""
    make, says = BAD[day]
    before = list(report.rows.order_by("pk").values())
    answer = client.post(excel, {"file": SimpleUploadedFile("bieu.xlsx", make(report))})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert list(report.rows.order_by("pk").values()) == before


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_scanner_that_opens_links_uses_none_up(report: Report, method: str) -> None:
    """Many looks later the link still opens, and no stay has begun."""
    link = make_link(report, SECRET, made_at=NOW, expires_at=NOW + dt.timedelta(days=3))
    for _ in range(5):
        getattr(Client(), method)(reverse("reporting:link", args=[SECRET]))
    link.refresh_from_db()
    assert (link.uses, link.sessions.count()) == (0, 0)
    person = Client()
    person.post(reverse("reporting:link_enter"), {"secret": SECRET})
    assert person.get(reverse("reporting:guest_report")).status_code == 200


def test_two_people_of_one_link_see_each_other(report: Report) -> None:
    """Both come in; who saves the same row second sees both, and nothing is lost."""
    make_link(report, SECRET, made_at=NOW, expires_at=NOW + dt.timedelta(days=3))
    first, second = Client(), Client()
    for person in (first, second):
        person.post(reverse("reporting:link_enter"), {"secret": SECRET})
    row = report.rows.get(kind="task")
    url = reverse("reporting:guest_report")
    told = {f"r{row.pk}-version": row.version, f"r{row.pk}-percent": 50}
    assert first.post(url, told | {f"r{row.pk}-text": "Bản một"}).status_code == 302
    late = second.post(url, told | {f"r{row.pk}-text": "Bản hai"})
    assert late.status_code == 409
    assert "Bản một" in late.content.decode()
    assert "Bản hai" in late.content.decode()
    row.refresh_from_db()
    assert row.text == "Bản một"


@pytest.mark.parametrize("turned_back", [False, True])
def test_a_link_after_its_day_stays_shut(report: Report, turned_back: bool) -> None:
    """Also when the clock is set back to a day on which it worked."""
    make_link(report, SECRET, made_at=NOW, expires_at=NOW + dt.timedelta(days=3))
    enter = reverse("reporting:link_enter")
    with time_machine.travel(NOW + dt.timedelta(days=4)):
        Client().post(enter, {"secret": SECRET})
    cache.clear()
    moment = NOW + dt.timedelta(hours=1) if turned_back else NOW + dt.timedelta(days=5)
    with time_machine.travel(moment):
        person = Client()
        person.post(enter, {"secret": SECRET})
        assert person.get(reverse("reporting:guest_report")).status_code != 200
