"""Who may do what to links."""

from __future__ import annotations

from django.db.models import Q

from giaoban.core.enums import Role
from giaoban.core.policies import Actor, Policy, only, register
from giaoban.reporting.models import AccessLink, LinkSession, Proposal, ReportFile
from giaoban.reporting.permissions.reach import FILLED, OFFICE, SEEN
from giaoban.reporting.permissions.reports import REPORT


def _of_own_report(by: Actor) -> Q:
    return Q(report__in=REPORT.scope(by, "view").values("pk"))


def _in_own_file(by: Actor) -> Q:
    return Q(file__report__in=REPORT.scope(by, "view").values("pk"))


_WATCHED = only(Role.COORDINATOR, Role.AUDITOR)

LINK = register(Policy(AccessLink, {"view": _WATCHED, "make": OFFICE, "withdraw": OFFICE}))
LINK_SESSION = register(Policy(LinkSession, {"view": _WATCHED}))
REPORT_FILE = register(Policy(ReportFile, {"view": SEEN, "add": FILLED}, own=_of_own_report))
PROPOSAL = register(Policy(Proposal, {"view": SEEN, "decide": FILLED}, own=_in_own_file))
