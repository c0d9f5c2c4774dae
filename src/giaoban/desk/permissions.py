"""Who may do what at the desk: it follows the paper; these are the rows that the desk writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from giaoban.core import policies
from giaoban.core.enums import Role
from giaoban.core.policies import Policy, only
from giaoban.desk.models import Decision, Finding
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from giaoban.core.policies import Actor


def of_own_papers(by: Actor) -> Q:
    """Own what stands in papers that one may see."""
    return Q(document__in=DOCUMENTS.scope(by, "view"))


_SEEN = only(Role.COORDINATOR, Role.AUDITOR, own=(Role.FOCAL_POINT, Role.LEADER))
_DECIDED = only(Role.COORDINATOR)

FINDINGS = policies.register(
    Policy(Finding, acts={"view": _SEEN, "decide": _DECIDED}, own=of_own_papers)
)
DECISIONS = policies.register(
    Policy(Decision, acts={"view": _SEEN, "undo": _DECIDED}, own=of_own_papers)
)
