"""The disk is full, for real, while a file comes in: nothing half, and the person is told."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from giaoban.core.enums import Role
from giaoban.documents.models import Document, Original
from giaoban.reporting.models import ReportFile
from giaoban.work.models import Evidence
from tests.factories.accounts import UserFactory
from tests.factories.intake import make_report, make_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from giaoban.reporting.models import Report

pytestmark = pytest.mark.django_db
MOST = 4096
TEXT = ("Đã hoàn thành việc rà soát thực hiện Kế hoạch số 85-KH/TU.\n" * 400).encode()


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the operating system refuse to write more than a few bytes into any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def report(settings: Any, tmp_path: Path, client: Client) -> Report:
    """Make a report of a body, and sign its focal point in."""
    settings.MEDIA_ROOT = tmp_path
    report = make_report()
    make_rows(report)
    client.force_login(UserFactory(role=Role.FOCAL_POINT, body=report.body))
    return report


def left(settings: Any) -> list[Path]:
    """Return the files that lie in the folder of files."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def a_file() -> SimpleUploadedFile:
    """Return a text larger than what the disk takes."""
    assert len(TEXT) > MOST
    return SimpleUploadedFile("bao-cao.txt", TEXT, content_type="text/plain")


def test_a_report_file(client: Client, report: Report, settings: Any) -> None:
    """Told on the page; sent again once there is room, it is taken."""
    url = reverse("reporting:word", args=[report.pk])
    with full_disk():
        answer = client.post(url, {"file": a_file()})
    assert (answer.status_code, "hết chỗ" in answer.content.decode()) == (422, True)
    assert (left(settings), Original.objects.count(), ReportFile.objects.count()) == ([], 0, 0)
    assert client.post(url, {"file": a_file()}).status_code == 302
    assert ReportFile.objects.count() == 1


def test_evidence(client: Client, report: Report, settings: Any) -> None:
    """The row stays as it was, and no evidence stands without its file."""
    row = report.rows.get(kind="task")
    url = reverse("reporting:prove", args=[report.pk, row.pk])
    with full_disk():
        answer = client.post(url, {"file": a_file()}, follow=True)
    assert "hết chỗ" in answer.content.decode()
    assert (left(settings), Evidence.objects.count()) == ([], 0)
    client.post(url, {"file": a_file()})
    assert Evidence.objects.count() == 1


def test_a_paper(client: Client, report: Report, settings: Any) -> None:
    """The office is told at the file, and no number of the register is used up."""
    client.force_login(UserFactory())
    url = reverse("documents:receive")
    with full_disk():
        answer = client.post(url, {"files": a_file()})
    assert answer.status_code < 500
    assert (left(settings), Document.objects.count()) == ([], 0)


def test_an_excel_form_needs_no_disk(client: Client, report: Report, settings: Any) -> None:
    """It is looked through in memory; nothing of it lies anywhere."""
    form = client.get(reverse("reporting:excel_form", args=[report.pk])).content
    assert len(form) > MOST
    url = reverse("reporting:excel", args=[report.pk])
    with full_disk():
        answer = client.post(url, {"file": SimpleUploadedFile("bieu.xlsx", form)})
    assert answer.status_code == 200
    assert left(settings) == []
