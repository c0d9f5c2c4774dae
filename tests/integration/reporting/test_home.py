"""The quarter as the home page: of the office, a leader, a body, and of a site with nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giaoban.core.enums import Role
from giaoban.reporting import tallying
from giaoban.reporting.models import Period, Report
from giaoban.work.models import Extension
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, MembershipFactory
from tests.factories.directives import DirectiveFactory, MilestoneFactory
from tests.factories.reporting import CalendarFactory, PeriodFactory, ReportFactory
from tests.factories.work import AssignmentFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

pytestmark = pytest.mark.django_db
# Friday, 17 June 2022: figures are cut off, reports are due on the 25th.
NOW = dt.datetime(2022, 6, 17, 2, tzinfo=dt.UTC)
TODAY = dt.date(2022, 6, 17)
MOST_QUERIES = 21


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def period() -> Period:
    """Open the second quarter of 2022."""
    return PeriodFactory(
        calendar=CalendarFactory(is_main=True), opened_at=NOW - dt.timedelta(days=3)
    )


def member(period: Period, name: str, **report: object) -> Body:
    """Put a body into the bloc, with its report."""
    body = BodyFactory(name=name)
    MembershipFactory(bloc=period.calendar.bloc, body=body)
    ReportFactory(period=period, body=body, **report)
    return body


def task(body: Body, due: int | None, state: str = "in_progress", **more: object) -> object:
    """Give a body a task due so many days from today."""
    day = None if due is None else TODAY + dt.timedelta(days=due)
    fields = {"lead": body, "state": state, "due_on": day, **more}
    return AssignmentFactory(
        body=body, **{f"task__{name}": value for name, value in fields.items()}
    ).task


def page(client: Client, user: User) -> str:
    """Return the home page of a person."""
    client.force_login(user)
    return client.get(reverse("home")).text


def heading(text: str) -> str:
    """Return the words of the page's heading."""
    return text.split("<h1>")[1].split("</h1>", maxsplit=1)[0].strip()


def test_the_heading_answers_with_numbers(client: Client, period: Period) -> None:
    """How many tasks are late in how many bodies, and how many bodies are silent."""
    late, silent = member(period, "Sở Chậm"), member(period, "Sở Im lặng")
    other = member(period, "Sở Đã gửi", accepted=True)
    for body, days in ((late, -3), (late, -1), (other, -5), (silent, 40)):
        task(body, days)
    text = page(client, UserFactory())
    assert heading(text) == "3 nhiệm vụ quá hạn của 2 cơ quan; 2 cơ quan chưa gửi báo cáo"
    assert "Quý 2 năm 2022" in text
    assert "còn 8 ngày" in text


def test_the_act_leads_to_a_letter_that_is_filled(client: Client, period: Period) -> None:
    """The silent and the late are chosen already, with the tasks that they are late with."""
    silent, late = member(period, "Sở Im lặng"), member(period, "Sở Chậm", accepted=True)
    quiet = member(period, "Sở Xong", accepted=True)
    overdue = task(late, -3)
    text = page(client, UserFactory())
    assert "Đôn đốc 2 cơ quan" in text
    url = text.split('btn-seal" href="')[1].split('"')[0].replace("&amp;", "&")
    form = client.get(url).context["form"]
    assert set(form["bodies"].value()) == {str(silent.pk), str(late.pk)}
    assert str(quiet.pk) not in form["bodies"].value()
    assert form["tasks"].value() == str(overdue.pk)  # type: ignore[attr-defined]
    assert form["title"].value().startswith("Đôn đốc gửi báo cáo")


def test_the_board_counts_each_task_once_and_those_who_press_first(
    client: Client, period: Period
) -> None:
    """Late and soon before the state, unless it was sent in; done before the period is left out."""
    calm, late = member(period, "Sở Ổn", accepted=True), member(period, "Sở Chậm", accepted=True)
    for days, state in ((-1, "sent_back"), (3, "assigned"), (60, "assigned")):
        task(late, days, state)
    for days in (-1, 3, 60):
        task(late, days, "submitted")
    task(calm, 60)
    for done_on in (dt.date(2022, 5, 1), dt.date(2022, 1, 5)):
        task(calm, None, "closed", done_on=done_on)
    client.force_login(UserFactory())
    panels = client.get(reverse("home")).context["panels"]
    board = next(each.context for each in panels if each.template.endswith("/board.html"))
    counted = {
        line.name: {cell.head.key: cell.n for cell in line.cells if cell.n}
        for line in board["lines"]
    }
    assert list(counted) == ["Sở Chậm", "Sở Ổn"]
    assert counted["Sở Chậm"] == {"late": 1, "soon": 1, "new": 1, "wait": 3}
    assert counted["Sở Ổn"] == {"doing": 1, "done": 1}
    assert board["all"].n == 8


