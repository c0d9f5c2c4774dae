"""What links and files show on other pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models.functions import Substr
from django.urls import reverse

from giaoban.core import panels, periodic
from giaoban.core.panels import Panel
from giaoban.reporting import states
from giaoban.reporting.actions import links
from giaoban.reporting.models import Proposal, ReportFile
from giaoban.reporting.permissions import LINK, REPORT

if TYPE_CHECKING:
    from giaoban.core.requests import Request
    from giaoban.reporting.models import Report


_EVERY = dt.timedelta(minutes=10)


def register() -> None:
    """Make it known to the core."""
    periodic.register("reporting.links", _EVERY, lambda at: links.end_past(at=at))
    panels.register("reporting.report", _files, order=40)


def _files(request: Request, report: Report) -> Panel | None:
    """Show the ways by file, the files that came, and the sentences that rows were taken from."""
    may_fill = REPORT.may(request.user, "fill", report) and states.possible(report, "save")
    may_link = LINK.may(request.user, "view")
    files = list(ReportFile.objects.filter(report=report).defer("text").order_by("-at"))
    if not (may_fill or may_link or files):
        return None
    # Only the sentences: a file's whole text is a hundred pages at times.
    quote = Substr("file__text", F("start") + 1, F("end") - F("start"))
    taken = Proposal.objects.filter(file__report=report, state="taken").annotate(quote=quote)
    context = {
        "may_fill": may_fill,
        "files": files,
        "taken": [(each, each.quote) for each in taken.order_by("row__order")],
        "report": report,
        "links_url": reverse("reporting:links", args=[report.period_id]) if may_link else "",
    }
    return Panel("reporting/intake/panel.html", context)
