"""Whom the acts on reports and periods tell, and whom never."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from giaoban.bodies.models import Succession
from giaoban.core.enums import Role
from giaoban.core.errors import Refused
from giaoban.notices import jobs, kinds
from giaoban.notices.models import Notice
from giaoban.reporting import noticing
from giaoban.reporting.actions import closing, reports
from giaoban.reporting.guests import Guest
from giaoban.reporting.told import Told
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.integration.reporting.conftest import AT, other_member

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Period, Report

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def foreign(period: Period) -> User:
    """Make the focal point of another body of the bloc."""
    return UserFactory(focal_point=True, body=other_member(period))


@pytest.fixture
def sent(report: Report, focal: User) -> Report:
    """Send the report in."""
    rows = report.rows.exclude(task=None)
    told = [Told(row.pk, None, percent=50, text="Đang làm") for row in rows]
    reports.save(by=focal, at=AT, report=report, told=told)
    return reports.submit(by=focal, at=AT, report=report)


def told(kind: str) -> set[User]:
    """Return who was told of the kind."""
    rows = Notice.objects.filter(kind=kind).select_related("person")
    for row in rows:
        assert kinds.say(row).title
        assert kinds.of(row).counted(1)
    return {row.person for row in rows}


def morning(day: dt.date) -> dt.datetime:
    """Return seven in the morning of a day, in Vietnam."""
    return dt.datetime.combine(day, dt.time(0), dt.UTC)


def test_a_body_hears_once_that_its_period_was_opened(
    office: User, focal: User, foreign: User, period: Period
) -> None:
    """Each of its own report; opened again, nobody is told again."""
    for _twice in range(2):
        reports.open_period(by=office, at=AT, period=period)
    rows = Notice.objects.filter(kind=noticing.OPENED)
    assert {row.person for row in rows} == {focal, foreign}
    assert rows.count() == 2
    own = rows.get(person=focal)
    assert own.link.endswith(f"/{period.reports.get(body=focal.body).pk}/")


def test_the_office_hears_what_came_in(
    office: User, second: User, focal: User, foreign: User, sent: Report
) -> None:
    """All coordinators, not the sender, nobody of another body; not urgent."""
    heard = told(noticing.SUBMITTED)
    assert {office, second} <= heard
    assert {each.role for each in heard} == {Role.COORDINATOR}
    assert not Notice.objects.filter(kind=noticing.SUBMITTED, urgent=True).exists()
    with pytest.raises(Refused):
        reports.submit(by=focal, at=AT, report=sent)
    assert Notice.objects.filter(kind=noticing.SUBMITTED, person=office).count() == 1
    assert not Notice.objects.filter(person=foreign).exclude(kind=noticing.OPENED).exists()


def test_a_guest_sends_without_an_account(report: Report, office: User) -> None:
    """A report sent by a link is told as any other."""
    guest = Guest(report.pk, report.body_id, "Đường dẫn")
    rows = [Told(row.pk, None, text="Xong") for row in report.rows.all()]
    reports.save(by=guest, at=AT, report=report, told=rows)
    reports.submit(by=guest, at=AT, report=report, via=guest.via)
    assert office in told(noticing.SUBMITTED)


def test_a_report_sent_back_is_urgent_to_its_body_alone(
    office: User, focal: User, foreign: User, sent: Report
) -> None:
    """With what to mend; sent back a second time it is told again."""
    reports.send_back(by=office, at=AT, report=sent, mend="Bổ sung số liệu")
    assert told(noticing.SENT_BACK) == {focal}
    row = Notice.objects.get(kind=noticing.SENT_BACK)
    assert row.urgent
    assert kinds.say(row).detail == "Cần bổ sung: Bổ sung số liệu"
    reports.submit(by=focal, at=AT + DAY, report=sent)
    reports.send_back(by=office, at=AT + DAY, report=sent, mend="Còn thiếu")
    assert Notice.objects.filter(kind=noticing.SENT_BACK, person=focal).count() == 2
    assert not Notice.objects.filter(person=foreign, urgent=True).exists()


def test_a_body_hears_that_its_report_was_accepted(
    office: User, focal: User, foreign: User, sent: Report
) -> None:
    """Its own focal point, nobody else."""
    reports.accept(by=office, at=AT, report=sent)
    assert told(noticing.ACCEPTED) == {focal}
    assert not Notice.objects.filter(person=foreign, kind=noticing.ACCEPTED).exists()


def test_reports_due_and_overdue_are_told_by_the_calendar(
    focal: User, foreign: User, report: Report
) -> None:
    """Five days and one day before; on the first day after, then weekly; each body its own."""
    due = report.period.due_on
    for each in (-6, -5, -4, -1, 0, 1, 2, 7, 8):
        jobs.collect(morning(due + each * DAY))
    counts = {
        kind: Notice.objects.filter(kind=kind, person=focal).count()
        for kind in (noticing.DUE_SOON, noticing.OVERDUE)
    }
    assert counts == {noticing.DUE_SOON: 2, noticing.OVERDUE: 2}
    of_foreign = Notice.objects.filter(person=foreign)
    assert not of_foreign.filter(link__endswith=f"/{report.pk}/").exists()


def test_a_report_that_was_sent_is_not_called_overdue(
    office: User, focal: User, sent: Report
) -> None:
    """Sent back after the day, it waits for its body and was told as sent back."""
    reports.send_back(by=office, at=AT, report=sent, mend="Bổ sung số liệu")
    jobs.collect(morning(sent.period.due_on + DAY))
    assert told(noticing.OVERDUE) == set()
    assert focal in told(noticing.SENT_BACK)


def test_a_report_that_was_recalled_is_called_overdue(focal: User, sent: Report) -> None:
    """Taken back and not sent again, it is as if it had never been sent."""
    reports.recall(by=focal, at=AT, report=sent)
    jobs.collect(morning(sent.period.due_on + DAY))
    assert focal in told(noticing.OVERDUE)


def test_successors_are_told_for_bodies_that_ended(
    office: User, body: Body, foreign: User, period: Period
) -> None:
    """The body that ended has nobody left; who took it over answers for its report."""
    heir = BodyFactory()
    person = UserFactory(focal_point=True, body=heir)
    body.valid_to = period.data_from + 30 * DAY
    body.save()
    Succession.objects.create(kind="dissolve", predecessor=body, successor=heir, on=body.valid_to)
    reports.open_period(by=office, at=AT, period=period)
    rows = Notice.objects.filter(kind=noticing.OPENED, link__endswith=_of(period, body))
    assert {row.person for row in rows} == {person}
    assert foreign not in {row.person for row in rows}


def _of(period: Period, body: Body) -> str:
    return f"/{period.reports.get(body=body).pk}/"


def test_bodies_and_office_hear_of_a_closing_and_a_body_of_its_corrections(
    office: User, second: User, focal: User, foreign: User, sent: Report
) -> None:
    """All hear that the period was closed; a correction concerns one body and the office."""
    reports.accept(by=office, at=AT, report=sent)
    made = closing.close(
        period=sent.period, by=office, at=AT + 30 * DAY, reason="Còn một cơ quan chưa gửi"
    )
    heard = told(noticing.CLOSED)
    assert {second, focal, foreign} <= heard
    assert office not in heard
    line = made.lines.filter(body=focal.body, kind="task").get()
    closing.amend(
        line=line, name="percent", old="50", new="60", reason="Ghi nhầm", by=office,
        at=AT + 31 * DAY,
    )  # fmt: skip
    heard = told(noticing.AMENDED)
    assert {second, focal} <= heard
    assert not {office, foreign} & heard
