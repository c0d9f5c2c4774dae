"""Pages of reports: queries, weight, what is saved, two people, accepting many."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from giaoban.bodies.models import Succession
from giaoban.core.templatetags.look import vnday
from giaoban.reporting.actions import reports
from giaoban.reporting.enums import RowKind
from giaoban.reporting.models import Report, ReportRow
from tests.factories.reporting import IndicatorFactory, ReportFactory, ReportRowFactory
from tests.integration.reporting.conftest import AT, led_by, other_member
from tests.integration.reporting.test_reports import fill, task_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Period

HEAVIEST = 100_000
MOST_QUERIES = 18
BODIES, ROWS = 150, 160
DAY = dt.timedelta(days=1)


def _url(report: Report, name: str = "report") -> str:
    return reverse(f"reporting:{name}", args=[report.pk])


def _sent(row: ReportRow, **fields: object) -> dict[str, object]:
    given = {"version": row.version, "percent": "", "text": ""} | fields
    return {f"r{row.pk}-{name}": value for name, value in given.items()}


@pytest.fixture
def province(period: Period, report: Report) -> Report:
    """Make a bloc of 150 bodies, each with 160 rows."""
    for _each in range(BODIES - 1):
        other_member(period)
    known = [
        ReportFactory(period=period, body=each.body)
        for each in period.calendar.bloc.memberships.exclude(body=report.body)
    ]
    rows = [
        ReportRow(report=each, kind=RowKind.TASK, task=report.rows.get(task__isnull=False).task)
        for each in known
    ]
    tasks = [led_by(report.body) for _each in range(ROWS)]
    rows += [ReportRow(report=report, kind=RowKind.TASK, task=task) for task in tasks]
    ReportRow.objects.bulk_create(rows)
    period.opened_at = AT
    period.save()
    return report


def test_budgets_of_a_province(
    client: Client,
    office: User,
    province: Report,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    """List, board, periods and a report of 160 rows take few queries and stay light."""
    client.force_login(office)
    pages = [
        reverse("reporting:reports"),
        f"{reverse('reporting:board')}?ky={province.period_id}",
        f"{reverse('reporting:periods')}?nam=2022",
        _url(province),
        _url(province, "submit"),
    ]
    for page in pages:
        with django_assert_max_num_queries(MOST_QUERIES):
            answer = client.get(page)
        assert answer.status_code == 200
        if "bang" not in page:
            assert len(answer.content) < HEAVIEST, page


def test_opening_takes_as_many_queries_for_many_bodies(
    office: User,
    period: Period,
    body: Body,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    """Rows of all reports are made together."""
    for _each in range(40):
        led_by(other_member(period))
    with django_assert_max_num_queries(30):
        made = reports.open_period(by=office, at=AT, period=period)
    assert len(made) == 41


def test_saved_and_said(client: Client, focal: User, report: Report) -> None:
    """What was typed is saved; a script hears the new version of the row."""
    client.force_login(focal)
    row = task_row(report)
    data = _sent(row, percent="80", text="Đã xong\r\nphần một")
    answer = client.post(_url(report, "fill"), data, headers={"HX-Request": "true"})
    row.refresh_from_db()
    assert (row.percent, row.text) == (80, "Đã xong\nphần một")
    assert f'name="r{row.pk}-version" value="2"' in answer.content.decode()
    assert client.post(_url(report, "fill"), _sent(row, percent="80")).status_code == 302


def test_two_people_see_both(client: Client, focal: User, office: User, report: Report) -> None:
    """Who saves second sees the other's words beside the own; saving again writes them over."""
    client.force_login(focal)
    row = task_row(report)
    fill(report, office, text="Bản của người khác")
    mine = _sent(row, text="Bản của tôi")
    answer = client.post(_url(report, "fill"), mine)
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của người khác" in words
    assert "Bản của tôi" in words
    assert f'name="r{row.pk}-version" value="2"' in words
    client.post(_url(report, "fill"), mine | {f"r{row.pk}-version": 2})
    row.refresh_from_db()
    assert row.text == "Bản của tôi"


