"""Whether a link or a stay still works; the secrets themselves are known to their holders alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.reporting.enums import ReportState
from giaoban.reporting.guests import Guest
from giaoban.reporting.models import AccessLink, LinkSession

if TYPE_CHECKING:
    from giaoban.reporting.models import Report

_BYTES = 32
_VIA_LONGEST = 200
# A stay lasts so long after the last page, and never longer than a working day.
IDLE = dt.timedelta(hours=2)
LONGEST = dt.timedelta(hours=12)


class LinkStanding(TextChoices):
    """How a link stands on a day (tình trạng đường dẫn); derived, never stored."""

    WORKS = "works", gettext_lazy("Còn hiệu lực")
    ACCEPTED = "accepted", gettext_lazy("Báo cáo đã nhận")
    EXPIRED = "expired", gettext_lazy("Hết hạn")
    WITHDRAWN = "withdrawn", gettext_lazy("Đã thu hồi")


def new_secret() -> str:
    """Return a secret of 256 bits that fits into an address."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: so long a random one needs no salt.

    >>> len(digest_of("bi-mat"))
    64
    """
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def standing(link: AccessLink, at: dt.datetime) -> LinkStanding:
    """Tell how a link stands.

    A link past its day is given an end when somebody comes by, and a link knows when it was used
    last: a clock set back revives neither.
    """
    now = max(filter(None, (at, link.used_at)))
    if link.withdrawn_at is not None:
        early = link.withdrawn_at < link.expires_at
        return LinkStanding.WITHDRAWN if early else LinkStanding.EXPIRED
    if now >= link.expires_at:
        return LinkStanding.EXPIRED
    report = link.report
    if report.state == ReportState.ACCEPTED or report.period.is_closed:
        return LinkStanding.ACCEPTED
    return LinkStanding.WORKS


def link_of(secret: str, at: dt.datetime) -> AccessLink | None:
    """Return the link of a secret if it works; nothing else tells that it ever was."""
    rows = AccessLink.objects.select_related("report__period", "report__body")
    link = rows.filter(digest=digest_of(secret)).first()
    works = link is not None and standing(link, at) is LinkStanding.WORKS
    return link if works else None


def stay_of(token: str, at: dt.datetime) -> LinkSession | None:
    """Return the stay of a token if it lasts and its link still works."""
    rows = LinkSession.objects.select_related("link__report__period", "link__report__body")
    stay = rows.filter(digest=digest_of(token), ended_at__isnull=True).first() if token else None
    if stay is None or max(at, stay.began_at) >= stay.expires_at:
        return None
    return stay if standing(stay.link, at) is LinkStanding.WORKS else None


def guest_of(report: Report) -> Guest:
    """Return who acts through the links of a report."""
    via = _("đường dẫn của %(body)s") % {"body": report.body.name}
    return Guest(report_id=report.pk, body_id=report.body_id, via=via[:_VIA_LONGEST])
