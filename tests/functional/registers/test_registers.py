"""The registers in a real browser: enter, relate, review, two people at once, accessibility."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from giaoban.directives import actions
from giaoban.work import actions as work
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory, MembershipFactory

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from giaoban.accounts.models import User
    from giaoban.directives.models import Directive
    from tests.functional.conftest import CheckAccessibility, SignIn

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)


@pytest.fixture
def office(sign_in: SignIn) -> User:
    """Sign a coordinator in."""
    user = UserFactory()
    sign_in(user)
    return user


@pytest.fixture
def resolution(office: User) -> Directive:
    """Enter 20-NQ/TW with a plan that reviews it, a rule, and a bloc."""
    bloc = BlocFactory()
    body = BodyFactory(name="Sở Khoa học ví dụ")
    MembershipFactory(bloc=bloc, body=body)
    row = actions.register(
        by=office,
        at=AT,
        kind="resolution",
        identifier="20-NQ/TW",
        title="Phát triển khoa học và công nghệ",
        issued_on=dt.date(2012, 11, 1),
    )
    plan = actions.register(
        by=office, at=AT, kind="plan", identifier="85-KH/TU", issuer="Tỉnh ủy Ví dụ"
    )
    review = {"kind": "reviews", "years": 10, "final": True}
    actions.relate(by=office, at=AT, origin=plan, target=row, **review)
    actions.set_rule(by=office, at=AT, kind="plan", final=False, years=3)
    return row


@pytest.fixture
def task(office: User, resolution: Directive) -> Task:
    """Confirm a task that is late and has a body that the directory does not know."""
    return work.confirm(
        by=office,
        at=AT,
        title="Gửi báo cáo tổng kết",
        reason="Kết luận giao ban",
        due_on=dt.date(2022, 6, 15),
        lead=[("Ban chưa rõ", None)],
        cooperating=[(each.name, each) for each in [BodyFactory(name="Sở Ví dụ hai")]],
        directives=[resolution],
    )


def test_a_directive_by_hand(page: Page, office: User) -> None:
    """Enter two directives, relate them, and the review of the older one has its day."""
    for kind, identifier, day in (
        ("resolution", "20-NQ/TW", "01/11/2012"),
        ("plan", "85-KH/TU", ""),
    ):
        page.goto("/van-ban-chi-dao/moi/")
        page.get_by_label("Loại").select_option(kind)
        page.get_by_label(re.compile("^Số, ký hiệu")).fill(identifier)
        page.get_by_label(re.compile("^Ngày ban hành")).fill(day)
        page.get_by_role("button", name="Vào sổ").click()
        expect(page.locator("h1")).to_contain_text(identifier)
    page.get_by_text("Ghi quan hệ").first.click()
    page.locator("#rel_kind").select_option("reviews")
    page.locator("#rel_target").fill("20-NQ/TW")
    page.locator("#rel_final").select_option("true")
    page.locator("#rel_years").fill("10")
    page.get_by_role("button", name="Ghi quan hệ").click()
    expect(page.get_by_text("Tổng kết 10 năm thực hiện").first).to_be_visible()
    page.locator("main").get_by_role("link", name="20-NQ/TW").first.click()
    expect(page.get_by_text("01/11/2022").first).to_be_visible()


def test_a_milestone_by_hand(page: Page, resolution: Directive) -> None:
    """Set a review after five years, then say that it was held."""
    page.goto(f"/van-ban-chi-dao/{resolution.pk}/")
    page.locator("summary", has_text="Đặt mốc").click()
    page.locator("#mile_final").select_option("0")
    page.locator("#mile_years").fill("5")
    page.get_by_role("button", name="Đặt mốc").click()
    page.get_by_role("link", name="Sơ kết 05 năm").click()
    page.get_by_label("Tình trạng").select_option("done")
    page.get_by_role("button", name="Lưu mốc").click()
    row = page.get_by_role("row", name=re.compile("Sơ kết 05 năm"))
    expect(row).to_contain_text("Đã tổ chức")


def test_a_task_by_hand(page: Page, office: User) -> None:
    """Enter a task, withdraw it, and take that back from the notice."""
    BodyFactory(name="Sở Khoa học ví dụ")
    page.goto("/nhiem-vu/moi/")
    page.get_by_label("Nhiệm vụ", exact=True).fill("Gửi số liệu quý II")
    lead = page.get_by_role("group", name=re.compile(r"^Chủ trì \("))
    lead.get_by_label("Sở Khoa học ví dụ").check()
    page.get_by_label(re.compile(r"^Hạn \(")).fill("15/6/2099")
    page.get_by_label("Ai giao, ở đâu, khi nào").fill("Trưởng ban, giao ban ngày 08/4/2022")
    page.get_by_role("button", name="Ghi và giao").click()
    expect(page.locator("h1")).to_have_text("Gửi số liệu quý II")
    page.get_by_role("button", name="Rút khỏi sổ").click()
    page.get_by_role("button", name="Rút", exact=True).click()
    expect(page.get_by_text("Đã rút nhiệm vụ khỏi sổ.")).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã đưa nhiệm vụ trở lại sổ.")).to_be_visible()


def test_two_people_edit_one_task(page: Page, task: Task, office: User) -> None:
    """Who saves second sees both and may save over; without scripts too."""
    page.goto(f"/nhiem-vu/{task.pk}/sua/")
    page.get_by_label("Nhiệm vụ", exact=True).fill("Bản của tôi")
    work.change(by=office, at=AT, task=Task.objects.get(pk=task.pk), version=1, title="Bản kia")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("cell", name="Bản kia")).to_be_visible()
    expect(page.get_by_role("cell", name="Bản của tôi")).to_be_visible()
    page.get_by_role("button", name="Lưu bản của tôi").click()
    expect(page.locator("h1")).to_have_text("Bản của tôi")
    task.refresh_from_db()
    assert task.assignments.count() == 2


def test_by_keyboard(page: Page, resolution: Directive) -> None:
    """The keys j and Enter open the first entry of the list."""
    page.goto("/van-ban-chi-dao/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("20-NQ/TW")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("register", ["van-ban-chi-dao", "nhiem-vu"])
def test_a_register_to_print_is_accessible(
    page: Page, axe: CheckAccessibility, task: Task, register: str, width: int
) -> None:
    """The form for paper has no violation on the screen, and is not wider than it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/{register}/?format=print")
    expect(page.locator(".register tbody tr").first).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
