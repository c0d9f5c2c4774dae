"""Papers come in: many at once, each once, numbered without gaps, refused by name."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from giaoban.core.models import AuditEntry, Job, SentForm
from giaoban.documents import actions, storing
from giaoban.documents.enums import Channel, DocumentState, Outcome
from giaoban.documents.errors import Unreadable
from giaoban.documents.extraction import Content, extract
from giaoban.documents.models import Batch, BatchFile, Document, Original
from tests.factories.accounts import UserFactory
from tests.factories.documents import AT

DAY = dt.date(2022, 4, 11)


def file(name: str, data: bytes) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data, "application/octet-stream")


def send(client, *files, **fields):
    """Send the form with files."""
    data = {"files": list(files), "arrived_on": "11/4/2022", **fields}
    return client.post(reverse("documents:receive"), data)


def take(by, data: bytes, day: dt.date = DAY) -> actions.Received:
    """Take in bytes without a browser."""
    return actions.receive(
        by=by,
        at=AT,
        name="vi-du.txt",
        media_type="text/plain",
        data=data,
        content=Content(data.decode(), (), ""),
        channel=Channel.UPLOAD,
        arrived_on=day,
    )


def test_files_become_papers(office, files) -> None:
    """Each file is kept unchanged under its SHA-256, has a number, and a reading is begun."""
    answer = send(office, file("a.txt", "Kế hoạch A".encode()), file("b.txt", "Báo cáo B".encode()))
    batch = Batch.objects.get()
    assert answer.url == reverse("documents:batch", args=[batch.pk])
    papers = list(Document.objects.order_by("arrival_number"))
    assert [(row.arrival_number, row.title) for row in papers] == [
        (1, "Kế hoạch A"),
        (2, "Báo cáo B"),
    ]
    assert (files / papers[0].original.path).read_bytes() == "Kế hoạch A".encode()
    assert Job.objects.get(pk=batch.job_id).total == 2
    page = office.get(answer.url).content.decode()
    assert "Kế hoạch A" in page
    assert "Đợt nhận 2 tệp" in page


def test_the_same_file_twice_is_recognised(office) -> None:
    """The second time the paper that is there is shown, and nothing new is numbered."""
    send(office, file("a.txt", b"Ke hoach"))
    answer = send(office, file("ten-khac.txt", b"Ke hoach"))
    assert Document.objects.count() == 1
    assert "không nhận lần nữa" in office.get(answer.url).content.decode()
    assert list(BatchFile.objects.values_list("outcome", flat=True)) == ["new", "known"]


def test_a_form_sent_twice_acts_once(office) -> None:
    """The second sending of one form leads to the first one's batch."""
    first = send(office, file("a.txt", b"Ke hoach"), form_key="khoa")
    second = send(office, file("a.txt", b"Ke hoach"), form_key="khoa")
    assert first.url == second.url
    assert (Batch.objects.count(), SentForm.objects.count()) == (1, 1)


def test_a_refused_file_does_not_hold_up_the_others(office) -> None:
    """What cannot be read is named with what to do; the others go on."""
    old_word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    answer = send(
        office,
        file("cu.doc", old_word),
        file("hong.pdf", b"%PDF-1.7 hong"),
        file("trong.txt", b""),
        file("tot.txt", "Kế hoạch".encode()),
    )
    page = office.get(answer.url).content.decode()
    assert [row.outcome for row in BatchFile.objects.all()] == [Outcome.REFUSED] * 3 + [Outcome.NEW]
    assert "Lưu thành (Save As)" in page
    assert "PDF bị thiếu hoặc hỏng" in page
    assert "Tệp trống" in page
    assert (Document.objects.count(), Original.objects.count()) == (1, 1)


def test_a_pasted_text_is_a_paper(office) -> None:
    """A text without a file is kept as it was pasted."""
    office.post(
        reverse("documents:receive"), {"pasted": "Công văn\nvề việc A", "arrived_on": "11/4/2022"}
    )
    paper = Document.objects.get()
    assert (paper.channel, paper.title) == (Channel.PASTE, "Công văn")
    assert paper.text.splitlines() == ["Công văn", "về việc A"]


def test_nothing_chosen_is_said(office) -> None:
    """An empty form comes back and says what to do."""
    answer = office.post(reverse("documents:receive"), {"arrived_on": "11/4/2022"})
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một tệp" in answer.content.decode()


