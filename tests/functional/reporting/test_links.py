"""Links that were made are passed on by hand: copied by a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories.accounts import UserFactory
from tests.factories.intake import make_report

if TYPE_CHECKING:
    from tests.functional.conftest import CheckAccessibility, SignIn

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_link_is_copied(page: Page, sign_in: SignIn, axe: CheckAccessibility) -> None:
    """The whole address goes to the clipboard, and the page says so each time."""
    report = make_report()
    sign_in(UserFactory())
    page.set_viewport_size({"width": 320, "height": 800})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(reverse("reporting:links", args=[report.period.pk]))
    page.get_by_role("button", name="Tạo 1 đường dẫn").click()
    expect(page.locator("h1")).to_contain_text("1 đường dẫn vừa tạo")
    expect(page.get_by_text("Cơ quan chưa có địa chỉ thư")).to_be_visible()
    axe(page)
    for _each in range(2):
        page.get_by_role("button", name=f"Chép đường dẫn của {report.body.name}").click()
        expect(page.locator(".toast")).to_have_count(1)
        expect(page.get_by_role("status").filter(has_text="Đã chép.")).to_be_visible()
    link = page.locator("code").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert "/bao-cao/vao/" in link
