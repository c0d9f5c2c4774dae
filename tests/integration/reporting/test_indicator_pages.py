"""The pages of indicators: queries that do not grow, what is shown, entered, and taken away."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from giaoban.reporting.models import Indicator, IndicatorValue, Period, Target
from giaoban.reporting.queries import years
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, MembershipFactory
from tests.factories.indicators import IndicatorValueFactory, TargetFactory
from tests.factories.reporting import AT, CalendarFactory, IndicatorFactory, PeriodFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

pytestmark = pytest.mark.django_db
LIST = "/bao-cao/chi-tieu/"
YEARS = "/bao-cao/chi-tieu/nhieu-nam/"
MOST_QUERIES = 18
BODIES, PERIODS = 150, 20


@pytest.fixture
def office() -> User:
    """Make a coordinator."""
    return UserFactory()


@pytest.fixture
def signed_in(client: Client, office: User) -> Client:
    """Sign the coordinator in."""
    client.force_login(office)
    return client


def _quarters(count: int) -> list[Period]:
    """Make the newest quarters, the oldest first."""
    calendar = CalendarFactory(is_main=True)
    today = timezone.localdate()
    at = today.year * 4 + (today.month - 1) // 3
    return [_quarter(calendar, *divmod(at - back, 4)) for back in reversed(range(count))]


def _quarter(calendar: Any, year: int, at: int) -> Period:
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


def _told(bodies: list[Body], periods: list[Period], **given: Any) -> Indicator:
    """Make an indicator with a value of one for each body and period."""
    row = IndicatorFactory(**given)
    row.bodies.set(bodies)
    ratio = row.is_ratio
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            indicator=row,
            period=period,
            body=body,
            value=Decimal(1),
            denominator=Decimal(2) if ratio else None,
            origin="person",
            at=AT,
        )
        for period in periods
        for body in bodies
    )
    return row


SHARE = {
    "unit": "%",
    "over_periods": "ratio",
    "over_bodies": "ratio",
    "numerator": "số đạt",
    "denominator": "tổng số",
}


# --- queries -----------------------------------------------------------------------------------


def test_queries_do_not_grow(
    signed_in: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    """Two bodies and two quarters take as many queries as 150 and 20, on every page."""
    bodies = BodyFactory.create_batch(BODIES)
    periods = _quarters(PERIODS)
    counts: dict[str, set[int]] = {}
    for n_bodies, n_periods in ((2, 2), (BODIES, PERIODS)):
        row = _told(bodies[:n_bodies], periods[-n_periods:])
        _told(bodies[:n_bodies], periods[-n_periods:], **SHARE)
        pages = {
            "list": LIST,
            "years": YEARS,
            "quarters": f"{YEARS}?every=quarter&columns=periods",
            "excel": f"{YEARS}?format=xlsx",
            "record": f"{LIST}{row.pk}/",
            "entry": f"{LIST}{row.pk}/nhap/{periods[-1].pk}/",
            "aims": f"{LIST}{row.pk}/muc-tieu/",
        }
        for name, url in pages.items():
            with django_assert_max_num_queries(MOST_QUERIES) as found:
                assert signed_in.get(url).status_code == 200
            counts.setdefault(name, set()).add(len(found))
    assert {name: len(found) for name, found in counts.items()} == dict.fromkeys(counts, 1)


def test_what_the_system_counts_takes_few_queries(
    signed_in: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    """Twenty open quarters are counted in one query, or two for a share."""
    row = IndicatorFactory(provider="tasks_on_time", **SHARE)
    row.bodies.set(BodyFactory.create_batch(30))
    _quarters(PERIODS)
    with django_assert_max_num_queries(MOST_QUERIES):
        signed_in.get(f"{LIST}{row.pk}/")


# --- what is shown -----------------------------------------------------------------------------


def test_the_list_tells_figure_coverage_and_direction(signed_in: Client) -> None:
    """A line says of how many bodies the figure is, and whether it got better."""
    bodies, (before, now) = BodyFactory.create_batch(3), _quarters(2)
    row = IndicatorFactory(direction="down", unit="ca")
    row.bodies.set(bodies)
    for period, told in ((before, (10, 10)), (now, (4, 5))):
        for body, value in zip(bodies, told, strict=False):
            IndicatorValueFactory(indicator=row, period=period, body=body, value=Decimal(value))
    TargetFactory(indicator=row, period=now, target=Decimal(8))
    page = signed_in.get(LIST).content.decode()
    assert "của 2/3 cơ quan" in page
    assert "Tốt lên, giảm 11" in page
    # A body is silent: it could have 0 or a hundred cases.
    assert "Chưa đủ số liệu để so sánh" not in page
    assert "Còn vượt 1" in page


def test_a_silent_body_is_no_fall(signed_in: Client) -> None:
    """A change is one of the bodies that told both periods, and says so."""
    bodies, (before, now) = BodyFactory.create_batch(2), _quarters(2)
    row = _told(bodies, [before])
    IndicatorValueFactory(indicator=row, period=now, body=bodies[0], value=Decimal(3))
    found = signed_in.get(LIST).context["page"].object_list[0].standing
    assert (found.latest.figure.value, found.change.words) == (3, "Tốt lên, tăng 2")
    assert found.change.note == "tính trên 1 cơ quan có số cả hai kỳ"


def test_a_sum_that_lacks_bodies_is_not_called_short(signed_in: Client) -> None:
    """The target is compared once all have told, or when it is passed already."""
    bodies, (now,) = BodyFactory.create_batch(2), _quarters(1)
    row = IndicatorFactory()
    row.bodies.set(bodies)
    IndicatorValueFactory(indicator=row, period=now, body=bodies[0], value=Decimal(7))
    target = TargetFactory(indicator=row, period=now, target=Decimal(10))
    for aimed, expected in ((10, "Chưa đủ số liệu để so sánh"), (7, "Đạt mục tiêu")):
        Target.objects.filter(pk=target.pk).update(target=aimed)
        found = signed_in.get(LIST).context["page"].object_list[0].standing.latest.reached
        assert found.words == expected


def test_periods_of_two_calendars_are_one_quarter(signed_in: Client) -> None:
    """Figures of two blocs in the same quarter come to one figure."""
    bodies, (now,) = BodyFactory.create_batch(2), _quarters(1)
    other = _quarter(CalendarFactory(), now.year, now.ordinal - 1)
    row = IndicatorFactory()
    row.bodies.set(bodies)
    IndicatorValueFactory(indicator=row, period=now, body=bodies[0], value=Decimal(3))
    IndicatorValueFactory(indicator=row, period=other, body=bodies[1], value=Decimal(4))
    found = signed_in.get(f"{LIST}{row.pk}/").context["latest"]
    assert (found.figure.value, found.coverage) == (7, "của 2/2 cơ quan")


def test_open_questions_are_shown_until_answered(signed_in: Client) -> None:
    """An odd value without a note waits on the record; with one it is answered."""
    body, (before, now) = BodyFactory(), _quarters(2)
    row = IndicatorFactory(leap=50)
    row.bodies.add(body)
    IndicatorValueFactory(indicator=row, period=before, body=body, value=Decimal(10))
    odd = IndicatorValueFactory(indicator=row, period=now, body=body, value=Decimal(90))
    url = f"{LIST}{row.pk}/"
    assert "thay đổi 800 %" in signed_in.get(url).content.decode()
    IndicatorValue.objects.filter(pk=odd.pk).update(note="Đợt dịch")
    assert signed_in.get(url).context["open_questions"] == []


def test_a_focal_point_sees_the_own_figures_alone(client: Client) -> None:
    """List, record and table of years of a body hold no other body's figure."""
    own, other = BodyFactory.create_batch(2)
    (now,) = _quarters(1)
    row = _told([own, other], [now])
    _told([other], [now], name="Của cơ quan khác")
    client.force_login(UserFactory(focal_point=True, body=own))
    page = client.get(LIST).context["page"].object_list
    assert [each.standing.latest.figure.value for each in page] == [1]
    record = client.get(f"{LIST}{row.pk}/")
    assert [line.body for line in record.context["lines"]] == [own]
    table = client.get(YEARS).context["table"]
    assert [cell.figure.value for line in table.lines for cell in line.cells] == [1]


