"""Another task is told by its number: its title stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.work import AssignmentFactory

if TYPE_CHECKING:
    from tests.functional.conftest import CheckAccessibility, SignIn

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_number_says_its_title(page: Page, sign_in: SignIn, axe: CheckAccessibility) -> None:
    """As it is typed, and no longer than it is the number of a task."""
    task = AssignmentFactory(task__title="Sơ kết 05 năm chương trình").task
    sign_in(UserFactory())
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(reverse("work:new"))
    box = page.get_by_label("Làm sau nhiệm vụ")
    box.fill(str(task.pk))
    expect(page.locator("[data-said]")).to_have_text(task.title)
    axe(page)
    box.fill("99999999")
    expect(page.locator("[data-said]")).to_have_text("")


def test_what_is_asked_for_stands_beside_what_is_done(page: Page, sign_in: SignIn) -> None:
    """On a telephone a body asks for more time where it begins the work, not at the page's end."""
    body = BodyFactory()
    given = AssignmentFactory(body=body, task__state="assigned", task__lead=body)
    sign_in(UserFactory(focal_point=True, body=body))
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(reverse("work:record", args=[given.task.pk]))
    hand = page.get_by_role("region", name="Việc cần làm")
    expect(hand.get_by_text("Đề nghị gia hạn")).to_be_visible()
    hand.get_by_text("Đề nghị xem lại việc giao").click()
    expect(hand.get_by_label("Lý do").first).to_be_visible()
    expect(page.locator(".btn-seal")).to_have_count(1)
