"""The calendar of a month, and the one that a person's own program reads without a session."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from giaoban.core.models import AuditEntry
from giaoban.work import ics, month
from giaoban.work.actions import bulk, cancel, confirm, feeds, followup, watching
from giaoban.work.enums import BulkActKind
from giaoban.work.models import CalendarFeed, Field, Task
from giaoban.work.views import feed as view
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.directives import MilestoneFactory
from tests.factories.work import AT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

CALENDAR = "/nhiem-vu/lich/"
NOW = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)
MOST_QUERIES = 20


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    """Stand in April 2022, with nobody having asked for a calendar yet."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory()


def _task(office: User, body: Body, day: int, title: str = "Gửi báo cáo") -> Task:
    return confirm(
        by=office,
        at=AT,
        title=title,
        reason="Giao ban",
        due_on=dt.date(2022, 4, day),
        lead=[(body.name, body)],
    )


def _days(client: Client, query: str = "") -> dict[int, list[str]]:
    weeks = client.get(f"{CALENDAR}?thang=2022-04&{query}").context["weeks"]
    inside = [day for week in weeks for day in week if day.inside and day.items]
    return {day.on.day: [item.title for item in day.items] for day in inside}


def test_what_falls_on_the_days(office: User, client: Client) -> None:
    """Deadlines, reviews of directives and inspections stand on their days; filters narrow."""
    client.force_login(office)
    one, two = BodyFactory.create_batch(2)
    field = Field.objects.create(name="Y tế")
    task = _task(office, one, 12, "Việc một")
    _task(office, two, 12, "Việc hai")
    Task.objects.filter(pk=task.pk).update(field=field)
    gone = _task(office, one, 13)
    cancel(by=office, at=AT, task=gone, reason="Trùng")
    review = MilestoneFactory(due_on=dt.date(2022, 4, 20))
    given = followup.Given(
        kind="survey", title="Khảo sát", starts_on=dt.date(2022, 4, 25), bodies=[two]
    )
    followup.plan(by=office, at=AT, given=given)
    days = _days(client)
    assert days[12] == ["Việc một", "Việc hai"]
    assert 13 not in days
    assert str(review.directive) in days[20][0]
    assert days[25] == ["Khảo sát"]
    assert _days(client, f"body={one.pk}") == {12: ["Việc một"]}
    assert _days(client, f"field={field.pk}") == {12: ["Việc một"]}
    assert set(_days(client, f"body={two.pk}")) == {12, 25}


def test_a_full_day_says_how_many_more(office: User, client: Client) -> None:
    """A cell shows a few and counts the rest; the day's own list shows all."""
    client.force_login(office)
    body = BodyFactory()
    for _ in range(month.IN_A_CELL + 3):
        _task(office, body, 12)
    page = client.get(f"{CALENDAR}?thang=2022-04&ngay=2022-04-12")
    assert "và 3 nhiệm vụ khác" in page.content.decode()
    assert len(page.context["tasks"]) == month.IN_A_CELL + 3
    assert page.context["n"] == month.IN_A_CELL + 3


@pytest.mark.parametrize("asked", ["thang=x", "thang=2022-13", "thang=0001-01", "thang=9999-12"])
def test_a_month_that_is_none_is_this_one(office: User, client: Client, asked: str) -> None:
    """What is no month, or has none before or after it, shows the present one."""
    client.force_login(office)
    page = client.get(f"{CALENDAR}?{asked}&ngay=x&body=x")
    assert page.context["first"] == dt.date(2022, 4, 1)


