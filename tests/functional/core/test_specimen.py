"""Look at every component in a real browser: accessible, unbroken, and at hand by the keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.functional.conftest import CheckAccessibility

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.functional.core.specimen_urls"),
]

PAGES = ["/mau/", "/mau/ban-doc/", "/tai-khoan/login/", "/khong-co/"]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


# Width, text size, set: every fold at usual and doubled size, and the sets that are not the usual.
VIEWS = [
    (320, "100", "paper"),
    (320, "200", "more"),
    (768, "100", "lamp"),
    (1280, "200", "most"),
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("address", PAGES)
def test_pages_are_accessible_and_do_not_overflow(
    page: Page, axe: CheckAccessibility, address: str, view: tuple[int, str, str]
) -> None:
    """At every width, text size and set: no violation, and nothing runs out of the page."""
    width, size, contrast = view
    page.set_viewport_size({"width": width, "height": 800})
    keep = f"localStorage.setItem('look-size', '{size}');"
    page.add_init_script(f"{keep} localStorage.setItem('look-set', '{contrast}')")
    page.goto(address)
    axe(page)
    assert page.evaluate(OVERFLOW) == 0


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_accessible_on_a_desktop(
    page: Page, axe: CheckAccessibility, address: str
) -> None:
    """As most people see it: 1280 px, nothing chosen."""
    page.goto(address)
    axe(page)


def test_forced_colours_leave_every_control_an_edge(page: Page) -> None:
    """Where the system forces its colours, controls are told by their edges and not by a wash."""
    page.emulate_media(forced_colors="active")
    page.goto("/mau/")
    for name in (".btn", ".chip", ".card", ".chip-late", ".btn-seal"):
        style = page.locator(name).first.evaluate(
            "el => [getComputedStyle(el).borderTopStyle, getComputedStyle(el).borderTopWidth]"
        )
        assert style == ["solid", "1px"], name


def test_paper_carries_no_controls(page: Page) -> None:
    """In print there is neither bar nor button, but the register's own form."""
    page.emulate_media(media="print")
    page.goto("/mau/")
    for name in (".bar", ".nav", ".dock", ".btn >> nth=0", ".filters"):
        expect(page.locator(name), name).to_be_hidden()
    expect(page.locator(".register")).to_be_visible()


def test_keys_walk_the_slips_and_press_their_acts(page: Page) -> None:
    """The keys j and k move, a letter presses the current slip's button, the partner lights up."""
    page.goto("/mau/ban-doc/")
    page.evaluate(
        "addEventListener('click', e => { window.pressed = [e.target.closest('[data-row]')?.id, "
        "e.target.closest('[data-key]')?.dataset.key] })"
    )
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.evaluate("pressed") == ["N2", "a"]
    expect(page.locator("#N2-text")).to_contain_class("lit")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#p1$"))


def test_keys_rest_while_one_types(page: Page) -> None:
    """In a field letters are letters."""
    page.goto("/mau/")
    field = page.locator("#id_title")
    field.press_sequentially("jk/?")
    expect(field).to_have_value("jk/?")
    expect(page.locator("#help")).to_be_hidden()


def test_the_help_opens_and_closes_by_its_key(page: Page, axe: CheckAccessibility) -> None:
    """The key ? shows the keys of the page, accessibly, and hides them again."""
    page.goto("/mau/")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    expect(page.locator("#help")).to_contain_text("nhận")
    axe(page)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_hidden()


def test_the_readers_view_is_kept_and_said(page: Page) -> None:
    """Size and contrast hold after a reload, and a screen reader hears of the change."""
    page.goto("/mau/")
    page.click("[popovertarget=view]")
    page.click("[data-size-step='1']")
    page.click("[data-choose-set=most]")
    expect(page.locator("#say")).to_contain_text("Tương phản cao")
    page.reload()
    assert page.evaluate("({...document.documentElement.dataset})") == {
        "js": "",
        "size": "125",
        "set": "most",
    }


@pytest.mark.parametrize(("answer", "sent"), [("Ghi", True), ("Thôi", False)])
def test_a_grave_act_is_asked_about_once(page: Page, answer: str, sent: bool) -> None:
    """A button with a question sends its form only when the answer is yes."""
    page.goto("/mau/")
    page.evaluate(
        "document.querySelectorAll('form.form [required]').forEach(e => e.required = false)"
    )
    page.evaluate(
        "document.querySelector('form.form').addEventListener('submit', "
        "e => { e.preventDefault(); window.sent = true })"
    )
    page.get_by_role("button", name="Ghi vào sổ 2 phiếu").click()
    page.get_by_role("dialog").get_by_role("button", name=answer, exact=True).click()
    assert page.evaluate("window.sent === true") is sent


