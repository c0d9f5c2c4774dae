"""A link without an account: made, opened, withdrawn, past its day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.reporting import access
from giaoban.reporting.access import LinkStanding
from giaoban.reporting.actions import links
from giaoban.reporting.models import AccessLink, LinkSession
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.intake import AT, LATER, accept, make_link, make_period, make_report

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from giaoban.reporting.models import Period

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def test_only_the_digest_of_the_secret_is_kept() -> None:
    """The secret has 256 bits and stands nowhere in the database, not in the trail either."""
    made = links.make(by=UserFactory(), at=AT, report=make_report(), expires_at=LATER)
    assert len(made.secret) >= 43
    row = AccessLink.objects.values().get()
    assert made.secret not in str(row)
    assert made.secret not in str(list(AuditEntry.objects.values()))
    assert row["digest"] == access.digest_of(made.secret)


def test_who_may_not_make_links() -> None:
    """A focal point makes none."""
    with pytest.raises(NotAllowed):
        links.make(by=UserFactory(focal_point=True), at=AT, report=make_report(), expires_at=LATER)


def test_a_new_link_stands_in_for_the_old() -> None:
    """A body has one link at a time: renewing ends the former and its stays."""
    office, report = UserFactory(), make_report()
    first = links.make(by=office, at=AT, report=report, expires_at=LATER)
    entered = links.exchange(secret=first.secret, at=AT)
    assert entered is not None
    second = links.make(by=office, at=AT + HOUR, report=report, expires_at=LATER)
    assert links.exchange(secret=first.secret, at=AT + HOUR) is None
    assert access.stay_of(entered.token, AT + HOUR) is None
    assert links.exchange(secret=second.secret, at=AT + HOUR) is not None


def test_links_for_all_silent_bodies_at_once() -> None:
    """Bodies that sent nothing and hold no link get one; others none, and not twice."""
    office, period = UserFactory(), make_period()
    silent = make_report(period=period)
    make_report(period=period, state="submitted", submitted_at=AT)
    make_link(make_report(period=period), secret="da-co")
    given = {"by": office, "at": AT, "period": period, "expires_at": LATER}
    assert [each.link.report for each in links.make_for_silent(**given)] == [silent]
    assert list(links.make_for_silent(**given)) == []


def test_links_that_were_interrupted_go_on_where_they_stopped() -> None:
    """Each link stands before the next is made; who starts again renews none of them."""
    office, period = UserFactory(), make_period()
    reports = [make_report(period=period) for _ in range(3)]
    given = {"by": office, "at": AT, "period": period, "expires_at": LATER}
    first = next(links.make_for_silent(**given))
    rest = list(links.make_for_silent(**given))
    assert len(rest) == 2
    assert access.link_of(first.secret, AT) is not None
    assert {each.link.report for each in (first, *rest)} == set(reports)


def test_a_report_has_one_link_that_stands() -> None:
    """The database itself refuses a second one; one that was withdrawn is no hindrance."""
    report = make_report()
    make_link(report, "mot", withdrawn_at=AT)
    make_link(report, "hai")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_link(report, "ba")


def _send(client: Client, period: Period, until: str, **more: object) -> HttpResponse:
    url = reverse("reporting:link_make", args=[period.pk])
    return client.post(url, {"until": until, "form_key": "khoa", **more})


def test_a_link_sent_for_twice_is_made_once(client: Client) -> None:
    """Pressing a button twice mails one letter, with the link that works."""
    report = make_report(BodyFactory(email="so@vidu.example"))
    client.force_login(UserFactory())
    with time_machine.travel(AT):
        for _ in range(2):
            answer = _send(client, report.period, "31/3/2026", report=report.pk, mailed="on")
    assert answer.status_code == 302
    assert len(mail.outbox) == 1
    assert AccessLink.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    ("until", "says"),
    [("19/3/2026", "từ hôm nay"), ("31/12/9999", "một năm"), ("hôm nào", "ngày hợp lệ")],
)
def test_days_that_no_link_lasts_until(client: Client, until: str, says: str) -> None:
    """A day past, one too far and none at all are told beside the box."""
    report = make_report()
    client.force_login(UserFactory())
    with time_machine.travel(AT):
        answer = _send(client, report.period, until)
    assert answer.status_code == 422
    assert says in str(answer.context["form"].errors["until"])
    assert not AccessLink.objects.exists()


def test_the_day_is_asked_for_as_one_writes_it(client: Client) -> None:
    """Day, month, year in a box of our own: the browser's own one may show the month first."""
    report = make_report()
    client.force_login(UserFactory())
    with time_machine.travel(AT):
        page = client.get(reverse("reporting:links", args=[report.period_id])).content.decode()
    assert 'type="date"' not in page
    assert 'value="24/04/2026"' in page


@pytest.mark.parametrize(
    ("case", "fields"),
    [("wrong", {}), ("expired", {"expires_at": AT + HOUR}), ("withdrawn", {"withdrawn_at": AT})],
)
def test_a_link_that_does_not_work_opens_nothing(case: str, fields: dict[str, object]) -> None:
    """Wrong, expired and withdrawn get the same answer, and nothing is written of it."""
    make_link(make_report(), **fields)
    secret = "khac" if case == "wrong" else "bi-mat-vi-du"
    assert links.exchange(secret=secret, at=AT + 2 * HOUR) is None
    assert not LinkSession.objects.exists()


