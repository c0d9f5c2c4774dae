"""Files through a link: the form and the free report of the own body, and of no other."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook

from giaoban.reporting import workbook
from giaoban.reporting.actions import intake
from tests.factories.intake import make_file, make_link, make_report, make_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from giaoban.reporting.models import Report

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC)
SECRET = "bi-mat-vi-du-0123456789-abcdefghijklmnopqrs"


@pytest.fixture
def report(client: Client, settings: Any, tmp_path: Any) -> Iterator[Report]:
    """Make a report and let the client in through its link."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    report = make_report()
    make_rows(report)
    make_link(report, SECRET, made_at=NOW, expires_at=NOW + dt.timedelta(days=3))
    with time_machine.travel(NOW):
        client.post(reverse("reporting:link_enter"), {"secret": SECRET})
        yield report


def named(data: bytes, name: str) -> io.BytesIO:
    """Return bytes as a file of a name."""
    file = io.BytesIO(data)
    file.name = name
    return file


def filled(client: Client) -> bytes:
    """Take the form away and write a text into its first task."""
    got = client.get(reverse("reporting:guest_excel_form"))
    book = load_workbook(io.BytesIO(got.content))
    page = book["Nhiệm vụ"]
    at = next(each.column for each in page[1] if each.value == "text")
    page.cell(workbook.FIRST_ROW, at, "Đã rà soát 12 kế hoạch.")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_form_there_and_back(client: Client, report: Report) -> None:
    """The page of differences saves nothing; the ticked change alone is saved, as of the link."""
    row = report.rows.get(kind="task")
    file = named(filled(client), "bieu.xlsx")
    shown = client.post(reverse("reporting:guest_excel"), {"file": file})
    assert "Đã rà soát 12 kế hoạch." in shown.content.decode()
    row.refresh_from_db()
    assert row.text == "Đã lập tổ rà soát."
    sealed = shown.context["sealed"]
    client.post(reverse("reporting:guest_excel"), {"sealed": sealed, "take": []})
    row.refresh_from_db()
    assert row.text == "Đã lập tổ rà soát."
    answer = client.post(
        reverse("reporting:guest_excel"), {"sealed": sealed, "take": [f"{row.pk}-text"]}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.text == "Đã rà soát 12 kế hoạch."


def test_differences_of_another_report_cannot_be_slipped_in(client: Client, report: Report) -> None:
    """What is sealed holds for its report alone, and not when changed by hand."""
    answer = client.post(
        reverse("reporting:guest_excel"), {"sealed": "gia:mao", "take": ["1-text"]}
    )
    assert answer.status_code == 422


def test_a_conflict_while_looking_is_told_on_a_guests_page(client: Client, report: Report) -> None:
    """Nothing is saved; the page has no navigation and asks for the file again."""
    row = report.rows.get(kind="task")
    file = named(filled(client), "bieu.xlsx")
    shown = client.post(reverse("reporting:guest_excel"), {"file": file})
    report.rows.filter(pk=row.pk).update(version=row.version + 1, text="Người khác ghi.")
    data = {"sealed": shown.context["sealed"], "take": [f"{row.pk}-text"]}
    answer = client.post(reverse("reporting:guest_excel"), data)
    assert answer.status_code == 409
    assert 'id="nav"' not in answer.content.decode()
    row.refresh_from_db()
    assert row.text == "Người khác ghi."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bieu.xlsx", b"khong phai"),
        ("../../etc/passwd", b"x"),
        ("a" * 400 + ".xlsx", b"PK\x03\x04"),
    ],
)
def test_bad_files_are_told_on_the_page(
    client: Client, report: Report, name: str, data: bytes
) -> None:
    """Whatever its name, a file that is no form is refused with what to do."""
    answer = client.post(reverse("reporting:guest_excel"), {"file": named(data, name)})
    assert answer.status_code == 422
    assert "Không đọc được" in answer.content.decode()