def test_dropped_files_land_in_the_field(page: Page) -> None:
    """What is dropped on the zone is in the file field, and its name is listed."""
    page.goto("/mau/")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(['x'], 'ke-hoach.docx'));
          document.querySelector('[data-drop]').dispatchEvent(
            new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    assert page.evaluate("document.getElementById('files').files[0].name") == "ke-hoach.docx"
    expect(page.locator(".drop-list")).to_contain_text("ke-hoach.docx")


PICKED = "[data-picker] .picked"


def test_words_leave_the_names_that_begin_so(page: Page, axe: CheckAccessibility) -> None:
    """With or without marks; a group without any goes; what is chosen is told though hidden."""
    page.goto("/mau/")
    words = page.locator("[data-picker] [type=search]")
    shown = page.locator("[data-picker] label:visible")
    n_all = shown.count()
    expect(page.locator(PICKED)).to_have_text("Đã chọn: 2 Sở Ví dụ 2; Báo Đồng Bằng")
    words.fill("ang")
    expect(shown).to_have_count(0)
    words.fill("bang dong")
    expect(shown).to_have_text(["Báo Đồng Bằng"])
    expect(page.locator("[data-picker] [role=group]:visible")).to_have_count(1)
    words.fill("Sở Ví dụ 7")
    expect(shown).to_have_text(["Sở Ví dụ 7"])
    shown.first.click()
    expect(page.locator(PICKED)).to_have_text("Đã chọn: 3 Sở Ví dụ 2; Sở Ví dụ 7; Báo Đồng Bằng")
    words.fill("không có")
    expect(shown).to_have_count(0)
    expect(page.get_by_text("Không có tên nào khớp.")).to_be_visible()
    axe(page)
    words.fill("")
    expect(shown).to_have_count(n_all)


def test_names_are_picked_by_the_keys(page: Page) -> None:
    """Enter ticks the only name left and sends nothing; among several it goes to the first."""
    page.goto("/mau/")
    words = page.locator("[data-picker] [type=search]")
    words.fill("phat thanh")
    words.press("Enter")
    page.keyboard.type("ví dụ")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    ticked = page.locator("[data-picker] :checked")
    values = ticked.evaluate_all("boxes => boxes.map((box) => box.value)")
    assert values == ["0", "1", "2", "11", "12"]
    expect(page).to_have_url("/mau/")


def test_keys_lead_past_the_names(page: Page) -> None:
    """From the field over the names to what comes after them: no tick has to be passed."""
    page.goto("/mau/")
    page.locator("[data-picker] [type=search]").focus()
    page.keyboard.press("Tab")
    assert page.locator("[data-picker] > a").bounding_box()["height"] > 1
    page.keyboard.press("Enter")
    page.wait_for_url("**_end")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "agreed"


def test_a_word_that_only_filters_is_no_change(page: Page) -> None:
    """Leaving after looking for a name is not asked about; after a tick it is."""
    page.goto("/mau/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("[data-picker] [type=search]").press_sequentially("bao")
    page.goto("/mau/ban-doc/")
    assert asked == []
    page.goto("/mau/")
    page.locator("[data-picker] label").first.click()
    page.goto("/mau/ban-doc/")
    assert asked == ["beforeunload"]


def test_without_scripts_the_names_are_ticked(chromium, live_server) -> None:
    """All stand there in their groups, and nothing that would do nothing."""
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 320, "height": 700}
    )
    page = context.new_page()
    page.goto("/mau/")
    picker = page.locator("[data-picker]")
    expect(picker.locator("[type=search]")).to_be_hidden()
    expect(page.locator(PICKED)).to_be_hidden()
    expect(picker.locator("label:visible")).to_have_count(11)
    picker.get_by_label("Sở Ví dụ 8").check()
    expect(picker.locator(":checked")).to_have_count(3)
    context.close()


def test_a_toast_can_be_closed(page: Page) -> None:
    """The notice of an act goes when it is told to."""
    page.goto("/mau/ban-doc/")
    page.get_by_role("button", name="Đóng").first.click()
    expect(page.locator("#toasts .toast")).to_have_count(0)


def test_an_act_by_htmx_adds_its_notice_to_the_page(page: Page) -> None:
    """A notice that comes with a part of the page joins those that stand there."""
    page.goto("/mau/ban-doc/")
    page.evaluate("htmx.ajax('GET', '/mau/bao/', {target: '#say', swap: 'none'})")
    page.get_by_text("Đã nhận N2").wait_for()
    expect(page.locator("#toasts > .toast")).to_have_count(2)


def test_leaving_with_changes_unsaved_is_asked_about(page: Page) -> None:
    """The browser asks before a changed form is left, and not when nothing was changed."""
    page.goto("/mau/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/mau/ban-doc/")
    assert asked == []
    page.goto("/mau/")
    page.locator("#id_title").press_sequentially("Rà soát")
    page.goto("/mau/ban-doc/")
    assert asked == ["beforeunload"]


def test_without_scripts_the_navigation_and_the_marks_still_lead(chromium, live_server) -> None:
    """With scripts off the folded navigation opens, and a mark's link leads to its slip."""
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 320, "height": 700}
    )
    page = context.new_page()
    page.goto("/mau/ban-doc/")
    expect(page.locator("[popovertarget=view]")).to_be_hidden()
    page.click("[popovertarget=nav]")
    expect(page.locator("#nav")).to_be_visible()
    page.goto("/mau/ban-doc/")
    page.click("#V1-text")
    expect(page).to_have_url(re.compile("#V1$"))
    context.close()