def test_an_accepted_report_ends_its_link() -> None:
    """Once the report is accepted neither link nor stay opens it."""
    report = make_report()
    make_link(report)
    entered = links.exchange(secret="bi-mat-vi-du", at=AT)
    assert entered is not None
    accept(report)
    assert links.exchange(secret="bi-mat-vi-du", at=AT) is None
    assert access.stay_of(entered.token, AT) is None


def test_a_report_that_was_accepted_gets_no_link() -> None:
    """The person is told why."""
    report = make_report()
    accept(report)
    with pytest.raises(Refused, match="không cần đường dẫn"):
        links.make(by=UserFactory(), at=AT, report=report, expires_at=LATER)


def test_a_clock_set_back_revives_no_link() -> None:
    """A link past its day that somebody came by with stays ended when the clock goes back."""
    link = make_link(make_report(), expires_at=AT + HOUR)
    assert links.exchange(secret="bi-mat-vi-du", at=AT + 2 * HOUR) is None
    assert links.exchange(secret="bi-mat-vi-du", at=AT) is None
    link.refresh_from_db()
    assert access.standing(link, AT) is LinkStanding.EXPIRED


def test_a_clock_set_back_lengthens_no_stay() -> None:
    """A stay counts from its begin even where the clock says an earlier hour."""
    make_link(make_report())
    entered = links.exchange(secret="bi-mat-vi-du", at=AT)
    assert entered is not None
    back = AT - 50 * HOUR
    links.stay_on(stay=entered.stay, at=back)
    assert access.stay_of(entered.token, back) is not None
    assert access.stay_of(entered.token, AT + 3 * HOUR) is None


def test_a_stay_lasts_while_it_is_used_and_never_past_a_day() -> None:
    """Two hours after the last page it ends; twelve hours after its begin in any case."""
    make_link(make_report())
    entered = links.exchange(secret="bi-mat-vi-du", at=AT)
    assert entered is not None
    for hours in range(1, 12):
        at = AT + hours * HOUR
        stay = access.stay_of(entered.token, at)
        assert stay is not None
        links.stay_on(stay=stay, at=at)
    assert access.stay_of(entered.token, AT + 12 * HOUR) is None


def test_two_people_may_hold_a_stay_of_the_same_link() -> None:
    """Both work, each with a token of the own; who leaves ends the own stay alone."""
    make_link(make_report())
    one, two = (links.exchange(secret="bi-mat-vi-du", at=AT) for _each in range(2))
    assert one is not None
    assert two is not None
    links.leave(stay=one.stay, at=AT)
    assert access.stay_of(one.token, AT) is None
    assert access.stay_of(two.token, AT) is not None
    assert AccessLink.objects.get().uses == 2


def test_the_use_of_a_link_is_on_record_as_such() -> None:
    """The trail names the body's link and no person."""
    report = make_report()
    make_link(report)
    links.exchange(secret="bi-mat-vi-du", at=AT)
    entry = AuditEntry.objects.get(act="reporting.link_used")
    assert entry.actor_id is None
    assert entry.facts["via"] == f"đường dẫn của {report.body.name}"


def test_leaving_is_on_record_once() -> None:
    """As of the body's link; leaving again leaves no second line."""
    report = make_report()
    make_link(report)
    entered = links.exchange(secret="bi-mat-vi-du", at=AT)
    assert entered is not None
    for _ in range(2):
        links.leave(stay=entered.stay, at=AT)
    entry = AuditEntry.objects.get(act="reporting.link_left")
    assert entry.facts["via"] == f"đường dẫn của {report.body.name}"


def test_withdrawing_twice_is_harmless() -> None:
    """The second withdrawal changes nothing and leaves one line in the trail."""
    office, link = UserFactory(), make_link(make_report())
    links.withdraw(by=office, at=AT, link=link)
    links.withdraw(by=office, at=AT + HOUR, link=link)
    assert AccessLink.objects.get().withdrawn_at == AT
    assert AuditEntry.objects.filter(act="reporting.link_withdrawn").count() == 1


def test_who_has_no_address_is_named(client: Client) -> None:
    """Beside a link that cannot be mailed stands why; beside one that was not to be, nothing."""
    reachable = make_report(BodyFactory(email="so@vidu.example"))
    make_report(period=reachable.period)
    client.force_login(UserFactory())
    with time_machine.travel(AT):
        answer = _send(client, reachable.period, "31/3/2026")
    shown = {each.body: each for each in answer.context["shown"]}
    assert shown.pop(reachable.body.name).has_address
    assert [each.has_address for each in shown.values()] == [False]
    page = answer.content.decode()
    assert page.count("Cơ quan chưa có địa chỉ thư; hãy tự chuyển đường dẫn này.") == 1
    assert page.count("data-copy=") == 2