def test_a_bomb_is_refused(office) -> None:
    """A package that grows past all measure is refused before it is unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"0" * 300_000_000)
    answer = send(office, file("bom.docx", packed.getvalue()))
    assert "bung ra lớn bất thường" in office.get(answer.url).content.decode()
    assert Document.objects.count() == 0


def test_a_parser_that_dies_is_an_answer(monkeypatch) -> None:
    """A file on which the parser runs out of time or memory is refused, not waited for."""
    monkeypatch.setattr("giaoban.documents.extraction.MEMORY", 20 * 2**20)
    with pytest.raises(Unreadable, match="dừng đọc"):
        extract(b"<html><body><p>Ke hoach</p></body></html>", "a.htm")


def test_too_much_at_once_is_named(office, settings) -> None:
    """What goes past the largest upload is dropped while it comes in; the others go on."""
    settings.MAX_UPLOAD_BYTES = 1000
    answer = send(office, file("to.txt", b"a" * 2000), file("nho.txt", b"Ke hoach"))
    page = office.get(answer.url).content.decode()
    assert "Hãy nộp tệp này riêng" in page
    assert [row.original.name for row in Document.objects.all()] == ["nho.txt"]


def test_numbers_begin_anew_each_year(coordinator) -> None:
    """Each year has numbers of its own, from 1."""
    numbers = [
        take(coordinator, data, day).document.arrival_number
        for data, day in ((b"a", DAY), (b"b", DAY), (b"c", dt.date(2023, 1, 3)))
    ]
    assert numbers == [1, 2, 1]


def test_a_fault_leaves_no_gap(coordinator, monkeypatch) -> None:
    """A number taken by an intake that failed is given to the next."""
    with monkeypatch.context() as patch:
        patch.setattr("giaoban.documents.actions._index", _broken)
        with pytest.raises(RuntimeError):
            take(coordinator, b"a")
    assert take(coordinator, b"b").document.arrival_number == 1


def _broken(_document: object) -> None:
    raise RuntimeError("broken")


def test_a_kill_between_file_and_row_is_mended(coordinator, monkeypatch, files) -> None:
    """The file that a kill left without a row is taken over by the next intake of it."""
    with monkeypatch.context() as patch:
        patch.setattr("giaoban.documents.models.Original.objects.get_or_create", _broken_row)
        with pytest.raises(RuntimeError):
            take(coordinator, b"van ban")
    left = [path for path in files.rglob("*") if path.is_file()]
    assert [path.name for path in left] == [storing.digest_of(b"van ban")]
    assert take(coordinator, b"van ban").new
    assert Document.objects.get().original.path == storing.place_of(left[0].name)


def _broken_row(**_fields: object) -> None:
    raise RuntimeError("killed")


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment() -> None:
    """Two people at once: numbers without gaps or doubles, the same bytes once."""
    people = [UserFactory(), UserFactory()]

    def bring(at: int) -> None:
        try:
            take(people[at % 2], b"van ban %d" % (at // 2))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(bring, range(12)))
    numbers = sorted(Document.objects.values_list("arrival_number", flat=True))
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_reading_again_changes_nothing(coordinator) -> None:
    """A job that is run again after a kill finds the paper read."""
    document = take(coordinator, "Căn cứ Chỉ thị số 11-CT/TW".encode()).document
    assert actions.read(document, by=coordinator, at=AT) is not None
    assert actions.read(document, by=coordinator, at=AT) is None
    document.refresh_from_db()
    assert (document.state, document.readings.count()) == (DocumentState.READ, 1)


def test_every_act_is_on_record(coordinator) -> None:
    """Taking in and reading write the audit trail; the file's name stands beside it."""
    document = take(coordinator, b"van ban").document
    actions.read(document, by=coordinator, at=AT)
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert [act for act in acts if act.startswith("documents")] == [
        "documents.received",
        "documents.read",
    ]
    assert AuditEntry.objects.get(act="documents.received").personal.data == {"name": "vi-du.txt"}


def test_sweeping_keeps_every_paper(coordinator, files) -> None:
    """The command removes what no paper knows, and nothing younger than a day."""
    document = take(coordinator, b"van ban").document
    _sha256, orphan = storing.keep(b"khong ai biet")
    call_command("sweep", stdout=io.StringIO())
    assert (files / orphan).exists()
    for path in (files / orphan, files / document.original.path):
        os.utime(path, (0, 0))
    call_command("sweep", stdout=io.StringIO())
    assert not (files / orphan).exists()
    assert (files / document.original.path).exists()
