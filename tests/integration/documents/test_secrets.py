"""A paper with a stamp of state secrets leaves no trace; a false alarm is overruled on record."""

from __future__ import annotations

import hashlib
import io
import logging
import tempfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from giaoban.core.models import AuditEntry
from giaoban.documents.models import Document, SecrecyOverride
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from pathlib import Path

NAME = "ke-hoach-tuyet-doi-khong-luu.txt"
BODY = "câu chữ không được lưu ở đâu"
SECRET = f"TỐI MẬT\n\nKẾ HOẠCH\n{BODY}\n".encode()


def send(client: Client, data: bytes, name: str = NAME, **fields: str):
    """Send one file."""
    sent = SimpleUploadedFile(name, data, "application/octet-stream")
    return client.post(
        reverse("documents:receive"), {"files": [sent], "arrived_on": "11/4/2022", **fields}
    )


def rows_with(words: list[str]) -> list[str]:
    """Return every row of every table that holds one of the words."""
    return [
        f"{model._meta.label}: {row}"
        for model in apps.get_models()
        for row in map(str, model._default_manager.values_list())
        if any(word in row for word in words)
    ]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch) -> Path:
    """Watch the folder of temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_secret_leaves_no_trace(office, files, temporary, caplog) -> None:
    """Neither table, file, log nor temporary file knows the name, the hash or a word of it."""
    before = AuditEntry.objects.count()
    large = SECRET + b"x" * 6_000_000
    with caplog.at_level(logging.DEBUG):
        answers = [send(office, SECRET), send(office, large)]
    assert [answer.status_code for answer in answers] == [422, 422]
    traces = [NAME, BODY, *(hashlib.sha256(data).hexdigest() for data in (SECRET, large))]
    assert rows_with(traces) == []
    assert not any(trace in caplog.text for trace in traces)
    assert [path for folder in (files, temporary) for path in folder.rglob("*")] == []
    assert (Document.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_the_person_is_told_why_and_what_to_do(office) -> None:
    """The answer names the stamp and its line, and says what to do; it is kept by no cache."""
    answer = send(office, SECRET)
    page = answer.content.decode()
    assert "TỐI MẬT ở dòng 1" in page
    assert "báo ngay người phụ trách bảo vệ bí mật nhà nước" in page
    assert "no-store" in answer["Cache-Control"]


def test_the_others_of_the_request_are_taken_in(office) -> None:
    """A stamp on one file does not hold up the rest."""
    good = SimpleUploadedFile("tot.txt", "Kế hoạch".encode())
    bad = SimpleUploadedFile(NAME, SECRET)
    answer = office.post(
        reverse("documents:receive"), {"files": [bad, good], "arrived_on": "11/4/2022"}
    )
    assert answer.status_code == 422
    assert [row.title for row in Document.objects.all()] == ["Kế hoạch"]
    assert rows_with([NAME, BODY]) == []


def test_a_pasted_secret_is_not_kept(office) -> None:
    """A text in the form is searched like a file."""
    answer = office.post(
        reverse("documents:receive"), {"pasted": SECRET.decode(), "arrived_on": "11/4/2022"}
    )
    assert answer.status_code == 422
    assert rows_with([BODY]) == []


def test_a_stamp_in_the_header_of_a_word_file(office) -> None:
    """Headers and text boxes are searched, although they are no part of the text."""
    packed = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{word}"/></Types>',
        )
        package.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body><w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p></w:body>"
            "</w:document>",
        )
        package.writestr(
            "word/header1.xml",
            f"<w:hdr {space}><w:p><w:r><w:t>TUYỆT MẬT</w:t></w:r></w:p></w:hdr>",
        )
    answer = send(office, packed.getvalue(), "ke-hoach.docx")
    assert answer.status_code == 422
    assert "TUYỆT MẬT" in answer.content.decode()
    assert Document.objects.count() == 0


def test_a_false_alarm_is_overruled_on_record(db) -> None:
    """An authorised clerk takes the file in with a reason; who, when and why stay on record."""
    clerk = UserFactory(may_overrule_secrecy=True)
    client = Client()
    client.force_login(clerk)
    answer = send(client, SECRET, overrule="Chữ trong bài thơ, không phải dấu.")
    assert answer.status_code == 302
    row = SecrecyOverride.objects.get()
    assert (row.by, row.sha256) == (clerk, hashlib.sha256(SECRET).hexdigest())
    entry = AuditEntry.objects.get(act="documents.secrecy_overruled")
    assert entry.facts["levels"] == ["TỐI MẬT"]
    assert Document.objects.get().original.sha256 == row.sha256


def test_nobody_else_overrules(office) -> None:
    """Without the right to overrule, a reason changes nothing."""
    assert send(office, SECRET, overrule="Không phải dấu.").status_code == 403
    assert (Document.objects.count(), SecrecyOverride.objects.count()) == (0, 0)


def test_a_reason_without_a_stamp_overrules_nothing(db) -> None:
    """A file without a stamp is taken in as ever, and no overruling is noted."""
    client = Client()
    client.force_login(UserFactory(may_overrule_secrecy=True))
    send(client, "Kế hoạch".encode(), overrule="Thừa.")
    assert (Document.objects.count(), SecrecyOverride.objects.count()) == (1, 0)
