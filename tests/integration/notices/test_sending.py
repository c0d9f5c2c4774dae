"""Handing over: a real mail server takes, refuses, is away; senders are killed and run at once."""

from __future__ import annotations

import datetime as dt
import itertools
import smtplib
import socket
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.notices import jobs, queries
from giaoban.notices.actions import mails
from giaoban.notices.models import Mail
from tests import processes
from tests.factories.accounts import UserFactory
from tests.factories.notices import AT, MailFactory, NoticeFactory
from tests.smtp import Sink, sink

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MINUTE = dt.timedelta(minutes=1)
MORNING = "2022-06-10T07:00"
WAIT = 60


@pytest.fixture
def server() -> Iterator[Sink]:
    """Run a mail server."""
    with sink() as running:
        yield running


@pytest.fixture
def by_smtp(settings: Any, server: Sink) -> Sink:
    """Let this process send to the server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    return server


def deliver(at: dt.datetime = AT) -> int:
    """Hand over what waits at a moment."""
    return jobs.deliver(lambda: at)


@pytest.mark.django_db
def test_the_server_gets_a_mail_that_readers_understand(by_smtp: Sink) -> None:
    """Both forms, the language, the stable identity, and that nobody needs to answer."""
    person = UserFactory()
    NoticeFactory(person=person, facts={"title": "Rà soát chỉ tiêu"})
    jobs.prepare(AT)
    assert deliver() == 1
    (mail,) = by_smtp.mails
    row = Mail.objects.get()
    assert mail["Message-ID"] == row.message_id
    assert mail["Date"] == "Fri, 10 Jun 2022 07:00:00 +0700"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "vi"
    assert mail["Subject"] == "1 việc quá hạn – Giao ban"
    for kind in ("plain", "html"):
        assert "Rà soát chỉ tiêu" in mail.get_body((kind,)).get_content()
    assert (row.state, row.attempts, row.sent_at) == ("sent", 1, AT)


@pytest.mark.django_db
def test_many_mails_go_over_one_connection(by_smtp: Sink) -> None:
    """The server is called once for all of them."""
    for _each in range(5):
        MailFactory()
    assert deliver() == 5
    assert by_smtp.sessions == 1


@pytest.mark.django_db
def test_an_address_refused_for_good_fails_alone(by_smtp: Sink) -> None:
    """The others go out; the one is not tried again until an administrator lets it."""
    wrong, right = MailFactory(), MailFactory()
    by_smtp.refused[wrong.address] = "550 no such person"
    assert deliver() == 1
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.state, right.state) == ("failed", "sent")
    assert "550" in wrong.error
    assert deliver(AT + 60 * MINUTE) == 0

    by_smtp.refused.clear()
    with pytest.raises(NotAllowed):
        mails.retry(mail=wrong, by=UserFactory(auditor=True), at=AT)
    mails.retry(mail=wrong, by=UserFactory(administrator=True), at=AT)
    assert deliver() == 1
    assert AuditEntry.objects.filter(act="notices.retry").count() == 1
    with pytest.raises(Refused):
        mails.retry(mail=wrong, by=UserFactory(administrator=True), at=AT)


@pytest.mark.django_db
def test_an_address_refused_for_now_waits(by_smtp: Sink) -> None:
    """A server that greets strangers by making them wait gets the same mail a minute later."""
    mail = MailFactory()
    by_smtp.refused[mail.address] = "451 come again"
    assert deliver() == 0
    by_smtp.refused.clear()
    assert deliver(AT + MINUTE / 2) == 0
    assert deliver(AT + MINUTE) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("sent", 2)


@pytest.mark.django_db
def test_a_server_that_is_away_is_asked_less_and_less(settings: Any) -> None:
    """The pauses grow, for all mails at once; after five days the first is given up."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.QUIET_HOURS = "127.0.0.1", port, None
    first, second = MailFactory(), MailFactory()
    pauses, at = [], AT
    for _each in range(7):
        assert deliver(at) == 0
        first.refresh_from_db()
        second.refresh_from_db()
        assert first.next_at == second.next_at
        pauses.append((first.next_at - at) / MINUTE)
        at = first.next_at
    assert pauses == [1, 5, 15, 60, 240, 720, 720]
    assert "ConnectionRefusedError" in first.error
    deliver(AT + dt.timedelta(days=6))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("failed", "waiting")


