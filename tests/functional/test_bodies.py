"""A merger in a real browser, the list on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from giaoban.bodies.models import Body
from tests.factories.accounts import UserFactory
from tests.factories.bodies import (
    BlocFactory,
    BodyClassFactory,
    MembershipFactory,
    PostFactory,
)
from tests.functional.test_accounts import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.functional.conftest import CheckAccessibility

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(page: Page) -> Page:
    """Sign in as administrator, in a register with a bloc of two."""
    bloc = BlocFactory(name="Khối khoa giáo", lead__name="Ban Tuyên giáo Tỉnh ủy")
    for name in ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"):
        body = MembershipFactory(bloc=bloc, body__name=name).body
        PostFactory(body=body)
    BodyClassFactory()
    sign_in(page, UserFactory(administrator=True).email)
    return page


def test_two_departments_merge(office: Page, axe: CheckAccessibility) -> None:
    """Chosen in the form, seen in the preview, written once; the list of before shows both."""
    page = office
    page.goto(reverse("bodies:merge"))
    page.get_by_label("Sở Thông tin và Truyền thông").check()
    page.get_by_label("Sở Khoa học và Công nghệ").check()
    into = Body.objects.get(name="Sở Khoa học và Công nghệ")
    page.get_by_label("Sáp nhập vào").select_option(str(into.pk))
    page.get_by_label("Có hiệu lực từ ngày").fill("2025-03-01")
    page.get_by_label("Theo văn bản").fill("Nghị quyết số 01/NQ-HĐND")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Kết thúc hoạt động: Sở Thông tin và Truyền thông")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Ghi sáp nhập").click()
    page.wait_for_url("**/co-quan/*/")
    expect(page.get_by_text("Sáp nhập vào Sở Khoa học và Công nghệ")).to_be_visible()
    axe(page)
    page.goto(reverse("bodies:list"))
    expect(page.get_by_role("link", name="Sở Thông tin và Truyền thông")).to_be_hidden()
    page.get_by_label("Vào ngày").fill("2022-04-08")
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**ngay=2022-04-08**")
    expect(page.get_by_role("link", name="Sở Thông tin và Truyền thông")).to_be_visible()