def test_a_wrong_value_keeps_what_was_typed(client: Client, focal: User, report: Report) -> None:
    """An impossible percent is told at its field; the text beside it is still there."""
    client.force_login(focal)
    row = task_row(report)
    answer = client.post(_url(report, "fill"), _sent(row, percent="180", text="Giữ lại nhé"))
    assert answer.status_code == 422
    assert "Giữ lại nhé" in answer.content.decode()
    assert "Tiến độ phải từ 0 đến 100 %." in answer.content.decode()


def test_saving_by_itself_keeps_what_is_right(client: Client, focal: User, report: Report) -> None:
    """A wrong box is told of; the other rows that were sent beside it are saved."""
    client.force_login(focal)
    right = report.rows.get(aspect="shortcomings")
    data = _sent(task_row(report), percent="180") | _sent(right, text="Còn chậm")
    answer = client.post(_url(report, "fill"), data, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "Chưa lưu hết" in answer.content.decode()
    assert f'name="r{right.pk}-version" value="2"' in answer.content.decode()
    right.refresh_from_db()
    assert right.text == "Còn chậm"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("1.250", "1250"), ("1.250,5", "1250,5"), ("12,5", "12,5"), ("12.5", "12,5")],
)
def test_figures_are_read_as_they_are_written(
    client: Client, focal: User, report: Report, typed: str, shown: str
) -> None:
    """A point parts thousands, a comma the decimals, as in the other forms of figures."""
    client.force_login(focal)
    row = report.rows.create(kind="indicator", indicator=IndicatorFactory(), order=99)
    client.post(_url(report, "fill"), _sent(row, value=typed))
    row.refresh_from_db()
    assert row.value == Decimal(shown.replace(",", "."))
    page = client.get(_url(report, "report")).content.decode()
    assert f'name="r{row.pk}-value" value="{shown}"' in page


def test_many_are_accepted_and_the_rest_told(
    client: Client, office: User, period: Period, report: Report
) -> None:
    """What the person sent in a body's place is left for another."""
    ready = ReportFactory(period=period, body=other_member(period), submitted=True)
    mine = ReportFactory(
        period=period,
        body=other_member(period),
        submitted=True,
        submitted_by=office,
        on_behalf=True,
        on_behalf_reason="Báo qua điện thoại",
    )
    client.force_login(office)
    keys = [ready.pk, mine.pk, report.pk, "x"]
    answer = client.post(reverse("reporting:accept_many"), {"report": keys}, follow=True)
    said = [str(each) for each in answer.context["messages"]]
    assert said[0] == "Đã nhận 1 báo cáo."
    assert said[1].startswith("2 báo cáo chưa nhận được")


def test_a_check_list_before_sending(client: Client, focal: User, report: Report) -> None:
    """Due tasks are asked for, the rest may stay empty; claims without evidence are told."""
    client.force_login(focal)
    words = client.get(_url(report, "submit")).content.decode()
    assert "Chưa gửi được: còn 1 dòng bắt buộc" in words
    assert client.post(_url(report, "submit")).status_code == 422
    fill(report, focal, claims_done=True)
    words = client.get(_url(report, "submit")).content.decode()
    assert "Gửi báo cáo với 4 dòng để trống?" in words
    assert "Chưa có minh chứng" in words
    assert client.post(_url(report, "submit")).status_code == 302


def test_last_period_stands_beside(
    client: Client, focal: User, period: Period, body: Body, report: Report
) -> None:
    """What the body told of the same task a quarter ago is shown."""
    row = task_row(report)
    before = ReportFactory(
        body=body,
        period__calendar=period.calendar,
        period__ordinal=1,
        period__data_from=dt.date(2021, 12, 15),
        period__data_to=dt.date(2022, 3, 14),
        period__due_on=dt.date(2022, 3, 25),
    )
    ReportRow.objects.create(
        report=before, kind=RowKind.TASK, task=row.task, percent=35, text="Mới bắt đầu"
    )
    client.force_login(focal)
    words = client.get(_url(report)).content.decode()
    assert "35 %" in words
    assert "Mới bắt đầu" in words


@pytest.mark.parametrize("kind", ["csv", "xlsx", "print"])
def test_taken_away(client: Client, office: User, report: Report, kind: str) -> None:
    """The list leaves as CSV, Excel and print."""
    client.force_login(office)
    assert client.get(reverse("reporting:reports"), {"format": kind}).status_code == 200


