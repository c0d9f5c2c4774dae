"""What bodies' reports show on other pages, and the rows that every report has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from giaoban.core import navigation, panels
from giaoban.core.enums import Role
from giaoban.reporting import makers, rowmakers
from giaoban.reporting.enums import ReportState, Standing
from giaoban.reporting.permissions import REPORT
from giaoban.reporting.queries.standings import in_standing, to_answer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.accounts.requests import Request
    from giaoban.core.policies import Account, Actor
    from giaoban.reporting.models import Report

_SHOWN = 8
_READERS = frozenset({Role.COORDINATOR, Role.FOCAL_POINT, Role.LEADER, Role.AUDITOR})


def register() -> None:
    """Make it known to the core."""
    navigation.add(
        navigation.Entry(
            "quarter",
            40,
            pgettext_lazy("nhiều", "Báo cáo"),
            "reporting:reports",
            "sent",
            roles=_READERS,
            count=_waiting,
            count_label=_("chờ bạn"),
        )
    )
    panels.register("core.home", _at_home, order=8)
    rowmakers.register(makers.of_tasks, order=10)
    rowmakers.register(makers.of_directives, order=30)
    rowmakers.register(makers.of_narratives, order=90)


def _waiting(by: Account) -> int:
    """Count what waits for the person: reports to look at, or to send and to mend."""
    return _for_hand(by).count()


def _for_hand(by: Actor) -> QuerySet[Report]:
    """Return the reports that wait for the person's hand."""
    seen = REPORT.scope(by)
    if by.role == Role.COORDINATOR:
        return seen.filter(state=ReportState.SUBMITTED, period__closed_at__isnull=True)
    if by.role == Role.FOCAL_POINT:
        return to_answer(seen, timezone.localdate())
    return seen.none()


def _at_home(request: Request, _by: Actor) -> panels.Panel | None:
    """Show the reports that wait for the person, and how many are overdue."""
    rows, today = _for_hand(request.user), timezone.localdate()
    n = rows.count()
    if not n:
        return None
    shown = list(rows.select_related("period", "body").order_by("period__due_on", "pk")[:_SHOWN])
    for row in shown:
        row.stands = row.standing(today)  # type: ignore[attr-defined]
    late = rows.filter(in_standing(Standing.OVERDUE, today)).exists()
    said = ngettext("%(n)s báo cáo chờ bạn", "%(n)s báo cáo chờ bạn", n) % {"n": n}
    return panels.Panel("reporting/home_panel.html", {"rows": shown, "n": n, "late": late}, said)