@pytest.mark.parametrize(("asked", "n"), [("due=late", 1), ("due=soon", 1), ("state=submitted", 1)])
def test_a_figure_of_the_board_leads_to_its_tasks(
    client: Client, period: Period, asked: str, n: int
) -> None:
    """What is late, soon or sent in of a body is one click away, and they are as many."""
    body = member(period, "Sở Chậm", accepted=True)
    for days, state in ((-1, "submitted"), (-5, "assigned"), (3, "assigned"), (60, "assigned")):
        task(body, days, state)
    client.force_login(UserFactory())
    page = client.get(reverse("home")).content.decode()
    url = f"{reverse('work:list')}?body={body.pk}&part=lead&{asked}"
    assert f'href="{url.replace("&", "&amp;")}"' in page
    assert client.get(url).context["page"].paginator.count == n


def test_what_another_bloc_has_stands_on_its_board(client: Client, period: Period) -> None:
    """A body of another bloc is left out; one of both blocs, or of none, is not."""
    both, other, none = member(period, "Sở Cả hai"), BodyFactory(name="Sở Khối khác"), BodyFactory()
    elsewhere = MembershipFactory(body=other).bloc
    MembershipFactory(bloc=elsewhere, body=both)
    for body in (both, other, none):
        task(body, 5)
    found = tallying.of(UserFactory(role=Role.COORDINATOR), TODAY)
    assert found is not None
    assert {line.body_id for line in found.lines} == {both.pk, none.pk}


def test_many_bodies_are_folded(client: Client, period: Period) -> None:
    """The first ten stand, the rest are one line that adds up, with the way to all of them."""
    for n in range(14):
        body = member(period, f"Sở {n:02}", accepted=n > 2)
        task(body, 60)
    client.force_login(UserFactory())
    answer = client.get(reverse("home"))
    board = next(
        each.context for each in answer.context["panels"] if each.template.endswith("/board.html")
    )
    assert (len(board["lines"]), board["n_rest"], board["rest"].n) == (10, 4, 4)
    assert "4 cơ quan còn lại" in answer.text
    assert board["rest"].sent == 4


def test_the_loop_invents_nothing(client: Client, period: Period) -> None:
    """What the site does not do yet has no figure; what is known is said."""
    member(period, "Sở Một", accepted=True)
    member(period, "Sở Hai", sent_back=True)
    client.force_login(UserFactory())
    panels = client.get(reverse("home")).context["panels"]
    loop = next(each.context for each in panels if each.template.endswith("/loop.html"))
    figures = [station.figure for station in loop["stations"]]
    assert figures == ["0", "1", "–", "–", "–"]
    assert [station.is_here for station in loop["stations"]] == [False, True, False, False, False]
    assert loop["stations"][1].words == "cơ quan đã gửi, 1 bị trả lại"
    assert loop["stations"][2].words == "chưa bắt đầu, 1 báo cáo đã nhận"


def test_before_the_cut_off_nobody_is_silent(client: Client, period: Period) -> None:
    """A report that is not asked for yet is not missing."""
    member(period, "Sở Một")
    Period.objects.filter(pk=period.pk).update(data_to=dt.date(2022, 6, 20))
    text = page(client, UserFactory())
    assert "chưa gửi báo cáo" not in heading(text)
    assert "Đôn đốc 1 cơ quan" not in text


