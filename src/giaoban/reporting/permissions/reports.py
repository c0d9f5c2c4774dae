"""Who may do what to bodies' reports."""

from __future__ import annotations

from django.db.models import F, Q

from giaoban.bodies.models import Succession
from giaoban.core.policies import Actor, Policy, nothing, register
from giaoban.reporting.guests import Guest
from giaoban.reporting.models import Report, ReportRow
from giaoban.reporting.permissions.reach import FILLED, OFFICE, SEEN, leads


def owed_bodies(body_id: int) -> set[int]:
    """Return the bodies for whose reports a body answers: itself, and those that ended into it.

    A body that goes on after a split answers for itself.
    """
    ended = Succession.objects.filter(
        successor__isnull=False, predecessor__valid_to__isnull=False
    ).exclude(predecessor=F("successor"))
    steps: dict[int, list[int]] = {}
    for before, after in ended.values_list("predecessor_id", "successor_id"):
        steps.setdefault(after, []).append(before)
    found, waiting = {body_id}, [body_id]
    while waiting:
        fresh = [each for each in steps.get(waiting.pop(), ()) if each not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return found


def _own(by: Actor, prefix: str = "") -> Q:
    if isinstance(by, Guest):
        return Q(**{f"{prefix}pk": by.report_id})
    if by.body_id is None:
        return nothing(by)
    if leads(by):
        return Q()
    return Q(**{f"{prefix}body_id__in": owed_bodies(by.body_id)})


def _own_report(by: Actor) -> Q:
    return _own(by)


def _own_row(by: Actor) -> Q:
    return _own(by, "report__")


REPORT = register(
    Policy(
        Report,
        {
            "view": SEEN,
            "fill": FILLED,
            "submit": FILLED,
            "recall": FILLED,
            "decide": OFFICE,
            "judge": OFFICE,
            "refresh": OFFICE,
        },
        own=_own_report,
    )
)
REPORT_ROW = register(Policy(ReportRow, {"view": SEEN, "fill": FILLED}, own=_own_row))