def test_home_tells_what_waits(client: Client, office: User, focal: User, report: Report) -> None:
    """A body sees what it has to send, the office what was sent; each in its own words."""
    client.force_login(focal)
    assert reverse("reporting:report", args=[report.pk]) in client.get("/").content.decode()
    client.force_login(office)
    assert "báo cáo chờ bạn" not in client.get("/").content.decode()
    fill(report, focal)
    reports.submit(by=focal, at=AT, report=report)
    assert "1 báo cáo chờ bạn" in client.get("/").content.decode()


def test_a_successor_sees_what_was_told_before(
    client: Client, focal: User, period: Period, body: Body, report: Report
) -> None:
    """Work that came from a body that ended stands beside with that body's words."""
    ended = other_member(period, valid_to=dt.date(2022, 3, 14))
    Succession.objects.create(
        kind="merge", predecessor=ended, successor=body, on=dt.date(2022, 3, 15)
    )
    before = ReportFactory(
        body=ended,
        period__calendar=period.calendar,
        period__ordinal=1,
        period__data_from=dt.date(2021, 12, 15),
        period__data_to=dt.date(2022, 3, 14),
        period__due_on=dt.date(2022, 3, 25),
    )
    row = task_row(report)
    ReportRow.objects.create(report=before, kind=RowKind.TASK, task=row.task, text="Lời cũ")
    client.force_login(focal)
    assert "Lời cũ" in client.get(_url(report)).content.decode()


def test_the_board_urges_who_is_silent(
    client: Client, office: User, period: Period, report: Report
) -> None:
    """One act for all of them, its letter begun; whoever has told something is not urged."""
    told = ReportFactory(period=period, body=other_member(period))
    ReportRowFactory(report=told, text="Tốt", filled_at=AT)
    sent = ReportFactory(period=period, body=other_member(period), submitted=True)
    period.opened_at = AT
    period.save()
    client.force_login(office)
    url = reverse("reporting:board")
    with time_machine.travel(dt.datetime.combine(period.due_on, dt.time(3), dt.UTC)):
        shown = client.get(f"{url}?ky={period.pk}")
        assert [line.report for line in shown.context["urged"]] == [report]
        assert "Đôn đốc 1 cơ quan" in shown.content.decode()
        assert reverse("reporting:links", args=[period.pk]) in shown.content.decode()
        form = client.get(shown.context["urge_url"]).context["form"]
        assert form.initial["bodies"] == [str(report.body_id)]
        assert str(period) in form.initial["title"]
        assert vnday(period.due_on) in form.initial["content"]
    with time_machine.travel(dt.datetime.combine(period.due_on, dt.time(3), dt.UTC) + DAY):
        late = client.get(f"{url}?ky={period.pk}")
        assert {line.report for line in late.context["urged"]} == {report, told}
    assert sent.body_id not in {line.report.body_id for line in late.context["urged"]}


@pytest.mark.parametrize("name", ["days", "periods"])
@pytest.mark.parametrize("year", ["0000", "9999", "năm"])
def test_a_year_that_is_none_shows_this_one(
    client: Client, office: User, name: str, year: str
) -> None:
    """Whatever stands in the address, the page is that of a year with periods."""
    client.force_login(office)
    with time_machine.travel(AT):
        page = client.get(reverse(f"reporting:{name}"), {"nam": year})
    assert (page.status_code, page.context["year"]) == (200, AT.year)


def test_a_recalled_report_is_not_sent_on_the_board(client: Client, office: User) -> None:
    """It counts as sent neither in the heading nor in the days that were kept."""
    report = ReportFactory()
    Report.objects.filter(pk=report.pk).update(submitted_at=AT, first_submitted_at=AT)
    period = report.period
    period.opened_at = AT
    period.save()
    client.force_login(office)
    with time_machine.travel(dt.datetime.combine(period.due_on, dt.time(3), dt.UTC) + DAY):
        page = client.get(f"{reverse('reporting:board')}?ky={period.pk}")
    assert page.context["n_sent"] == 0
    (line,) = page.context["lines"]
    assert (line.kept.sent, line.late_days) == (0, 1)