def test_an_own_figure_is_set_against_the_own_target(client: Client) -> None:
    """What the whole shall reach is no measure of one body."""
    own, (now,) = BodyFactory(), _quarters(1)
    row = _told([own, BodyFactory()], [now])
    TargetFactory(indicator=row, period=now, target=Decimal(100))
    TargetFactory(indicator=row, period=now, target=Decimal(1), body=own)
    client.force_login(UserFactory(focal_point=True, body=own))
    page = client.get(LIST)
    found = page.context["page"].object_list[0].standing.latest
    assert (found.target, found.reached.words) == (1, "Đạt mục tiêu")
    assert page.context["own_period"] == now


def test_a_leader_of_the_lead_body_sees_all(client: Client) -> None:
    """Who leads the bloc sees every body's figures."""
    member = MembershipFactory()
    (now,) = _quarters(1)
    row = _told([member.body, BodyFactory()], [now])
    client.force_login(UserFactory(leader=True, body=member.bloc.lead))
    assert client.get(f"{LIST}{row.pk}/").context["latest"].figure.value == 2


# --- what is entered ---------------------------------------------------------------------------


def _entry(row: Indicator, period: Period, values: dict[Body, tuple[str, ...]]) -> dict[str, str]:
    names = ("value", "denominator", "note")
    return {
        f"{row.pk}-{body.pk}-{name}": text
        for body, texts in values.items()
        for name, text in zip(names, texts, strict=False)
    }


