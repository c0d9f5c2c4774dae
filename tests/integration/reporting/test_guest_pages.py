"""What the pages of a link show, keep and tell, and what else a guest reaches: nothing."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from giaoban.core.models import AuditEntry
from giaoban.reporting.enums import ReportState
from giaoban.reporting.models import AccessLink, LinkSession, Report
from giaoban.reporting.views.headers import COOKIE
from tests.factories.intake import accept, make_link, make_report, make_rows
from tests.integration import matrix
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC)
SECRET = "bi-mat-vi-du-0123456789-abcdefghijklmnopqrs"


@pytest.fixture(autouse=True)
def this_day() -> Iterator[None]:
    """Forget how often the address of the tests has opened links, and stay on one day."""
    cache.clear()
    with time_machine.travel(NOW):
        yield


def make_working() -> AccessLink:
    """Make a link that works today."""
    report = make_report()
    make_rows(report)
    return make_link(report, SECRET, made_at=NOW, expires_at=NOW + dt.timedelta(days=3))


@pytest.fixture
def link() -> AccessLink:
    """Make a link that works today."""
    return make_working()


def enter(client: Client, secret: str = SECRET) -> int:
    """Press the button of the landing page."""
    return client.post(reverse("reporting:link_enter"), {"secret": secret}).status_code


def test_what_was_to_be_mended_goes_with_the_mending(client: Client, link: AccessLink) -> None:
    """The words of a report sent back stand until it is sent again, and no longer."""
    sent = {"submitted_at": NOW, "first_submitted_at": NOW, "mend": "Bổ sung số liệu"}
    decided = {"decided_at": NOW, "decided_by": link.made_by}
    rows = Report.objects.filter(pk=link.report_id)
    rows.update(state=ReportState.SENT_BACK, **sent, **decided)
    enter(client)
    url = reverse("reporting:guest_report")
    assert "Bổ sung số liệu" in client.get(url).content.decode()
    rows.update(state=ReportState.SUBMITTED, decided_at=None, decided_by=None)
    assert "Bổ sung số liệu" not in client.get(url).content.decode()


def _main(page: bytes) -> str:
    """Return what a page says; tokens of its forms differ each time."""
    return page.decode().split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client: Client, link: AccessLink, method: str) -> None:
    """A scanner that opens the link ten times leaves the database and its own cookies as is."""
    before = AccessLink.objects.values().get()
    for _each in range(10):
        answer = getattr(client, method)(reverse("reporting:link", args=[SECRET]))
        assert answer.status_code == 200
    assert AccessLink.objects.values().get() == before
    assert not LinkSession.objects.exists()
    assert COOKIE not in client.cookies


def test_the_landing_page_keeps_to_itself(client: Client, link: AccessLink) -> None:
    """It names body and period, is kept by no cache, listed by no robot, told to no other site."""
    answer = client.get(reverse("reporting:link", args=[SECRET]))
    assert link.report.body.name in answer.content.decode()
    assert link.report.period.name in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    # No path to ourselves either; and it has no link by which anything else could leave.
    assert answer["Referrer-Policy"] == "strict-origin"
    assert 'href="http' not in _main(answer.content)
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_button_exchanges_the_secret_for_a_stay(client: Client, link: AccessLink) -> None:
    """The address after it holds no secret; the cookie is for this site and no script."""
    answer = client.post(reverse("reporting:link_enter"), {"secret": SECRET})
    assert answer["Location"] == reverse("reporting:guest_report")
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie.value != SECRET
    page = client.get(reverse("reporting:guest_report"))
    assert page["Referrer-Policy"] == "same-origin"
    assert page.status_code == 200
    assert "Rà soát việc thực hiện" in page.content.decode()


def test_the_button_is_guarded_against_forged_forms(link: AccessLink) -> None:
    """Without the token of our own page the exchange is refused."""
    client = Client(enforce_csrf_checks=True)
    assert enter(client) == 403
    assert not LinkSession.objects.exists()


def test_the_same_answer_whatever_is_wrong(client: Client, link: AccessLink) -> None:
    """A wrong, a withdrawn and an accepted link are told apart by nothing in the page."""
    url = reverse("reporting:link", args=["sai" * 14])
    pages = [client.get(url).content]
    AccessLink.objects.update(withdrawn_at=NOW)
    pages.append(client.get(reverse("reporting:link", args=[SECRET])).content)
    AccessLink.objects.update(withdrawn_at=None)
    accept(link.report)
    answer = client.get(reverse("reporting:link", args=[SECRET]))
    assert answer.status_code == 404
    assert len({_main(each) for each in (*pages, answer.content)}) == 1
    assert enter(client) == 404


def test_too_many_tries_have_to_wait(client: Client) -> None:
    """After thirty tries in a minute an address is told to wait, with the same page."""
    tried = [enter(client, f"thu-{at}") for at in range(31)]
    assert tried == [404] * 30 + [429]


def test_no_log_holds_the_secret(
    client: Client, link: AccessLink, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither a page that is refused nor a forged form writes the secret into the log."""
    AccessLink.objects.update(withdrawn_at=NOW)
    with caplog.at_level(logging.DEBUG):
        client.get(reverse("reporting:link", args=[SECRET]))
        client.post(reverse("reporting:link", args=[SECRET]))
        enter(Client(enforce_csrf_checks=True))
    said = [logging.Formatter().format(each) for each in caplog.records]
    assert said
    assert not [each for each in said if SECRET in each]


