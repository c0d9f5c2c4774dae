"""The example's decisions: what the briefing says of directives is entered, the rest waits.

So the registers have something to show, and the desk something to do.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from giaoban.desk.actions import decide
from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.models import Decision
from giaoban.documents.example import BRIEFING, PLAN, taken_in
from giaoban.documents.models import Document

if TYPE_CHECKING:
    from giaoban.accounts.models import User

_LATER = dt.timedelta(days=1)
ENTERED = {
    BRIEFING: (FindingKind.RELATION,),
    PLAN: (FindingKind.CITATION, FindingKind.RELATION, FindingKind.TASK),
}


def make(*, by: User, at: dt.datetime) -> None:
    """Enter what is missing, the day after a paper came; one that was worked at is left alone."""
    for name, kinds in ENTERED.items():
        document = Document.objects.filter(original__name=name).first()
        if document is None or Decision.objects.filter(document=document).exists():
            continue
        rows = document.findings.filter(state=FindingState.WAITING, kind__in=kinds)
        seen = list(rows.values_list("pk", "version"))
        decide.accept_many(by=by, at=taken_in(at)[name] + _LATER, document=document, seen=seen)
