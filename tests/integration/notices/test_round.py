"""The round: all in one mail a day, what is urgent at once, nothing twice, nothing at night."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from giaoban.notices import collectors, jobs
from giaoban.notices.actions import notices, preferences
from giaoban.notices.collectors import Proposal
from giaoban.notices.enums import MailKind, MailState
from giaoban.notices.models import Collection, Mail, Notice
from tests.factories.accounts import UserFactory
from tests.factories.notices import AT, NoticeFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def go(at: dt.datetime = AT) -> jobs.Round:
    """Do a round at a moment."""
    return jobs.go_round(lambda: at)


@pytest.fixture
def collector() -> Iterator[list[Proposal]]:
    """Register a collector; what is put into the list is what it finds."""
    found: list[Proposal] = []
    collectors.register("test", lambda _at: found)
    yield found
    collectors.forget("test")


def test_one_mail_holds_everything(mailoutbox) -> None:
    """Whatever waits for a person at the hour goes into one mail, the most pressing first."""
    person = UserFactory()
    for trait in ({}, {}, {"soon": True}, {"back": True}):
        NoticeFactory(person=person, **trait)
    assert go().sent == 1
    (mail,) = mailoutbox
    assert mail.to == [person.email]
    assert mail.subject == "1 việc bị trả lại, 2 việc quá hạn, 1 việc sắp đến hạn – Giao ban"
    assert Notice.objects.filter(mail=None).count() == 0


def test_nothing_is_told_twice(mailoutbox, collector) -> None:
    """The same thing found again on the same and the next day brings no second mail."""
    person = UserFactory()
    facts = {"title": "Rà soát"}
    collector.append(Proposal(person, "test.late", "test.late:41:2022-06-10", facts, "/tim/"))
    for at in (AT, AT, AT + HOUR, AT + DAY, AT + 2 * DAY):
        go(at)
    assert len(mailoutbox) == 1
    assert Notice.objects.count() == 1
    assert Collection.objects.count() >= 3


def test_a_second_mail_comes_the_next_day_alone(mailoutbox) -> None:
    """What comes up after the mail of the day waits for the next one."""
    person = UserFactory()
    NoticeFactory(person=person)
    go()
    NoticeFactory(person=person)
    later = UserFactory()
    NoticeFactory(person=later, created_at=AT + HOUR)
    go(AT + 5 * HOUR)
    assert len(mailoutbox) == 1
    Notice.objects.filter(person=later).delete()
    go(AT + DAY)
    assert [mail.subject for mail in mailoutbox] == ["1 việc quá hạn – Giao ban"] * 2


def test_urgent_goes_at_once(mailoutbox) -> None:
    """What is urgent does not wait for the hour, and is not told again by the mail of the day."""
    person = UserFactory()
    go()
    NoticeFactory(person=person, back=True, created_at=AT + 3 * HOUR)
    go(AT + 3 * HOUR)
    assert [mail.subject for mail in mailoutbox] == ["Khẩn: 1 việc bị trả lại – Giao ban"]
    go(AT + DAY)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(("hours", "sent"), [(-1, 0), (12.9, 1), (13, 0), (17, 0), (23.6, 1)])
def test_nights_are_quiet(mailoutbox, hours: float, sent: int) -> None:
    """From 20:00 past midnight to 06:30 nothing goes out; then what has gathered does, as one."""
    person = UserFactory()
    for _each in range(2):
        NoticeFactory(person=person, back=True)
    at = AT + dt.timedelta(hours=hours)
    assert go(at).sent == sent
    go(AT + DAY)
    assert len(mailoutbox) == 1


def test_a_clock_set_back_brings_nothing_again(mailoutbox) -> None:
    """After a mail of the day the clock goes back, by an hour or a week: no second of that day."""
    person = UserFactory()
    NoticeFactory(person=person)
    go()
    NoticeFactory(person=person)
    go(AT - HOUR)
    assert len(mailoutbox) == 1
    go(AT - 7 * DAY)
    assert len(mailoutbox) == 2
    for days in range(-6, 2):
        go(AT + days * DAY)
    assert len(mailoutbox) == 2


def test_what_was_seen_is_not_mailed(mailoutbox) -> None:
    """Who has looked at a notice in the site needs no mail of it."""
    NoticeFactory(seen=True)
    go()
    assert mailoutbox == []


def test_a_kind_switched_off_is_not_mailed(mailoutbox) -> None:
    """It stays in the site, also once switched on again; what is urgent is mailed all the same."""
    person = UserFactory()
    preferences.choose(hour=9, off=["test.late", "test.back"], by=person, at=AT)
    NoticeFactory(person=person)
    go(AT + HOUR)
    assert not Mail.objects.exists()
    go(AT + 2 * HOUR)
    preferences.choose(hour=9, off=[], by=person, at=AT)
    NoticeFactory(person=person, back=True, created_at=AT + 3 * HOUR)
    go(AT + 3 * HOUR)
    go(AT + DAY + 2 * HOUR)
    assert [mail.subject for mail in mailoutbox] == ["Khẩn: 1 việc bị trả lại – Giao ban"]


def test_who_cannot_be_reached_gets_none(mailoutbox) -> None:
    """A closed account is told nothing; one without an address keeps the notice in the site."""
    gone = UserFactory(gone=True)
    given = {"kind": "test.late", "facts": {"title": "Rà soát"}, "link": "/tim/", "at": AT}
    assert notices.put(to=gone, key="a", **given) is None
    for person in (gone, UserFactory(email="")):
        NoticeFactory(person=person, back=True)
        NoticeFactory(person=person)
    go()
    go(AT + DAY)
    assert mailoutbox == []
    assert Notice.objects.filter(silent=True).count() == 4


def test_who_leaves_before_the_mail_goes_gets_none(mailoutbox) -> None:
    """A mail that waits is withheld from a closed account; a new address is used."""
    stays, leaves = UserFactory(), UserFactory()
    for person in (stays, leaves):
        NoticeFactory(person=person)
    jobs.prepare(AT)
    type(leaves).objects.filter(pk=leaves.pk).update(is_active=False)
    type(stays).objects.filter(pk=stays.pk).update(email="moi@vidu.example")
    jobs.deliver(lambda: AT)
    assert [mail.to for mail in mailoutbox] == [["moi@vidu.example"]]
    assert Mail.objects.get(person=leaves).state == MailState.WITHHELD


def test_a_mail_that_could_not_go_is_taken_over_by_the_next(mailoutbox) -> None:
    """After a day without a mail server there is one mail with everything, not two."""
    person = UserFactory()
    NoticeFactory(person=person)
    jobs.prepare(AT)
    NoticeFactory(person=person)
    go(AT + DAY)
    assert [mail.subject for mail in mailoutbox] == ["2 việc quá hạn – Giao ban"]
    assert [mail.state for mail in Mail.objects.order_by("pk")] == ["merged", "sent"]


def test_a_collector_that_fails_holds_up_no_other(collector, caplog, mailoutbox) -> None:
    """The others are asked; the failing one is asked again in an hour."""

    def fail(_at: dt.datetime) -> list[Proposal]:
        asked.append(_at)
        raise ZeroDivisionError

    asked: list[dt.datetime] = []
    collectors.register("a-failing", fail)
    try:
        collector.append(Proposal(UserFactory(), "test.late", "k", {"title": "Rà soát"}, "/tim/"))
        go()
        go(AT + HOUR / 2)
        assert len(asked) == 1
        go(AT + HOUR)
        assert len(asked) == 2
    finally:
        collectors.forget("a-failing")
    assert len(mailoutbox) == 1
    assert "a-failing" in caplog.text


def test_much_is_told_some_at_a_time_and_the_rest_later(collector, caplog) -> None:
    """What stops a collector half way takes back nothing; it goes on with what is not yet told."""
    person = UserFactory()
    for number in range(150):
        facts = {"title": f"Việc {number}"}
        collector.append(Proposal(person, "test.late", f"test.late:{number}", facts, "/tim/"))
    good, collector[120] = (
        collector[120],
        collector[120]._replace(link="https://elsewhere.example/"),
    )
    jobs.collect(AT)
    assert Notice.objects.count() == 100
    assert "the collector test failed" in caplog.text
    collector[120] = good
    jobs.collect(AT + 2 * HOUR)
    assert Notice.objects.count() == 150


def test_facts_that_cannot_be_said_hold_up_nothing(mailoutbox, caplog) -> None:
    """A broken notice and one whose app is gone are told of in general words."""
    person = UserFactory()
    NoticeFactory(person=person, facts={})
    NoticeFactory(person=person, kind="gone.kind")
    go()
    assert mailoutbox[0].body.count("Có thông báo mới. Hãy mở trang để xem.") == 2
    assert "could not be said" in caplog.text


def test_no_mail_tells_a_secret(mailoutbox) -> None:
    """A text that bears a stamp of secrecy stays inside; the rest of the mail goes out."""
    person = UserFactory()
    NoticeFactory(person=person, facts={"title": "Báo cáo kho muối", "detail": "TỐI MẬT"})
    NoticeFactory(person=person, facts={"title": "Rà soát"})
    go()
    (html, _kind) = mailoutbox[0].alternatives[0]
    for text in (mailoutbox[0].body, html):
        assert "kho muối" not in text
        assert "TỐI MẬT" not in text
        assert "Nội dung không đưa vào thư" in text
        assert "Rà soát" in text


def test_a_long_mail_is_cut(mailoutbox) -> None:
    """Twenty-five lines of a kind are told, of the rest how many."""
    person = UserFactory()
    for _each in range(30):
        NoticeFactory(person=person)
    go()
    assert "Còn 5 mục nữa" in mailoutbox[0].body
    assert mailoutbox[0].body.count("Hạn: 09/6/2022") == 25


def test_kinds_of_mail() -> None:
    """The mail of the day and the urgent one are told apart in the log."""
    person = UserFactory()
    NoticeFactory(person=person)
    go()
    NoticeFactory(person=person, back=True)
    go(AT + HOUR)
    assert set(Mail.objects.values_list("kind", flat=True)) == set(MailKind)
