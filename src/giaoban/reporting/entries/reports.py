"""What bodies' reports show on other pages, and the rows that every report has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation
from giaoban.core.enums import Role
from giaoban.reporting import makers, rowmakers
from giaoban.reporting.enums import ReportState
from giaoban.reporting.permissions import REPORT
from giaoban.reporting.queries.standings import to_answer

if TYPE_CHECKING:
    from giaoban.core.policies import Account

_READERS = frozenset({Role.COORDINATOR, Role.FOCAL_POINT, Role.LEADER, Role.AUDITOR})


def register() -> None:
    """Make it known to the core."""
    navigation.add(
        navigation.Entry(
            "quarter",
            40,
            _("Báo cáo"),
            "reporting:reports",
            "sent",
            roles=_READERS,
            count=_waiting,
            count_label=_("chờ bạn"),
        )
    )
    rowmakers.register(makers.of_tasks, order=10)
    rowmakers.register(makers.of_directives, order=30)
    rowmakers.register(makers.of_narratives, order=90)


def _waiting(by: Account) -> int:
    """Count what waits for the person: reports to look at, or to send and to mend."""
    seen = REPORT.scope(by)
    if by.role == Role.COORDINATOR:
        return seen.filter(state=ReportState.SUBMITTED, period__closed_at__isnull=True).count()
    if by.role == Role.FOCAL_POINT:
        return to_answer(seen, timezone.localdate()).count()
    return 0