def test_queries_do_not_grow(
    office: User, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """Five tasks and fifty take the same few queries."""
    client.force_login(office)
    body = BodyFactory()
    counts = []
    for some in (5, 45):
        for at in range(some):
            _task(office, body, 1 + at % 28)
        client.get(CALENDAR)
        with django_assert_max_num_queries(MOST_QUERIES) as found:
            client.get(CALENDAR)
        counts.append(len(found))
    assert counts[0] == counts[1]


# --- the feed ----------------------------------------------------------------------------------


def _url(user: User) -> str:
    return reverse("work:feed", args=[feeds.make(by=user, at=AT)])


def _events(client: Client, url: str) -> dict[str, icalendar.Event]:
    answer = client.get(url)
    assert answer.status_code == 200
    book = icalendar.Calendar.from_ical(answer.content)
    return {str(each["summary"]): each for each in book.walk("VEVENT")}


def test_only_the_own_rows(office: User, client: Client) -> None:
    """A focal point's calendar holds the own body's deadlines, all day, without alarms."""
    person = UserFactory(focal_point=True)
    task = _task(office, person.body, 12, "Của mình")
    _task(office, BodyFactory(), 13, "Của người")
    events = _events(client, _url(person))
    assert set(events) == {"Hạn: Của mình"}
    event = events["Hạn: Của mình"]
    assert event["dtstart"].dt == dt.date(2022, 4, 12)
    assert event["dtend"].dt == dt.date(2022, 4, 13)
    assert event["uid"] == f"nhiem-vu-{task.pk}@giaoban"
    assert event["url"] == f"http://testserver/nhiem-vu/{task.pk}/"
    assert event.walk("VALARM") == []


def test_the_office_has_what_it_follows_or_watches(office: User, client: Client) -> None:
    """Who sees every task has those that they follow and those that they watch, no others."""
    body = BodyFactory()
    followed, watched = _task(office, body, 12, "Theo"), _task(office, body, 13, "Xem")
    _task(office, body, 14, "Khác")
    asked = bulk.Asked(BulkActKind.FOLLOWER, follower=office)
    bulk.do(by=office, at=AT, asked=asked, tasks=[followed.pk])
    watching.watch(by=office, at=AT, task=watched)
    assert set(_events(client, _url(office))) == {"Hạn: Theo", "Hạn: Xem"}


def test_what_is_cancelled_disappears_and_the_rest_keeps_its_identity(
    office: User, client: Client
) -> None:
    """A cancelled task is gone; the same tag means nothing changed, and 304 says so."""
    person = UserFactory(focal_point=True)
    kept, gone = _task(office, person.body, 12, "Còn"), _task(office, person.body, 13, "Hủy")
    url = _url(person)
    before = _events(client, url)["Hạn: Còn"]["uid"]
    tag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    cancel(by=office, at=AT, task=gone, reason="Trùng")
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200
    events = _events(client, url)
    assert set(events) == {"Hạn: Còn"}
    assert events["Hạn: Còn"]["uid"] == before == f"nhiem-vu-{kept.pk}@giaoban"


def test_the_address_is_kept_as_a_digest_and_can_be_renewed(office: User, client: Client) -> None:
    """The token stands nowhere; a new address ends the old one, withdrawing ends that too."""
    client.force_login(office)
    page = client.post(f"{CALENDAR}cua-toi/")
    first = page.context["address"].removeprefix("http://testserver")
    token = first.rsplit("/", 1)[1].removesuffix(".ics")
    assert token not in str(list(CalendarFeed.objects.values())) + str(
        list(AuditEntry.objects.values())
    )
    assert token not in client.get(f"{CALENDAR}cua-toi/").content.decode()
    second = client.post(f"{CALENDAR}cua-toi/").context["address"]
    client.logout()
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    client.force_login(office)
    for _ in range(2):
        client.post(f"{CALENDAR}cua-toi/", {"thu-hoi": "1"})
    assert client.get(second).status_code == 404
    acts = AuditEntry.objects.filter(act__startswith="feed.").values_list("act", flat=True)
    assert sorted(acts) == ["feed.make", "feed.make", "feed.withdraw"]


def test_who_left_has_no_calendar(office: User, client: Client) -> None:
    """An account that is closed closes its calendar."""
    url = _url(office)
    office.is_active = False
    office.save()
    assert client.get(url).status_code == 404


def test_too_many_are_sent_away_and_may_come_back(office: User, client: Client) -> None:
    """After so many requests a minute the answer is 429; a minute later it is the calendar."""
    url = _url(office)
    for _ in range(view.MOST_A_MINUTE):
        assert client.get(url).status_code == 200
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    with time_machine.travel(NOW + dt.timedelta(seconds=61), tick=False):
        assert client.get(url).status_code == 200


def test_guessing_is_counted_apart(office: User, client: Client) -> None:
    """Who tries addresses is sent away; the calendars read from the same place go on."""
    wrong = reverse("work:feed", args=["x" * 43])
    answers = [client.get(wrong).status_code for _ in range(view.MOST_A_MINUTE + 1)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert client.get(_url(office)).status_code == 200


def test_reading_is_noted_once_an_hour(office: User, client: Client) -> None:
    """The page tells when the calendar was last read, to the hour."""
    url = _url(office)
    client.get(url)
    with time_machine.travel(NOW + dt.timedelta(minutes=30), tick=False):
        client.get(url)
    assert CalendarFeed.objects.get().read_at == NOW


def test_a_calendar_that_is_full_says_so(
    office: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has more deadlines than a calendar holds is told, in it and on the page."""
    monkeypatch.setattr(ics, "MOST", 2)
    body = BodyFactory()
    person = UserFactory(focal_point=True, body=body)
    for day in (12, 13):
        _task(office, body, day)
    said = "Chỉ gồm 2 hạn sớm nhất"
    url = reverse("work:feed", args=[feeds.make(by=person, at=AT)])
    client.force_login(person)
    assert said not in client.get(url).content.decode()
    _task(office, body, 14)
    calendar = client.get(url).content.decode()
    assert said in calendar
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "2 hạn sớm nhất" in client.get(reverse("work:own_feed")).content.decode()


def test_a_day_with_very_many_says_how_many_there_are(
    office: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number is that of all, and the page says that it shows a part."""
    monkeypatch.setattr(month, "MOST_OF_A_DAY", 2)
    client.force_login(office)
    body = BodyFactory()
    for _ in range(3):
        _task(office, body, 12)
    page = client.get(f"{CALENDAR}?thang=2022-04&ngay=2022-04-12")
    assert (page.context["n_tasks"], len(page.context["tasks"])) == (3, 2)
    assert "Chỉ hiện 2 trên 3 nhiệm vụ." in page.content.decode()
