"""Acts on links: make, send, withdraw, renew, and exchange for a short stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.errors import Refused
from giaoban.reporting import access
from giaoban.reporting.enums import ReportState
from giaoban.reporting.models import AccessLink, LinkSession, Report
from giaoban.reporting.permissions import LINK

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from giaoban.accounts.models import User
    from giaoban.reporting.models import Period

SILENT = (ReportState.OPEN, ReportState.SENT_BACK)


class Made(NamedTuple):
    """A link just made, and its secret, which is known now and never again."""

    link: AccessLink
    secret: str


class Entered(NamedTuple):
    """A stay just begun, and its token for the cookie."""

    stay: LinkSession
    token: str


@transaction.atomic
def make(*, by: User, at: dt.datetime, report: Report, expires_at: dt.datetime) -> Made:
    """Make the link of a report; a former one stops working, for a body has one at a time."""
    LINK.require(by, "make")
    # Two who make a link of one report at once: the second waits, and ends the first one's.
    held = Report.objects.select_for_update(of=("self",)).select_related("period", "body")
    report = held.get(pk=report.pk)
    _require_open(report, at, expires_at)
    for former in report.links.filter(withdrawn_at__isnull=True):
        _withdraw(former, by=by, at=at)
    secret = access.new_secret()
    link = AccessLink.objects.create(
        report=report,
        digest=access.digest_of(secret),
        made_by=by,
        made_at=at,
        expires_at=expires_at,
    )
    facts = {"report": report.pk, "body": report.body_id, "expires_at": expires_at.isoformat()}
    audit.record("reporting.link_made", by=by, at=at, subject=link, facts=facts)
    return Made(link, secret)


def make_for_silent(
    *, by: User, at: dt.datetime, period: Period, expires_at: dt.datetime
) -> Iterator[Made]:
    """Yield a link for every body that has not sent its report and holds no working link.

    Each is made for itself, so that it can be mailed before the next is made: who is interrupted
    starts again, and it goes on where it stopped.
    """
    LINK.require(by, "make")
    end_past(at=at)
    for report in list(silent_reports(period)):
        made = _make_first(by=by, at=at, report=report, expires_at=expires_at)
        if made is not None:
            yield made


@transaction.atomic
def _make_first(
    *, by: User, at: dt.datetime, report: Report, expires_at: dt.datetime
) -> Made | None:
    """Make a link of a report unless somebody made one, or the report was sent, meanwhile."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.state not in SILENT or held.links.filter(withdrawn_at__isnull=True).exists():
        return None
    return make(by=by, at=at, report=report, expires_at=expires_at)


def silent_reports(period: Period) -> QuerySet[Report]:
    """Return the reports not sent of bodies that hold no link."""
    held = AccessLink.objects.filter(report__period=period, withdrawn_at__isnull=True)
    rows = Report.objects.filter(period=period, state__in=SILENT)
    return rows.exclude(pk__in=held.values("report_id")).order_by("body__order", "body__sort_key")


@transaction.atomic
def withdraw(*, by: User, at: dt.datetime, link: AccessLink) -> None:
    """Take a link back: it and the stays it was exchanged for end at once; again is harmless."""
    LINK.require(by, "withdraw", link)
    link = AccessLink.objects.select_for_update().get(pk=link.pk)
    if link.withdrawn_at is None:
        _withdraw(link, by=by, at=at)


@transaction.atomic
def exchange(*, secret: str, at: dt.datetime) -> Entered | None:
    """Exchange a secret for a stay; None where it opens nothing, whatever the reason."""
    end_past(at=at)
    link = access.link_of(secret, at)
    if link is None:
        return None
    token = access.new_secret()
    stay = LinkSession.objects.create(
        link=link,
        digest=access.digest_of(token),
        began_at=at,
        expires_at=min(at + access.IDLE, link.expires_at),
    )
    latest = max(filter(None, (at, link.used_at)))
    AccessLink.objects.filter(pk=link.pk).update(used_at=latest, uses=F("uses") + 1)
    guest = access.guest_of(link.report)
    audit.record(
        "reporting.link_used",
        by=guest,
        at=at,
        subject=link,
        facts={"report": link.report_id, "body": link.report.body_id, "via": guest.via},
    )
    return Entered(stay, token)


def stay_on(*, stay: LinkSession, at: dt.datetime) -> None:
    """Let a stay last while its pages are used, up to its longest."""
    until = min(at + access.IDLE, stay.began_at + access.LONGEST, stay.link.expires_at)
    if until - stay.expires_at > access.IDLE / 8:
        LinkSession.objects.filter(pk=stay.pk, ended_at__isnull=True).update(expires_at=until)
        stay.expires_at = until


@transaction.atomic
def leave(*, stay: LinkSession, at: dt.datetime) -> None:
    """End a stay, as signing out does; again is harmless."""
    if LinkSession.objects.filter(pk=stay.pk, ended_at__isnull=True).update(ended_at=at):
        guest = access.guest_of(stay.link.report)
        facts = {"report": guest.report_id, "body": guest.body_id, "via": guest.via}
        audit.record("reporting.link_left", by=guest, at=at, subject=stay.link, facts=facts)


def end_past(*, at: dt.datetime) -> int:
    """Give links past their day an end, so that no clock set back revives them."""
    past = AccessLink.objects.filter(withdrawn_at__isnull=True, expires_at__lte=at)
    return past.update(withdrawn_at=at)


def note_sent(*, by: User, at: dt.datetime, link: AccessLink) -> None:
    """Put on record that a link was mailed."""
    LINK.require(by, "make")
    audit.record(
        "reporting.link_sent", by=by, at=at, subject=link, facts={"report": link.report_id}
    )


def _withdraw(link: AccessLink, *, by: User, at: dt.datetime) -> None:
    AccessLink.objects.filter(pk=link.pk).update(withdrawn_at=at)
    LinkSession.objects.filter(Q(link=link), ended_at__isnull=True).update(ended_at=at)
    facts = {"report": link.report_id}
    audit.record("reporting.link_withdrawn", by=by, at=at, subject=link, facts=facts)


def _require_open(report: Report, at: dt.datetime, expires_at: dt.datetime) -> None:
    if report.state == ReportState.ACCEPTED or report.period.is_closed:
        raise Refused(_("Báo cáo này đã nhận hoặc kỳ đã chốt nên không cần đường dẫn nữa."))
    if expires_at <= at:
        raise Refused(_("Hãy chọn ngày hết hạn từ hôm nay trở đi."))
