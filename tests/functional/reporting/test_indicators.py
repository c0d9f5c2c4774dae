"""Indicators in a real browser: defined with a live example, entered, questioned, looked at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from giaoban.reporting.models import Indicator, IndicatorValue, Period
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, MembershipFactory
from tests.factories.indicators import IndicatorValueFactory
from tests.factories.reporting import CalendarFactory, PeriodFactory

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from giaoban.bodies.models import Body
    from tests.functional.conftest import CheckAccessibility, SignIn

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/bao-cao/chi-tieu/"


def _period(calendar: object, back: int) -> Period:
    """Make the quarter that is so many before this one."""
    today = timezone.localdate()
    year, at = divmod(today.year * 4 + (today.month - 1) // 3 - back, 4)
    first = dt.date(year, at * 3 + 1, 1)
    last = first + dt.timedelta(days=88)
    return PeriodFactory(
        calendar=calendar,
        year=year,
        ordinal=at + 1,
        first_day=first,
        last_day=last,
        data_from=first,
        data_to=last,
        due_on=last + dt.timedelta(days=9),
    )


@pytest.fixture
def body(transactional_db: None) -> Body:
    """Make a member of a bloc with two quarters."""
    body = BodyFactory(name="Sở Ví dụ")
    calendar = CalendarFactory(is_main=True)
    MembershipFactory(bloc=calendar.bloc, body=body)
    for back in (1, 0):
        _period(calendar, back)
    return body


def test_from_definition_to_drawing(
    page: Page, sign_in: SignIn, axe: CheckAccessibility, body: Body
) -> None:
    """The example follows the rules; a leap is asked about, explained, and drawn."""
    sign_in(UserFactory())
    page.goto(f"{LIST}moi/")
    expect(page.locator("#demo")).to_contain_text("Kết quả: 108")
    page.get_by_label("Gộp các kỳ").select_option("latest")
    expect(page.locator("#demo")).to_contain_text("Kết quả: 32")
    page.get_by_label("Gộp các kỳ").select_option("ratio")
    expect(page.locator("#demo")).to_contain_text("không đi với nhau")
    axe(page)
    page.get_by_label("Gộp các kỳ").select_option("sum")
    page.get_by_label("Tên chỉ tiêu").fill("Số mô hình mới")
    page.get_by_label("Mã", exact=True).fill("KH01")
    page.get_by_label("Đơn vị tính").fill("mô hình")
    page.get_by_label("Hỏi lại khi đổi quá").fill("50")
    page.get_by_label("Cơ quan báo cáo").select_option(label="Sở Ví dụ")
    page.get_by_role("button", name="Lập chỉ tiêu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số mô hình mới")
    row = Indicator.objects.get()
    before = Period.objects.order_by("first_day").first()
    IndicatorValueFactory(indicator=row, body=body, period=before, value=10)

    page.reload()
    page.get_by_role("link", name="Nhập số liệu").click()
    page.get_by_label("Giá trị: Số mô hình mới").fill("1.200,5")
    page.get_by_role("button", name="Ghi số liệu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 số liệu cần xem lại")
    axe(page)
    page.get_by_label("Giải thích: Số mô hình mới").fill("Nhập thêm các xã")
    page.get_by_role("button", name="Ghi số liệu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("mô hình")
    said = page.locator("svg.chart").get_attribute("aria-label")
    assert said is not None
    assert ": 10; " in said


def test_a_focal_point_on_a_telephone(
    page: Page, sign_in: SignIn, axe: CheckAccessibility, body: Body
) -> None:
    """The own sheet is filled at 320 px."""
    row = Indicator.objects.create(name="Số lớp", folded="so lop", code="GD", unit="lớp")
    row.bodies.add(body)
    sign_in(UserFactory(focal_point=True, body=body))
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{LIST}{row.pk}/")
    page.get_by_role("link", name="Nhập số liệu").click()
    page.get_by_label("Giá trị: Số lớp").fill("7")
    axe(page)
    page.get_by_role("button", name="Ghi số liệu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("7 lớp")
    assert IndicatorValue.objects.get().value == 7