@pytest.mark.django_db
def test_the_night_is_quiet_for_what_waits_too(by_smtp: Sink) -> None:
    """A second attempt keeps to the quiet hours."""
    MailFactory()
    assert deliver(AT + 14 * 60 * MINUTE) == 0
    assert by_smtp.sessions == 0


@pytest.mark.django_db
def test_mails_stop_when_the_night_begins(by_smtp: Sink, settings: Any) -> None:
    """Many mails to a slow server may last into the quiet hours: the rest waits for the morning."""
    settings.QUIET_HOURS = (dt.time(7, 2), dt.time(8))
    for _each in range(5):
        MailFactory()
    moments = itertools.count()
    assert jobs.deliver(lambda: AT + next(moments) * MINUTE / 2) < 5
    assert Mail.objects.filter(state="waiting").count() == 5 - len(by_smtp.taken) > 0


@pytest.mark.django_db
def test_a_claimed_mail_is_nobody_elses_until_its_sender_is_dead() -> None:
    """A second sender gets it after the lease, and at once where the clock was set back."""
    pk = MailFactory().pk
    assert mails.claim(pk=pk, at=AT) is not None
    assert mails.claim(pk=pk, at=AT) is None
    assert mails.claim(pk=pk, at=AT + queries.LEASE - MINUTE) is None
    assert mails.claim(pk=pk, at=AT + queries.LEASE) is not None
    assert mails.claim(pk=pk, at=AT - dt.timedelta(days=2)) is not None


@pytest.mark.django_db
def test_a_mail_put_off_into_a_false_future_goes_when_the_clock_is_right() -> None:
    """A clock that stood a year ahead does not hold the mail up for a year."""
    MailFactory(next_at=AT + dt.timedelta(days=365))
    assert deliver() == 1


@pytest.mark.django_db(transaction=True)
def test_a_sender_killed_before_the_answer_came(server: Sink, tmp_path: Path) -> None:
    """Nothing is lost; what may have gone goes again, the same to the last byte."""
    for _each in range(4):
        NoticeFactory()
    server.silent_after = 2
    url = f"smtp+plain://127.0.0.1:{server.port}"
    given = processes.environment(tmp_path, GIAOBAN_EMAIL_URL=url)
    process = processes.start(given, "notify", "--at", MORNING)
    assert server.took_the_last.wait(WAIT)
    process.kill()
    process.communicate()
    assert sorted(Mail.objects.values_list("state", flat=True)) == [
        *("sending", "sent", "waiting", "waiting")
    ]
    server.released.set()
    for minute in ("01", "09"):
        _run(given, f"2022-06-10T07:{minute}")
    assert Mail.objects.filter(state="sending").count() == 1
    assert len(server.taken) == 4
    _run(given, "2022-06-10T07:11")
    _run(given, "2022-06-10T07:30")
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    assert len(server.taken) == 5
    twice = server.taken[1]
    assert server.taken.count(twice) == 2
    assert len({mail["Message-ID"] for mail in server.mails}) == 4


@pytest.mark.django_db(transaction=True)
def test_three_senders_at_once_send_each_mail_once(server: Sink, tmp_path: Path) -> None:
    """Processes that start together share the mails and double none."""
    for _each in range(30):
        NoticeFactory()
    url = f"smtp+plain://127.0.0.1:{server.port}"
    given = processes.environment(tmp_path, GIAOBAN_EMAIL_URL=url)
    running = [processes.start(given, "notify", "--at", MORNING) for _each in range(3)]
    for process in running:
        _out, error = process.communicate(timeout=WAIT)
        assert process.returncode == 0, error
    _run(given, MORNING)
    assert len(server.taken) == 30
    assert len({mail["Message-ID"] for mail in server.mails}) == 30
    assert Mail.objects.filter(state="sent", attempts=1).count() == 30


def _run(given: dict[str, str], at: str) -> None:
    process = processes.start(given, "notify", "--at", at)
    _out, error = process.communicate(timeout=WAIT)
    assert process.returncode == 0, error


def test_the_server_of_the_tests_speaks_as_smtp_does(server: Sink) -> None:
    """The standard library's client is understood, and its mail kept as it was sent."""
    with smtplib.SMTP("127.0.0.1", server.port) as client:
        client.sendmail("a@vidu.example", ["b@vidu.example"], "Subject: x\n\n..y\n")
    assert [mail["Subject"] for mail in server.mails] == ["x"]