def test_a_free_report_comes_in_and_is_confirmed(client: Client, report: Report) -> None:
    """The file leads to its proposals; taking one writes it into the row."""
    text = "Việc rà soát việc thực hiện Kế hoạch số 85-KH/TU đã hoàn thành.".encode()
    answer = client.post(reverse("reporting:guest_word"), {"file": named(text, "bao-cao.txt")})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    (card,) = page.context["waiting"]
    assert client.post(card.take_url, {"row": card.line.row.pk}).status_code == 302
    row = report.rows.get(kind="task")
    assert (row.percent, row.claims_done) == (100, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [("TUYỆT MẬT\n\nBÁO CÁO", "dấu chỉ độ mật"), ("", "")],
)
def test_files_that_are_not_taken(client: Client, report: Report, text: str, says: str) -> None:
    """A stamped or empty file leaves nothing."""
    file = named(text.encode(), "bao-cao.txt")
    answer = client.post(reverse("reporting:guest_word"), {"file": file})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not report.files.exists()


def test_a_long_free_report_shows_its_progress_and_then_a_part(
    client: Client, report: Report
) -> None:
    """The page is polled while it is read; then it shows the part in which something waits."""
    words = "".join(
        f"Đoạn {at}: nội dung khác của báo cáo, không thuộc dòng nào.\n" for at in range(600)
    )
    told = "Đã hoàn thành rà soát việc thực hiện Kế hoạch số 85-KH/TU.\n"
    file = named((words + told).encode(), "dai.txt")
    answer = client.post(reverse("reporting:guest_word"), {"file": file})
    url = answer["Location"]
    assert "Đang đọc dai.txt" in client.get(url).content.decode()
    assert 'hx-get="' in client.get(url, {"tien-do": ""}).content.decode()
    found = report.files.get()
    intake.read(file=found, at=NOW)
    assert "Đã đọc xong" in client.get(url, {"tien-do": ""}).content.decode()
    page = client.get(url)
    assert len(page.content) < 60_000
    assert told.strip() in page.content.decode()
    assert "Đoạn 3:" not in page.content.decode()
    assert "Đoạn 3:" in client.get(url, {"trang": "1"}).content.decode()
    proposal = found.proposals.first()
    assert proposal is not None
    back = client.post(reverse("reporting:guest_word_dismiss", args=[found.pk, proposal.pk]))
    assert back["Location"] == f"{url}?trang={page.context['window'].number}"


def test_a_guest_reaches_no_file_of_another_body(client: Client, report: Report) -> None:
    """Neither its page nor its proposals."""
    other = make_report(period=report.period)
    make_rows_of_other(other)
    file = make_file(other)
    key = file.proposals.get().pk
    mine = make_file(report)
    assert client.get(reverse("reporting:guest_word_file", args=[file.pk])).status_code == 404
    for place in ((file.pk, key), (mine.pk, key)):
        answer = client.post(reverse("reporting:guest_word_take", args=place))
        assert answer.status_code == 404


def make_rows_of_other(report: Report) -> None:
    """Give the other report a row."""
    report.rows.create(kind="narrative", aspect="results")


def test_a_row_of_another_body_is_no_target(client: Client, report: Report) -> None:
    """Choosing it by hand is refused."""
    other = make_report(period=report.period)
    row = other.rows.create(kind="narrative", aspect="results")
    file = make_file(report)
    place = (file.pk, file.proposals.get().pk)
    answer = client.post(reverse("reporting:guest_word_take", args=place), {"row": row.pk})
    assert answer.status_code == 404


def test_evidence_through_a_link(client: Client, report: Report) -> None:
    """A file is kept with the task as of the link; one of a kind that is not taken is told of."""
    row = report.rows.get(kind="task")
    place = reverse("reporting:guest_prove", args=[row.pk])
    answer = client.post(place, {"file": named("Biên bản".encode(), "bien-ban.txt")})
    assert answer.status_code == 302
    assert row.task.evidence.filter(via__startswith="đường dẫn của").exists()
    assert client.post(place, {"file": named(b"MZ", "x.exe")}).status_code == 422


def test_evidence_for_a_row_of_another_report(client: Client, report: Report) -> None:
    """It has no address here."""
    other = make_report(period=report.period)
    make_rows(other)
    row = other.rows.get(kind="task")
    answer = client.post(reverse("reporting:guest_prove", args=[row.pk]), {})
    assert answer.status_code == 404
