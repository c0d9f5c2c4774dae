"""What indicators show on other pages: their entry, and their rows in bodies' reports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation
from giaoban.core.enums import Role
from giaoban.reporting import rowmakers
from giaoban.reporting.queries.entering import report_rows

_SEE = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER})
# After tasks and directives, before the narratives.
_ORDER = 40


def register() -> None:
    """Make it known to the core."""
    navigation.add(
        navigation.Entry("quarter", 50, _("Chỉ tiêu"), "reporting:indicators", "graph", roles=_SEE)
    )
    rowmakers.register(report_rows, order=_ORDER)