def test_numbers_are_typed_as_the_office_writes_them(signed_in: Client) -> None:
    """1.234,5 is one number; an empty field stays unknown."""
    bodies, (now,) = BodyFactory.create_batch(2), _quarters(1)
    row = IndicatorFactory(decimals=1)
    row.bodies.set(bodies)
    url = f"{LIST}{row.pk}/nhap/{now.pk}/"
    sent = signed_in.post(url, _entry(row, now, {bodies[0]: ("1.234,5",), bodies[1]: ("",)}))
    assert sent.status_code == 302
    assert [each.value for each in IndicatorValue.objects.all()] == [Decimal("1234.5")]


def test_one_odd_line_keeps_all_back_until_it_is_explained(signed_in: Client) -> None:
    """Nothing is half saved: the question stands at its line, all that was typed is kept."""
    bodies, (before, now) = BodyFactory.create_batch(2), _quarters(2)
    row = _told(bodies, [before], leap=50)
    url = f"{LIST}{row.pk}/nhap/{now.pk}/"
    typed = {bodies[0]: ("1",), bodies[1]: ("9",)}
    asked = signed_in.post(url, _entry(row, now, typed))
    assert asked.status_code == 422
    assert "1 số liệu cần xem lại, chưa ghi gì" in asked.content.decode()
    assert not IndicatorValue.objects.filter(period=now).exists()
    told = typed | {bodies[1]: ("9", "", "Sáp nhập hai trường")}
    assert signed_in.post(url, _entry(row, now, told)).status_code == 302
    assert IndicatorValue.objects.filter(period=now).count() == 2


@pytest.mark.parametrize("text", ["abc", "1,2,3", "12345678901234567890123", "0,12345"])
def test_what_is_no_number_is_said_at_its_field(signed_in: Client, text: str) -> None:
    """A word, two commas, too many digits: kept, and told."""
    body, (now,) = BodyFactory(), _quarters(1)
    row = IndicatorFactory()
    row.bodies.add(body)
    answer = signed_in.post(f"{LIST}{row.pk}/nhap/{now.pk}/", _entry(row, now, {body: (text,)}))
    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode()


def test_all_indicators_of_a_body_at_once(client: Client) -> None:
    """A focal point fills the own sheet; it holds nothing that the system counts."""
    body, (now,) = BodyFactory(), _quarters(1)
    rows = [IndicatorFactory(), IndicatorFactory(), IndicatorFactory(provider="tasks_done")]
    for row in rows:
        row.bodies.add(body)
    client.force_login(UserFactory(focal_point=True, body=body))
    url = f"{LIST}co-quan/{body.pk}/{now.pk}/"
    assert len(client.get(url).context["lines"]) == 2
    data = _entry(rows[0], now, {body: ("3",)}) | _entry(rows[1], now, {body: ("4",)})
    assert client.post(url, data).status_code == 302
    assert [each.value for each in IndicatorValue.objects.order_by("value")] == [3, 4]


