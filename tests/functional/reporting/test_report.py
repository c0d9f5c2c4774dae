"""A quarter's report in a real browser: opened, filled on a phone, sent, accepted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from giaoban.reporting.actions import reports
from giaoban.reporting.enums import ReportState
from giaoban.reporting.models import Period, Report
from giaoban.reporting.told import Told
from giaoban.work.models import Progress
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, MembershipFactory
from tests.factories.reporting import AT, CalendarFactory, PeriodFactory
from tests.factories.work import AssignmentFactory

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from giaoban.bodies.models import Body
    from tests.functional.conftest import CheckAccessibility, SignIn


@pytest.fixture
def body(transactional_db: None) -> Body:
    """Make a member of a bloc that leads a task due in the quarter."""
    body = BodyFactory(name="Sở Ví dụ")
    calendar = CalendarFactory(name="Báo cáo quý")
    MembershipFactory(bloc=calendar.bloc, body=body)
    today = timezone.localdate()
    PeriodFactory(
        calendar=calendar,
        name="Quý này",
        year=today.year,
        data_from=today - dt.timedelta(days=90),
        data_to=today - dt.timedelta(days=1),
        due_on=today + dt.timedelta(days=10),
    )
    AssignmentFactory(
        body=body,
        task__title="Sơ kết 05 năm chương trình",
        task__due_on=today - dt.timedelta(days=5),
        task__state="assigned",
        task__lead=body,
    )
    return body


@pytest.mark.django_db(transaction=True)
def test_from_opening_to_acceptance(
    page: Page, sign_in: SignIn, axe: CheckAccessibility, body: Body
) -> None:
    """The office opens, the focal point fills on a phone and sends, the office accepts."""
    office, focal = UserFactory(), UserFactory(focal_point=True, body=body)
    sign_in(office)
    page.goto("/bao-cao/ky/")
    page.get_by_role("button", name="Mở kỳ: Quý này").click()
    expect(page.locator(".toast")).to_contain_text("Đã lập báo cáo cho 1 cơ quan")

    sign_in(focal)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/bao-cao/")
    page.get_by_role("link", name="Sở Ví dụ").click()
    expect(page.locator("h1")).to_contain_text("0/5 dòng đã điền")
    axe(page)
    page.get_by_label("Tiến độ, %").fill("80")
    page.get_by_label("Kết quả, khó khăn").fill("Đã tổ chức hội nghị")
    page.get_by_label("Hạn chế").fill("Còn chậm")
    expect(page.locator("#saved")).to_contain_text("Đã lưu lúc")
    expect(page.locator("h1")).to_contain_text("2/5 dòng đã điền")
    page.get_by_role("link", name="Xem lại và gửi").click()
    expect(page.locator("h1")).to_have_text("Gửi báo cáo với 3 dòng để trống?")
    axe(page)
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator(".toast")).to_contain_text("Đã gửi báo cáo")

    sign_in(office)
    page.goto("/bao-cao/")
    with page.expect_navigation():
        page.get_by_role("link", name="Sở Ví dụ").click()
    axe(page)
    page.get_by_role("button", name="Nhận báo cáo").click()
    expect(page.locator(".toast")).to_contain_text("Đã nhận báo cáo của Sở Ví dụ")
    assert Report.objects.get().state == ReportState.ACCEPTED
    told = Progress.objects.get()
    assert (told.percent, told.text, told.by) == (80, "Đã tổ chức hội nghị", focal)


@pytest.mark.django_db(transaction=True)
def test_two_people_in_one_row(
    page: Page, sign_in: SignIn, axe: CheckAccessibility, body: Body
) -> None:
    """Saving by itself says that somebody else was quicker; the button shows both versions."""
    office, focal = UserFactory(), UserFactory(focal_point=True, body=body)
    period = Period.objects.get()
    [report] = reports.open_period(by=office, at=AT, period=period)
    sign_in(focal)
    page.goto(f"/bao-cao/{report.pk}/")
    row = report.rows.get(task__isnull=False)
    told = [Told(row.pk, row.version, text="Bản của cơ quan tổng hợp")]
    reports.save(by=office, at=AT, report=report, told=told)
    page.get_by_label("Kết quả, khó khăn").fill("Bản của tôi")
    expect(page.locator("#saved")).to_contain_text("Người khác đã sửa 1 dòng")
    page.get_by_role("button", name="Lưu báo cáo").first.click()
    expect(page.get_by_text("Bản của cơ quan tổng hợp")).to_be_visible()
    expect(page.get_by_label("Kết quả, khó khăn")).to_have_value("Bản của tôi")
    axe(page)
    page.get_by_role("button", name="Lưu báo cáo").first.click()
    expect(page.locator(".toast")).to_contain_text("Đã lưu 1 dòng")
    row.refresh_from_db()
    assert row.text == "Bản của tôi"


@pytest.mark.django_db(transaction=True)
def test_one_wrong_box_holds_up_no_other(page: Page, sign_in: SignIn, body: Body) -> None:
    """Other rows save themselves beside it; the button sends all and shows all that was typed."""
    office, focal = UserFactory(), UserFactory(focal_point=True, body=body)
    [report] = reports.open_period(by=office, at=AT, period=Period.objects.get())
    sign_in(focal)
    page.goto(f"/bao-cao/{report.pk}/")
    percent, limits = page.get_by_label("Tiến độ, %"), page.get_by_label("Hạn chế")
    percent.fill("150")
    limits.fill("Còn chậm")
    expect(page.locator("#saved")).to_contain_text("Chưa lưu hết")
    row = report.rows.get(aspect="shortcomings")
    assert row.text == "Còn chậm"
    limits.fill("Còn chậm, do thiếu vốn")
    page.get_by_role("button", name="Lưu báo cáo").first.click()
    expect(page.get_by_text("Chưa lưu: có ô ghi chưa đúng.")).to_be_visible()
    expect(percent).to_have_value("150")
    expect(limits).to_have_value("Còn chậm, do thiếu vốn")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Xem lại và gửi").click(no_wait_after=True)
    expect(percent).to_have_value("150")
    assert asked == ["beforeunload"]
    percent.fill("50")
    page.get_by_role("button", name="Lưu báo cáo").first.click()
    expect(page.locator(".toast")).to_contain_text("Đã lưu")
    row.refresh_from_db()
    assert row.text == "Còn chậm, do thiếu vốn"
