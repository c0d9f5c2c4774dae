"""The main job, in a real browser: a paper is dropped, marked, confirmed into the registers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from giaoban.desk.enums import FindingState
from giaoban.desk.models import Decision, Finding
from giaoban.directives.models import Directive, Milestone, Relation
from giaoban.documents.models import Document
from giaoban.work.models import Task
from tests.browser import session_cookie
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from tests.functional.conftest import CheckAccessibility, SignIn

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """(zone, file) => {
  const data = new DataTransfer();
  data.items.add(new File([file.text], file.name, { type: 'text/plain' }));
  zone.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
}"""
PAPER = (
    "Căn cứ Chỉ thị số 11-CT/TW, ngày 13/4/2007 của Bộ Chính trị (khóa X);\n"
    "Giao Sở Y tế chủ trì rà soát chỉ tiêu; giao Sở Tài chính bố trí kinh phí trước ngày "
    "31/5/2022.\n"
    "Văn phòng gửi Báo Ví dụ đăng tin."
)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings) -> None:
    """Give each test a folder of files of its own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def seed(shared: Path) -> Path:
    """Return the seed page."""
    return shared / "seed" / "hoi-nghi-khoa-giao-quy-1-2022.txt"


def read_in_background() -> None:
    """Let the worker do what waits."""
    call_command("worker", "--batch", "--interval", "0")


def receive(page: Page, text: str) -> None:
    """Paste a text, let it be read, and open its desk."""
    page.goto("/van-ban-den/nhan/")
    page.locator("details.paste summary").click()
    page.locator("[name=pasted]").fill(text)
    with page.expect_navigation():
        page.locator("form .btn-seal").click()
    read_in_background()
    page.goto(f"/ban-doc/{Document.objects.get().pk}/")


def marks(page: Page, words: str) -> Locator:
    """Return the marks of citations that say the words."""
    return page.locator(".mark-cite").filter(has_text=re.compile(words, re.IGNORECASE))


def test_a_real_paper_goes_in_and_registers_come_out(
    page: Page, sign_in: SignIn, seed: Path
) -> None:
    """The issue's first measure of done: drop the seed page, accept, find its relations."""
    sign_in(UserFactory())
    page.goto("/van-ban-den/nhan/")
    file = {"name": seed.name, "text": seed.read_text(encoding="utf-8")}
    page.locator("[data-drop]").evaluate(DROP, file)
    expect(page.locator(".drop-list")).to_contain_text(seed.name)
    page.locator("form .btn-seal").click()
    expect(page.locator("h1")).to_contain_text("Đợt nhận 1 tệp")
    read_in_background()
    page.locator("#batch a", has_text="Mở bàn đọc").click()

    for words, times in {
        "85-KH/TU": 1,
        "20-NQ/TW": 1,
        "87-KH/TU": 1,
        "11-CT/TW": 2,
        "Kế luận số 49-KL/TW": 1,
        "Nghị quyết 68": 1,
        "Đại hội XIII": 2,
        "Chương trình phối hợp công tác khoa giáo": 4,
    }.items():
        expect(marks(page, words)).to_have_count(times)
    conference = page.locator("#H1")
    expect(conference).to_contain_text("Ngày: 08/4/2022")
    expect(conference).to_contain_text("Địa điểm: Sở Khoa học và Công nghệ")
    expect(conference).to_contain_text("Chủ trì: Phạm Đồng Thu")
    expect(page.locator("#P1")).to_contain_text("Phạm Đồng Thu")
    expect(
        page.locator(".slips li", has_text=re.compile("Phạm Đồng Thu[yỵ]")).filter(
            has=page.locator(".tag", has_text=re.compile(r"^P\d"))
        )
    ).to_have_count(1)

    page.locator("#desk-dock .btn-seal").click()
    page.locator("[data-ask-yes]").click()
    expect(page.locator("h1")).to_contain_text("đã xem xong")
    said = set(
        Relation.objects.values_list(
            "origin__identifier", "kind", "years", "final", "target__identifier"
        )
    )
    assert said >= {
        ("85-KH/TU", "reviews", 10, True, "20-NQ/TW"),
        ("87-KH/TU", "reviews", 15, True, "11-CT/TW"),
        ("87-KH/TU", "reviews", 3, False, "49-KL/TW"),
        ("49-KL/TW", "continues", None, None, "11-CT/TW"),
    }
    asked = Task.objects.filter(sentence__icontains="chương trình hành động").get()
    assert asked.assignments.filter(part="lead", written="Ban Tuyên giáo tỉnh").exists()
    concluded = [task for task in Task.objects.all() if task.assignments.filter(part="lead")]
    assert len(concluded) >= 5

    milestone = Milestone.objects.get(directive__identifier="20-NQ/TW")
    page.goto(f"/van-ban-chi-dao/{milestone.directive_id}/")
    page.locator("a", has_text=re.compile("Hội nghị giao ban")).first.click()
    expect(page).to_have_url(re.compile(r"#V\d+-o$"))


