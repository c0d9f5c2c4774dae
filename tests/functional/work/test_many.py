"""Many tasks by the keyboard: ticked, shown, done, undone; the calendar leafed through."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from giaoban.work.actions import confirm
from giaoban.work.models import Field, Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.work import AT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from giaoban.accounts.models import User
    from tests.functional.conftest import CheckAccessibility, SignIn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(sign_in: SignIn) -> User:
    """Sign a coordinator in, with three tasks and a field."""
    user = UserFactory()
    body = BodyFactory(name="Sở Ví dụ")
    for days in (1, 2, 3):
        confirm(
            by=user,
            at=AT,
            title=f"Việc {days}",
            reason="Giao ban",
            lead=[(body.name, body)],
            due_on=timezone.localdate() + dt.timedelta(days=days),
        )
    Field.objects.create(name="Lĩnh vực ví dụ")
    sign_in(user)
    return user


def press_on(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait until that one hears keys."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_ticked_by_keys_done_and_undone(office: User, page: Page, axe: CheckAccessibility) -> None:
    """J and x tick, the act is shown before it is done, and one press takes it back."""
    page.goto("/nhiem-vu/")
    for key in ("j", "x", "j", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[name=tick]:checked")).to_have_count(2)
    page.get_by_role("button", name="Gán lĩnh vực").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gán lĩnh vực: 2 nhiệm vụ đã chọn")
    axe(page)
    page.get_by_label("Lĩnh vực").select_option("Lĩnh vực ví dụ")
    page.get_by_role("button", name="Xem trước").press("Enter")
    page.get_by_role("button", name="Ghi 2 nhiệm vụ").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("đã ghi 2 nhiệm vụ")
    axe(page)
    titles = Task.objects.filter(field__isnull=False).order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Việc 1", "Việc 3"]
    page.get_by_role("button", name="Hoàn tác").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã hoàn tác")
    assert not Task.objects.filter(field__isnull=False).exists()


def test_the_calendar_by_keys_and_on_a_phone(
    office: User, page: Page, axe: CheckAccessibility
) -> None:
    """N and p leaf through the months; a narrow page lists the days that hold something."""
    day = timezone.localdate() + dt.timedelta(days=2)
    page.goto(f"/nhiem-vu/lich/?thang={day:%Y-%m}")
    press_on(page, "n")
    after = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Tháng {after:%m/%Y}")
    press_on(page, "p")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Tháng {day:%m/%Y}")
    expect(page.get_by_role("link", name="Việc 2")).to_be_visible()
    axe(page)
    page.set_viewport_size({"width": 320, "height": 900})
    expect(page.locator("td.idle:visible")).to_have_count(0)
    expect(page.get_by_role("link", name="Việc 2")).to_be_visible()
    axe(page)


def test_lists_and_tasks_by_keys(office: User, page: Page) -> None:
    """N and p turn the pages of a list, w watches a task, and the help tells of them."""
    body = BodyFactory(name="Sở Khác")
    for at in range(30):
        confirm(
            by=office, at=AT, title=f"Việc số {at}", reason="Giao ban", lead=[(body.name, body)]
        )
    page.goto("/nhiem-vu/")
    page.keyboard.press("?")
    help_ = page.locator("#help")
    for said in ("chọn, bỏ chọn dòng", "trang sau"):
        expect(help_.get_by_text(said, exact=True)).to_be_visible()
    page.keyboard.press("?")
    for key, number in (("n", "2"), ("p", "1")):
        press_on(page, key)
        expect(page.locator(".pager [aria-current=page]")).to_contain_text(number)
    page.keyboard.press("j")
    press_on(page, "Enter")
    expect(page).to_have_url(re.compile(r"/nhiem-vu/\d+/$"))
    press_on(page, "w")
    expect(page.get_by_role("button", name="Bỏ theo dõi")).to_be_visible()
    press_on(page, "w")
    expect(page.get_by_role("button", name="Theo dõi nhiệm vụ này")).to_be_visible()


def test_a_body_takes_its_task_on_by_a_key(sign_in: SignIn, page: Page) -> None:
    """A accepts the task that the page shows."""
    body = BodyFactory(name="Sở Ví dụ")
    task = confirm(
        by=UserFactory(), at=AT, title="Việc", reason="Giao ban", lead=[(body.name, body)]
    )
    sign_in(UserFactory(focal_point=True, body=body))
    page.goto(f"/nhiem-vu/{task.pk}/")
    page.keyboard.press("a")
    expect(page.get_by_text("Đã nhận nhiệm vụ.")).to_be_visible()
