"""A body without an account answers on a telephone, from the mail to the sent report."""

from __future__ import annotations

import datetime as dt
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from giaoban.reporting.models import Report
from tests.factories.intake import make_link, make_report, make_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Request
    from pytest_django.live_server_helper import LiveServer

    from tests.functional.conftest import CheckAccessibility

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = re.compile(r"Đã lưu \d dòng")
SECRET = "bi-mat-vi-du-0123456789-abcdefghijklmnopqrs"


def check(page: Page, axe: CheckAccessibility) -> None:
    """Look at a page as it stands on a telephone."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(page.locator("h1")).to_have_count(1)
    axe(page)


def test_from_the_mail_to_the_sent_report(page: Page, axe: CheckAccessibility) -> None:
    """One button, a figure and a sentence, sent; no later request tells the secret."""
    cache.clear()
    report = make_report()
    rows = make_rows(report)
    now = timezone.now()  # noqa: TID251  # the browser lives today
    make_link(report, SECRET, made_at=now, expires_at=now + dt.timedelta(days=3))
    told: list[str] = []

    def note(request: Request) -> None:
        told.append(request.headers.get("referer", ""))

    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/bao-cao/vao/{SECRET}/")
    page.on("request", note)
    check(page, axe)
    page.get_by_role("button", name="Mở báo cáo").click()
    page.wait_for_url("**/bao-cao/cua-co-quan/")
    check(page, axe)
    page.fill(f"[name=r{rows['indicator'].pk}-value]", "1.250")
    page.fill(f"[name=r{rows['results'].pk}-text]", "Đã tổ chức 3 lớp tập huấn.")
    page.get_by_role("button", name="Lưu báo cáo").last.click()
    page.wait_for_url("**/bao-cao/cua-co-quan/")
    page.get_by_role("status").filter(has_text=SAVED).wait_for()
    page.get_by_role("link", name="Xem lại và gửi").click()
    page.wait_for_url("**/gui/")
    check(page, axe)
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.wait_for_url("**/bao-cao/cua-co-quan/")
    check(page, axe)
    stored = Report.objects.get()
    assert (stored.state, stored.via) == ("submitted", f"đường dẫn của {report.body.name}")
    rows["results"].refresh_from_db()
    assert rows["results"].text == "Đã tổ chức 3 lớp tập huấn."
    rows["indicator"].refresh_from_db()
    assert rows["indicator"].value == 1250
    assert not [each for each in told if SECRET in each]


def test_a_refused_report_keeps_what_was_typed_in_every_section(
    chromium: Browser, live_server: LiveServer
) -> None:
    """Without scripts too, one button sends all sections, and a slip in one loses none."""
    cache.clear()
    report = make_report()
    rows = make_rows(report)
    now = timezone.now()  # noqa: TID251  # the browser lives today
    make_link(report, SECRET, made_at=now, expires_at=now + dt.timedelta(days=3))
    context = chromium.new_context(
        base_url=live_server.url, locale="vi-VN", java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"/bao-cao/vao/{SECRET}/")
    page.get_by_role("button", name="Mở báo cáo").click()
    percent = page.locator(f"[name=r{rows['task'].pk}-percent]")
    text = page.locator(f"[name=r{rows['results'].pk}-text]")
    percent.fill("150")
    text.fill("Đã tổ chức 3 lớp.")
    page.get_by_role("button", name="Lưu báo cáo").last.click()
    expect(page.get_by_text("Chưa lưu: có ô ghi chưa đúng.")).to_be_visible()
    expect(percent).to_have_value("150")
    expect(text).to_have_value("Đã tổ chức 3 lớp.")
    percent.fill("50")
    page.get_by_role("button", name="Lưu báo cáo").first.click()
    expect(page.get_by_text("Đã lưu 2 dòng.")).to_be_visible()
    expect(text).to_have_value("Đã tổ chức 3 lớp.")
    context.close()


def test_a_report_that_is_being_filled_prints_its_rows(page: Page) -> None:
    """On paper stands what was typed, and no button."""
    cache.clear()
    report = make_report()
    rows = make_rows(report)
    now = timezone.now()  # noqa: TID251  # the browser lives today
    make_link(report, SECRET, made_at=now, expires_at=now + dt.timedelta(days=3))
    page.goto(f"/bao-cao/vao/{SECRET}/")
    page.get_by_role("button", name="Mở báo cáo").click()
    page.wait_for_url("**/bao-cao/cua-co-quan/")
    page.emulate_media(media="print")
    expect(page.locator(f"[name=r{rows['task'].pk}-text]")).to_be_visible()
    expect(page.get_by_role("button", name="Lưu báo cáo").first).to_be_hidden()


class Elsewhere(BaseHTTPRequestHandler):
    """Another site, which notes where a person says to come from."""

    heard: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        """Note it, and show an empty page."""
        self.heard.append(self.headers.get("Referer"))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Run another site; its name is not ours."""
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Elsewhere.heard.clear()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_another_site_never_hears_where_one_came_from(page: Page, elsewhere: str) -> None:
    """From the report, a link to another site tells it nothing, not even the name of ours."""
    cache.clear()
    report = make_report()
    make_rows(report)
    now = timezone.now()  # noqa: TID251  # the browser lives today
    make_link(report, SECRET, made_at=now, expires_at=now + dt.timedelta(days=3))
    page.goto(f"/bao-cao/vao/{SECRET}/")
    page.get_by_role("button", name="Mở báo cáo").click()
    page.wait_for_url("**/bao-cao/cua-co-quan/")
    leave = """url => {
        const link = Object.assign(document.createElement("a"), {href: url, textContent: "đi"});
        document.querySelector("main").append(link);
        link.click();
    }"""
    page.evaluate(leave, elsewhere)
    page.wait_for_url(elsewhere)
    assert Elsewhere.heard[0] is None
