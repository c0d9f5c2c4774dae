"""The links of a period, body by body."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Prefetch

from giaoban.reporting import access
from giaoban.reporting.enums import ReportState
from giaoban.reporting.models import AccessLink, Report

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.reporting.access import LinkStanding
    from giaoban.reporting.models import Period


class Held(NamedTuple):
    """A report of a period, its newest link and how that stands."""

    report: Report
    link: AccessLink | None
    standing: LinkStanding | None
    may_get: bool


def held_links(period: Period, at: dt.datetime) -> list[Held]:
    """Return the reports of a period in the order of their bodies, each with its newest link."""
    newest = AccessLink.objects.order_by("-pk")
    reports = (
        Report.objects.filter(period=period)
        .select_related("body", "period")
        .prefetch_related(Prefetch("links", newest, to_attr="newest"))
        .order_by("body__order", "body__sort_key")
    )
    return [_held(report, at) for report in reports]


def _held(report: Report, at: dt.datetime) -> Held:
    links: list[AccessLink] = getattr(report, "newest", [])
    link = links[0] if links else None
    if link is not None:
        link.report = report
    open_still = report.state != ReportState.ACCEPTED and not report.period.is_closed
    return Held(report, link, access.standing(link, at) if link else None, open_still)
