"""What the database itself keeps, tried both ways."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from giaoban.notices.models import Collection, Preference
from tests.factories.accounts import UserFactory
from tests.factories.notices import AT, MailFactory, NoticeFactory

pytestmark = pytest.mark.django_db


def refused(make: Any, **fields: Any) -> None:
    """Try to make a row that the database refuses."""
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**fields)


def test_a_person_is_told_once() -> None:
    """The same key for another person is another notice."""
    notice = NoticeFactory()
    refused(NoticeFactory, person=notice.person, key=notice.key)
    NoticeFactory(key=notice.key)


@pytest.mark.parametrize("link", ["https://la.example/", "//la.example/", "tim/", ""])
def test_a_notice_leads_inside(link: str) -> None:
    """An address of another site is refused, a path is taken."""
    refused(NoticeFactory, link=link)
    NoticeFactory(link="/nhiem-vu/41/?xem=1")


def test_a_silent_notice_is_not_mailed() -> None:
    """It may be silent or mailed."""
    mail = MailFactory()
    refused(NoticeFactory, silent=True, mail=mail)
    NoticeFactory(silent=True)
    NoticeFactory(mail=mail)


def test_a_person_has_one_mail_of_the_day() -> None:
    """Urgent ones may be many; another day and another person have their own."""
    mail = MailFactory()
    refused(MailFactory, person=mail.person)
    MailFactory(person=mail.person, kind="urgent")
    MailFactory(person=mail.person, kind="urgent")
    MailFactory(person=mail.person, day=AT.date() + dt.timedelta(days=1))
    MailFactory()


def test_a_mail_is_sent_at_a_time() -> None:
    """Sent without a time and a time without being sent are refused."""
    refused(MailFactory, state="sent")
    refused(MailFactory, sent_at=AT)
    MailFactory(sent=True)


def test_a_mail_being_sent_is_claimed() -> None:
    """Nobody sends without having said since when."""
    refused(MailFactory, state="sending")
    MailFactory(state="sending", claimed_at=AT)


def test_a_failure_has_a_reason() -> None:
    """A mail does not fail in silence."""
    refused(MailFactory, state="failed")
    MailFactory(failed=True)


def test_a_message_has_an_identity_of_its_own() -> None:
    """Two mails are never taken for one."""
    refused(MailFactory, message_id=MailFactory().message_id)


def test_an_hour_is_one_of_the_day() -> None:
    """23 is, 24 is not."""
    refused(Preference.objects.create, person=UserFactory(), hour=24)
    Preference.objects.create(person=UserFactory(), hour=23)


def test_a_collector_looks_once_a_day() -> None:
    """Another day and another collector are their own."""
    day = AT.date()
    Collection.objects.create(collector="a", day=day, at=AT)
    refused(Collection.objects.create, collector="a", day=day, at=AT)
    Collection.objects.create(collector="b", day=day, at=AT)
    Collection.objects.create(collector="a", day=day + dt.timedelta(days=1), at=AT)
