"""What indicators show on other pages: their entry, their hits, their rows in bodies' reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation, panels, search
from giaoban.core.enums import Role
from giaoban.reporting import rowmakers
from giaoban.reporting.actions.indicators import KIND
from giaoban.reporting.permissions import INDICATOR
from giaoban.reporting.queries.entering import may_enter, report_rows, running
from giaoban.reporting.views.indicators import record_url

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request
    from giaoban.bodies.models import Body

_SEE = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER})
# After tasks and directives, before the narratives.
_ORDER = 40


def register() -> None:
    """Make it known to the core."""
    navigation.add(
        navigation.Entry("quarter", 50, _("Chỉ tiêu"), "reporting:indicators", "graph", roles=_SEE)
    )
    search.register(KIND, _("Chỉ tiêu"), record_url, INDICATOR.scope)
    rowmakers.register(report_rows, order=_ORDER)
    panels.register("bodies.record", _of_body, order=30)


def _of_body(request: Request, body: Body) -> panels.Panel | None:
    """Show which indicators a body tells, and lead to its sheet of the running period."""
    rows = list(INDICATOR.scope(request.user).filter(is_active=True, bodies=body))
    if not rows:
        return None
    period = running(body.pk, timezone.localdate())
    may = period is not None and may_enter(request.user, body)
    context = {"indicators": rows, "body": body, "period": period if may else None}
    return panels.Panel("reporting/indicators/body_panel.html", context)
