"""The register of incoming papers: list, search, print, record, edit, download."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from giaoban.core import search
from giaoban.core.errors import Conflict, Refused
from giaoban.documents import actions, storing
from giaoban.documents.models import Document
from tests.factories.bodies import BodyFactory
from tests.factories.documents import AT, DocumentFactory

COLUMNS = [
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]


def test_the_register_has_the_columns_of_the_decree(office) -> None:
    """Excel, CSV and the print form have the ten columns of NĐ 30/2020, Phụ lục IV, mục VI."""
    DocumentFactory(kind="plan", identifier="85-KH/TU", issued_on=dt.date(2022, 3, 4))
    address = reverse("documents:list")
    sheet = load_workbook(io.BytesIO(office.get(f"{address}?format=xlsx").content)).active
    assert [cell.value for cell in sheet[1]] == COLUMNS
    assert sheet["F2"].value.startswith("Kế hoạch: ")
    csv = b"".join(office.get(f"{address}?format=csv").streaming_content).decode("utf-8-sig")
    assert csv.splitlines()[0] == ",".join(f'"{name}"' if "," in name else name for name in COLUMNS)
    printed = office.get(f"{address}?format=print").content.decode()
    assert all(name in printed for name in COLUMNS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=tong+ket", ["A"]),
        ("q=85-kh", ["B"]),
        ("answer=open", ["C"]),
        ("state=failed", ["D"]),
        ("since=01/5/2022", ["D"]),
        ("until=12/4/2022&q=ke", ["A"]),
    ],
)
def test_filters(office, query: str, found: list[str]) -> None:
    """Words without marks, numbers, answers owed, states and days narrow the list."""
    DocumentFactory(title="A", folded="ke hoach tong ket")
    DocumentFactory(title="B", folded="85-kh/tu")
    DocumentFactory(title="C", late=True)
    DocumentFactory(title="D", failed=True, arrived_on=dt.date(2022, 5, 4))
    page = office.get(f"{reverse('documents:list')}?{query}")
    assert [row.title for row in page.context["page"].object_list] == found


def test_the_list_asks_few_questions(office, django_assert_max_num_queries) -> None:
    """The list costs the same few queries for one row and for many."""
    DocumentFactory.create_batch(60)
    with django_assert_max_num_queries(15):
        office.get(reverse("documents:list"))


def test_the_record_asks_few_questions(office, django_assert_max_num_queries) -> None:
    """The record of a long paper costs a fixed number of queries."""
    document = DocumentFactory(text="Đoạn văn.\n" * 3000)
    with django_assert_max_num_queries(15):
        page = office.get(reverse("documents:record", args=[document.pk])).content.decode()
    assert len(page) < 100_000


def test_editing_is_on_record(coordinator) -> None:
    """The intake record is corrected, indexed anew, and what stood before is kept beside."""
    document = DocumentFactory()
    actions.edit(
        document,
        by=coordinator,
        at=AT,
        version=1,
        fields={"sender": "Văn phòng Tỉnh ủy", "answer_due_on": dt.date(2022, 4, 20)},
    )
    document.refresh_from_db()
    assert (document.sender, document.version) == ("Văn phòng Tỉnh ủy", 2)
    assert search.find("van phong tinh uy", by=coordinator)[0].hits[0].title == document.title


def test_two_people_at_once_lose_nothing(office, coordinator) -> None:
    """Who saves second sees both versions and nothing was overwritten."""
    document = DocumentFactory(sender="Nơi cũ")
    actions.edit(document, by=coordinator, at=AT, version=1, fields={"sender": "Bản thứ nhất"})
    sent = {
        "version": 1,
        "title": document.title,
        "arrived_on": "11/4/2022",
        "sender": "Bản thứ hai",
    }
    answer = office.post(reverse("documents:edit", args=[document.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản thứ nhất" in page
    assert "Bản thứ hai" in page
    assert Document.objects.get().sender == "Bản thứ nhất"
    sent["version"] = 2
    assert office.post(reverse("documents:edit", args=[document.pk]), sent).status_code == 302
    assert Document.objects.get().sender == "Bản thứ hai"


def test_a_stale_version_is_a_conflict(coordinator) -> None:
    """The action itself refuses what was read before another change."""
    document = DocumentFactory(version=3)
    with pytest.raises(Conflict):
        actions.edit(document, by=coordinator, at=AT, version=2, fields={"note": "x"})


@pytest.mark.parametrize(
    "fields", [{"arrived_on": dt.date(2023, 1, 2)}, {"answer": "12-CV/BTG", "answered_on": None}]
)
def test_what_cannot_be_is_refused(coordinator, fields) -> None:
    """A number stays in its year; an answer has its day."""
    document = DocumentFactory()
    with pytest.raises(Refused):
        actions.edit(document, by=coordinator, at=AT, version=1, fields=fields)


@pytest.mark.django_db
def test_the_body_sees_its_paper(client) -> None:
    """A focal point finds the papers of the own body, and no others."""
    body = BodyFactory()
    user = body.users.create(email="dm@vidu.example", name="Đầu Mối", role="focal_point")
    DocumentFactory(body=body, title="Của mình")
    DocumentFactory(title="Của người khác")
    client.force_login(user)
    page = client.get(reverse("documents:list"))
    assert [row.title for row in page.context["page"].object_list] == ["Của mình"]


def test_the_file_is_handed_out_as_a_file(office, files) -> None:
    """The original comes unchanged, as an attachment in a sandbox, under its own name."""
    document = DocumentFactory(original__name="kế hoạch.docx")
    _sha256, document.original.path = storing.keep(b"PK van ban")
    document.original.save()
    answer = office.get(reverse("documents:download", args=[document.pk]))
    assert b"".join(answer.streaming_content) == b"PK van ban"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''k%E1%BA%BF")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_lost_file_is_said(office) -> None:
    """A file that is gone from the disk gives a page, not an error."""
    document = DocumentFactory()
    assert office.get(reverse("documents:download", args=[document.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_came(office) -> None:
    """The batch is read in the background and the batch page says so."""
    answer = office.post(
        reverse("documents:receive"),
        {"pasted": "Căn cứ Chỉ thị số 11-CT/TW, ngày 13/4/2007", "arrived_on": "11/4/2022"},
    )
    call_command("worker", "--batch", "--interval", "0")
    assert Document.objects.get().state == "read"
    page = office.get(answer.url).content.decode()
    assert "Mở bàn đọc" in page
