"""Tell people of an act on a report or a period, within the act: both are written, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from giaoban.notices.actions import notices
from giaoban.notices.collectors import Proposal
from giaoban.reporting import noticing, recipients
from giaoban.reporting.models import Report
from giaoban.reporting.permissions import CLOSED_LINE, CLOSING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from giaoban.accounts.models import User
    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Amendment, Closing


def _put(
    given: Iterable[tuple[User, str, dict[str, object], str]],
    *,
    kind: str,
    by: Actor | None,
    at: dt.datetime,
) -> None:
    """Tell (person, key, facts, link) each, but not the one who acted, if anybody did."""
    proposals = [
        Proposal(person, kind, f"{kind}:{key}", facts, link)
        for person, key, facts, link in given
        if by is None or person.pk != by.pk
    ]
    notices.put_many(proposals=proposals, at=at)


def _url(report: Report) -> str:
    return reverse("reporting:report", args=[report.pk])


def opened(*, by: Actor | None, at: dt.datetime, reports: Sequence[Report]) -> None:
    """Tell the bodies whose reports were made that the period was opened."""
    people = recipients.answering(reports)
    given = (
        (person, f"{report.pk}", noticing.facts_of(report), _url(report))
        for report in reports
        for person in people[report.pk]
    )
    _put(given, kind=noticing.OPENED, by=by, at=at)


def submitted(*, by: Actor, at: dt.datetime, report: Report) -> None:
    """Tell the office that a report came in."""
    facts = noticing.facts_of(report, again=report.sent_back_times > 0)
    key = f"{report.pk}:{report.version}"
    given = ((person, key, facts, _url(report)) for person in recipients.office())
    _put(given, kind=noticing.SUBMITTED, by=by, at=at)


def decided(kind: str, *, by: Actor, at: dt.datetime, report: Report) -> None:
    """Tell a body that its report was accepted or sent back, with what to mend."""
    facts = noticing.facts_of(report, mend=report.mend[:300])
    key = f"{report.pk}:{report.version}"
    people = recipients.answering([report])[report.pk]
    _put(((person, key, facts, _url(report)) for person in people), kind=kind, by=by, at=at)


def closed(*, by: Actor, at: dt.datetime, closing: Closing) -> None:
    """Tell the bodies of a period, and the office, that it was closed."""
    reports = list(Report.objects.filter(period=closing.period).order_by("pk"))
    people = {user.pk: user for users in recipients.answering(reports).values() for user in users}
    people |= {user.pk: user for user in recipients.office()}
    facts: dict[str, object] = {"period": closing.period.name}
    link = reverse("reporting:closing", args=[closing.pk])
    given = (
        (person, f"{closing.pk}", facts, link)
        for person in people.values()
        if CLOSING.may(person, "view", closing)
    )
    _put(given, kind=noticing.CLOSED, by=by, at=at)


def amended(*, by: Actor, at: dt.datetime, made: Amendment) -> None:
    """Tell the body whose closed line was corrected, and the office."""
    line = made.line
    period = line.closing.period
    reports = list(Report.objects.filter(period=period, body=line.body_id))
    people = [user for users in recipients.answering(reports).values() for user in users]
    facts: dict[str, object] = {
        "period": period.name,
        "body": line.body_name,
        "reason": made.reason[:300],
    }
    link = reverse("reporting:closed_line", args=[line.pk])
    given = (
        (person, f"{made.pk}", facts, link)
        for person in {user.pk: user for user in (*people, *recipients.office())}.values()
        if CLOSED_LINE.may(person, "view", line)
    )
    _put(given, kind=noticing.AMENDED, by=by, at=at)
