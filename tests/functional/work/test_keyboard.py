"""By the keyboard alone: the place is kept where choices change and where a form is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from giaoban.work.actions import confirm
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.work import AT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.functional.conftest import SignIn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(sign_in: SignIn) -> None:
    """Sign a coordinator in, with one task."""
    user, body = UserFactory(), BodyFactory()
    confirm(by=user, at=AT, title="Việc", reason="Giao ban", lead=[(body.name, body)])
    sign_in(user)


def test_choices_are_leafed_through_by_keys(office: None, page: Page) -> None:
    """Arrow keys in a filter change the choice and nothing else; Enter on the button sends it."""
    page.goto("/nhiem-vu/")
    due = page.get_by_label("Thời hạn")
    due.press("ArrowDown")
    due.press("ArrowDown")
    expect(due).to_have_value("soon")
    expect(due).to_be_focused()
    expect(page).not_to_have_url(re.compile("due="))
    page.get_by_role("button", name="Lọc", exact=True).press("Enter")
    page.wait_for_url("**due=soon**")


def test_a_choice_by_the_pointer_sends_itself(office: None, page: Page) -> None:
    """What is chosen without keys filters at once, as before."""
    page.goto("/nhiem-vu/")
    page.get_by_label("Thời hạn").select_option("late")
    page.wait_for_url("**due=late**")


def test_a_refused_form_opens_at_the_field_to_mend(office: None, page: Page) -> None:
    """After a refusal the focus stands on the first field that is wrong."""
    page.goto("/nhiem-vu/moi/")
    page.get_by_label("Nhiệm vụ", exact=True).fill("Việc mới")
    page.get_by_label("Ai giao, ở đâu, khi nào").fill("Giao ban")
    page.locator("[name=due_on]").fill("ngày mai")
    page.get_by_role("button", name="Lưu dự thảo").press("Enter")
    expect(page.locator("[aria-invalid=true]").first).to_be_focused()