def test_targets_are_set_in_a_grid(signed_in: Client) -> None:
    """Whole and body, quarter by quarter; who saves an old page is told."""
    body, (now,) = BodyFactory(), _quarters(1)
    row = IndicatorFactory()
    row.bodies.add(body)
    url = f"{LIST}{row.pk}/muc-tieu/?nam={now.year}"
    data = {f"{now.pk}-0-target": "95,5", f"{now.pk}-{body.pk}-target": "90"}
    assert signed_in.post(url, data).status_code == 302
    assert {each.target for each in Target.objects.all()} == {Decimal("95.5"), Decimal(90)}
    assert signed_in.post(url, {f"{now.pk}-0-target": "80"}).status_code == 409


# --- defining ----------------------------------------------------------------------------------


def test_the_example_changes_with_the_rules(signed_in: Client) -> None:
    """Live: each rule shows its own result; rules that do not hold together say why."""
    url = reverse("reporting:indicator_demo")
    results = {}
    for periods, bodies in (("sum", "sum"), ("latest", "sum"), ("ratio", "ratio")):
        answer = signed_in.get(url, {"over_periods": periods, "over_bodies": bodies, "unit": "%"})
        results[periods] = answer.context["demo"].whole.value
    assert len(set(results.values())) == 3
    words = signed_in.get(url, {"over_periods": "ratio", "over_bodies": "sum"}).content.decode()
    assert "không đi với nhau" in words


def test_the_example_works_without_scripts(signed_in: Client) -> None:
    """A plain button shows the example anew, saves nothing, complains of nothing."""
    data = {"demo": "1", "over_periods": "latest", "over_bodies": "mean", "decimals": "1"}
    answer = signed_in.post(reverse("reporting:indicator_new"), data)
    assert answer.status_code == 200
    assert answer.context["demo"].whole.value.quantize(Decimal("0.1")) == Decimal("10.7")
    assert 'class="err"' not in answer.content.decode()
    assert not Indicator.objects.exists()


def test_a_form_sent_twice_defines_once(signed_in: Client) -> None:
    """The second sending leads to what the first one made."""
    data = {
        "name": "Số trường đạt chuẩn",
        "code": "GD01",
        "unit": "trường",
        "decimals": "0",
        "direction": "up",
        "every": "quarter",
        "over_periods": "latest",
        "over_bodies": "sum",
        "form_key": "once",
    }
    urls = {signed_in.post(reverse("reporting:indicator_new"), data).url for _ in range(2)}
    assert urls == {f"{LIST}{Indicator.objects.get().pk}/"}


# --- many years --------------------------------------------------------------------------------


def test_years_combine_each_body_first(office: User) -> None:
    """A year of sums adds its quarters; coverage counts bodies and values."""
    bodies, periods = BodyFactory.create_batch(2), _quarters(8)
    row = _told(bodies, periods)
    IndicatorValue.objects.filter(indicator=row, body=bodies[1], period=periods[0]).delete()
    today = timezone.localdate()
    found = years.table(on=today, by=office, count=5, kind="quarter", by_year=True)
    assert sum(cell.figure.value or 0 for cell in found.lines[0].cells) == 15
    assert sum(cell.figure.expected_cells for cell in found.lines[0].cells) == 16


def test_years_go_to_excel_as_numbers(signed_in: Client) -> None:
    """A figure is a number, what is not known an empty cell; a name is never a formula."""
    (now,) = _quarters(1)
    _told([BodyFactory()], [now], name="=1+1", code="A")
    row = IndicatorFactory(code="B")
    row.bodies.add(BodyFactory())
    answer = signed_in.get(f"{YEARS}?format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cells = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert [line[3] for line in cells] == [1, None]
    assert sheet["B2"].data_type == "s"


@pytest.mark.parametrize(
    ("lowest", "highest", "said"),
    [
        ("0", "100", "từ 0 đến 100"),
        ("0.5", None, "từ 0,5 trở lên"),
        (None, "1500", "không quá 1.500"),
    ],
)
def test_the_range_is_said_in_words(
    signed_in: Client, lowest: str | None, highest: str | None, said: str
) -> None:
    """The ends are written as numbers are, without noughts; an open end is said too."""
    ends = {"lowest": lowest and Decimal(lowest), "highest": highest and Decimal(highest)}
    indicator = IndicatorFactory(decimals=1, **ends)
    page = signed_in.get(reverse("reporting:indicator", args=[indicator.pk])).content.decode()
    assert f'<dd class="n">{said}</dd>' in page
