"""What bodies' reports show on other pages, and the rows that every report has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.core import navigation, unchanged
from giaoban.core.enums import Role
from giaoban.reporting import makers, reminding, rowmakers
from giaoban.reporting.queries.standings import for_hand

if TYPE_CHECKING:
    from giaoban.core.policies import Account

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
    reminding.register()
    rowmakers.register(makers.of_tasks, order=10)
    rowmakers.register(makers.of_directives, order=30)
    rowmakers.register(makers.of_narratives, order=90)


def _waiting(by: Account) -> int:
    """Count what waits for the person: reports to look at, or to send and to mend."""
    return unchanged.count(for_hand(by, timezone.localdate()))