def test_how_days_were_kept(client: Client, period: Period) -> None:
    """Over the last periods due: sent and on time, of the bloc and of the bodies that missed."""
    good, bad = member(period, "Sở Tốt"), member(period, "Sở Quên")
    before = PeriodFactory(
        calendar=period.calendar,
        ordinal=1,
        first_day=dt.date(2022, 1, 1),
        last_day=dt.date(2022, 3, 31),
        data_from=dt.date(2021, 12, 15),
        data_to=dt.date(2022, 3, 14),
        due_on=dt.date(2022, 3, 25),
        opened_at=NOW,
    )
    ReportFactory(
        period=before,
        body=good,
        submitted=True,
        first_submitted_at=dt.datetime(2022, 3, 24, 2, tzinfo=dt.UTC),
    )
    ReportFactory(period=before, body=bad)
    client.force_login(UserFactory())
    panels = client.get(reverse("home")).context["panels"]
    kept = next(each.context for each in panels if each.template.endswith("/kept.html"))
    assert [(each.owed, each.sent, each.on_time) for each in kept["rates"]] == [(2, 1, 1)]
    assert [each.report.body for each in kept["worst"]] == [bad]


def test_a_leader_of_the_lead_body_decides_first(client: Client, period: Period) -> None:
    """What waits for a decision stands first, then what is late, and how the bodies stand."""
    body = member(period, "Sở Một")
    task(body, -2)
    task(body, 60, "submitted")
    leader = UserFactory(role=Role.LEADER, body=period.calendar.bloc.lead)
    client.force_login(leader)
    answer = client.get(reverse("home"))
    shown = [
        each.context["wait"].key if "wait" in each.context else each.template
        for each in answer.context["panels"]
    ]
    assert shown == ["verify", "late", "reporting/home/board.html"]
    assert "btn-seal" not in answer.text


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.LEADER])
def test_a_body_sees_its_own_alone(client: Client, period: Period, role: Role) -> None:
    """The report of the period and the own tasks; nothing of another body, no board."""
    own, foreign = member(period, "Sở Của mình"), member(period, "Sở Người khác")
    task(own, -2, title="Việc của mình")
    task(foreign, -2, title="Việc người khác")
    text = page(client, UserFactory(role=role, body=own))
    report = Report.objects.get(body=own)
    assert "Việc của mình" in text
    assert reverse("reporting:report", args=[report.pk]) in text
    assert heading(text).startswith("báo cáo".capitalize())
    for hidden in ("Việc người khác", "Sở Người khác", "Cơ quan và việc"):
        assert hidden not in text
    assert ("Điền báo cáo Quý 2 năm 2022" in text) is (role == Role.FOCAL_POINT)


def test_a_focal_point_mends_first(client: Client, period: Period) -> None:
    """What was sent back stands first in heading and act, with what to mend."""
    own = member(period, "Sở Của mình", sent_back=True)
    task(own, -2)
    text = page(client, UserFactory(role=Role.FOCAL_POINT, body=own))
    assert heading(text).startswith("Báo cáo Quý 2 năm 2022 bị trả lại để bổ sung")
    assert "Bổ sung báo cáo Quý 2 năm 2022" in text
    assert "Bổ sung số liệu" in text


def test_a_site_without_periods_leads_to_them(client: Client) -> None:
    """First a calendar, then a period to open; who may not make one is not asked to."""
    user = UserFactory()
    assert reverse("reporting:add_calendar") in page(client, user)
    PeriodFactory()
    assert reverse("reporting:periods") in page(client, user)
    assert reverse("reporting:add_calendar") not in page(client, UserFactory(auditor=True))


@pytest.mark.django_db(transaction=True)
def test_queries_do_not_grow(client: Client, period: Period) -> None:
    """Five bodies and sixty with everything that can wait take the same few queries."""
    client.force_login(UserFactory())
    counts = []
    for some in (5, 60):
        for n in range(some):
            body = member(period, f"Sở {some} {n}", **({"submitted": True} if n % 2 else {}))
            for days, state in ((-3, "in_progress"), (5, "submitted"), (30, "declined")):
                asked = task(body, days, state)
            Extension.objects.create(
                task=asked,
                number=1,
                reason="Chờ",
                from_due_on=TODAY,
                asked_due_on=TODAY + dt.timedelta(days=60),
                body=body,
                by=UserFactory(),
                at=NOW,
            )
            MilestoneFactory(directive=DirectiveFactory(created_by=UserFactory()), due_on=TODAY)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(reverse("home")).status_code == 200
        asked_for = [q["sql"] for q in found if "pg_current_snapshot" not in q["sql"]]
        counts.append(len(asked_for))
    assert counts[0] == counts[1], "\n".join(asked_for)
    assert counts[1] <= MOST_QUERIES, "\n".join(asked_for)
