"""What the lists are on paper: the rows whole, nothing to press, columns that can be read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from giaoban.work.actions import confirm
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.work import AT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.functional.conftest import SignIn

pytestmark = pytest.mark.django_db(transaction=True)
A4_UP, A4_ACROSS = {"width": 624, "height": 900}, {"width": 1009, "height": 600}
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A day that breaks is more than a line high.
LINES = """
() => [...document.querySelectorAll(".register td")]
  .filter(cell => /^\\d+.\\d+.\\d{4}$/.test(cell.innerText.trim()))
  .map(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getClientRects().length;
  })
"""


@pytest.fixture
def office(sign_in: SignIn) -> None:
    """Sign a coordinator in, with a task of two bodies with long names."""
    user, due = UserFactory(), timezone.localdate() + dt.timedelta(days=3)
    bodies = [BodyFactory(name=f"Sở Khoa học và Công nghệ tỉnh Sông Lam {n}") for n in (1, 2)]
    title = "Kiểm tra bếp ăn của 62 trường bán trú, báo cáo kết quả"
    lead, others = ([(body.name, body)] for body in bodies)
    given = {"title": title, "reason": "Giao ban", "lead": lead, "cooperating": others}
    confirm(by=user, at=AT, due_on=due, **given)
    sign_in(user)


def test_a_list_with_ticks_prints_its_rows(office: None, page: Page) -> None:
    """The rows stand on paper although they are ticked in a form; ticks and filters do not."""
    page.set_viewport_size(A4_UP)
    page.goto("/nhiem-vu/")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Kiểm tra bếp ăn")).to_be_visible()
    expect(page.locator("[name=tick]")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    assert page.evaluate(OVER) <= 0


def test_the_register_fits_the_paper(office: None, page: Page) -> None:
    """All columns fit A4 across, and no day is broken in two lines."""
    page.set_viewport_size(A4_ACROSS)
    page.goto("/nhiem-vu/?format=print")
    page.emulate_media(media="print")
    assert page.evaluate(OVER) <= 0
    lines = page.evaluate(LINES)
    assert lines
    assert set(lines) == {1}