def test_by_keyboard_alone(page: Page, sign_in: SignIn) -> None:
    """J and k walk the cards, a accepts, x dismisses, u undoes, e opens the form."""
    sign_in(UserFactory())
    receive(page, PAPER)
    page.keyboard.press("j")
    expect(page.locator("#V1")).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("#toasts")).to_contain_text("Đã nhận V1")
    expect(page.locator("#V1.card-slim")).to_contain_text("Đã nhận")
    expect(page.locator("[data-row][aria-current]")).to_have_count(1)
    page.keyboard.press("x")
    expect(page.locator("#toasts")).to_contain_text("Đã bỏ")
    page.keyboard.press("u")
    expect(page.locator("#toasts")).to_contain_text("Đã hoàn tác")
    assert Directive.objects.count() == 1
    page.keyboard.press("u")
    expect(page.locator("#V1.card-slim")).to_have_count(0)
    assert Directive.objects.count() == 0
    expect(page.locator("[data-row][aria-current]")).to_have_count(1)
    page.locator("#V1").focus()
    page.keyboard.press("e")
    expect(page.locator("#V1 form.mend input[name=V1-identifier]")).to_be_focused()
    page.locator("#V1 [name=V1-title]").fill("Khuyến học")
    page.locator("#V1 form.mend .btn").first.click()
    expect(page.locator("#toasts")).to_contain_text("Đã nhận V1")
    assert Directive.objects.get().title == "Khuyến học"


def test_selected_words_become_a_card(page: Page, sign_in: SignIn) -> None:
    """Words selected with the mouse, labels of marks between them not counted, are added."""
    sign_in(UserFactory())
    receive(page, PAPER)
    line = page.locator(".para p").last
    line.evaluate(
        """p => {
          const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf('đăng tin');
            if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 8);
          }
        }"""
    )
    picker = page.locator("#picker")
    expect(picker).to_be_visible()
    picker.locator("[value=task]").click()
    expect(page.locator(".card form.mend")).to_be_visible()
    made = Finding.objects.get(origin="hand")
    assert made.text == "đăng tin"
    assert made.document.text[made.start : made.end] == "đăng tin"


def test_without_scripts(chromium: Browser, live_server) -> None:
    """The whole way with plain forms: receive, accept, mend, add, split, undo."""
    context = chromium.new_context(
        base_url=live_server.url, locale="vi-VN", java_script_enabled=False
    )
    context.add_cookies([session_cookie(UserFactory(), live_server.url)])
    page = context.new_page()
    receive(page, PAPER)
    page.locator("#V1 button", has_text="Nhận").click()
    expect(page.locator("#V1.card-slim")).to_contain_text("Đã nhận")
    assert Directive.objects.get().identifier == "11-CT/TW"
    expect(page).to_have_url(re.compile("#[NVQH]"))
    page.goto(page.url.split("#")[0] + "&them")
    page.locator("#them [name=quote]").fill("đăng  tin")
    page.locator("#them [name=kind]").select_option("task")
    page.locator("#them button").click()
    expect(page.locator("form.mend")).to_be_visible()
    made = Finding.objects.get(origin="hand")
    assert made.text == "đăng tin"
    page.locator(f"#{made.label} form.mend button").click()
    expect(page.locator(f"#{made.label}.card-slim")).to_contain_text("Đã nhận")
    made.refresh_from_db()
    assert made.state == FindingState.ACCEPTED
    page.locator("#desk-dock form button", has_text="Hoàn tác").first.click()
    expect(page.locator("#toasts")).to_contain_text("Đã hoàn tác")
    made.refresh_from_db()
    assert made.state == FindingState.WAITING
    assert Decision.objects.filter(undone_at__isnull=False).count() == 1
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("way", ["", "?sua=V1#V1"])
def test_for_everybody(
    page: Page, sign_in: SignIn, axe: CheckAccessibility, width: int, way: str
) -> None:
    """A desk full of slips has no fault that axe finds, and does not scroll sideways."""
    sign_in(UserFactory())
    page.set_viewport_size({"width": width, "height": 800})
    receive(page, PAPER)
    page.goto(f"/ban-doc/{Document.objects.get().pk}/{way}")
    if not way:
        # The dock lies over what is not yet scrolled to; at the end it lies over nothing.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