def test_a_stay_that_ended_tells_what_to_do(client: Client, link: AccessLink) -> None:
    """A form sent after the end says that it was not saved and how to send it again."""
    enter(client)
    LinkSession.objects.update(ended_at=NOW)
    answer = client.post(reverse("reporting:guest_leave"))
    assert answer.status_code == 403
    assert "chưa được lưu" in answer.content.decode()


def test_leaving_ends_the_stay(client: Client, link: AccessLink) -> None:
    """After leaving, the cookie opens nothing, even kept by hand."""
    enter(client)
    token = client.cookies[COOKIE].value
    assert client.post(reverse("reporting:guest_leave")).status_code == 200
    client.cookies[COOKIE] = token
    assert client.get(reverse("reporting:guest_report")).status_code == 403


def test_a_guest_page_shows_no_navigation(client: Client, link: AccessLink) -> None:
    """Not even to somebody signed in, whose account counts nowhere on it."""
    enter(client)
    page = client.get(reverse("reporting:guest_report")).content.decode()
    assert 'id="nav"' not in page
    assert 'role="search"' not in page


OTHERS = [row for row in matrix.rows() if ":guest_" not in row.url and ":link_enter" not in row.url]


def test_nothing_else_opens_to_a_guest() -> None:
    """Every other address of the site answers a guest as it answers nobody."""
    world = make_world()
    make_working()
    client = Client(raise_request_exception=False)
    enter(client)
    assert COOKIE in client.cookies
    wrong = []
    for row in OTHERS:
        with transaction.atomic():
            url = reverse(row.url, kwargs=row.about(world, world.own))
            status = getattr(client, row.method.lower())(url).status_code
            transaction.set_rollback(True)
        if status != row.anonymous:
            wrong.append(f"{row.method} {row.url}: {status}")
    assert wrong == []


def test_what_a_guest_takes_back_is_on_record_as_of_the_link(
    client: Client, link: AccessLink
) -> None:
    """As all that is done through a link is: the trail names it, and no person."""
    enter(client)
    report = link.report
    report.state, report.submitted_at = "submitted", NOW
    report.save()
    client.post(reverse("reporting:guest_recall"))
    entry = AuditEntry.objects.get(act="reporting.recall")
    assert (entry.actor_id, entry.facts["via"]) == (None, f"đường dẫn của {report.body.name}")
