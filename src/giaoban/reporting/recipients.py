"""Who is to hear of a report: the focal points who answer for its body, and the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from giaoban.accounts.models import User
from giaoban.bodies.models import Succession
from giaoban.core.enums import Role
from giaoban.reporting.permissions import REPORT
from giaoban.work import recipients

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from giaoban.reporting.models import Report


def office() -> list[User]:
    """Return the coordinators."""
    return list(User.objects.filter(role=Role.COORDINATOR, is_active=True).order_by("pk"))


def answering(reports: Sequence[Report]) -> dict[int, list[User]]:
    """Return for each report the focal points who answer for it and may see it.

    Those of a body that ended are those of its successors. Three queries, and two a person.
    """
    found = _answering_bodies({report.body_id for report in reports})
    people = recipients.by_body({key for keys in found.values() for key in keys})
    wanted = {
        report.pk: [user for key in found[report.body_id] for user in people.get(key, ())]
        for report in reports
    }
    everybody = {user.pk: user for users in wanted.values() for user in users}
    seen = {
        pk: set(REPORT.scope(user).filter(pk__in=list(wanted)).values_list("pk", flat=True))
        for pk, user in everybody.items()
    }
    return {pk: [user for user in users if pk in seen[user.pk]] for pk, users in wanted.items()}


def _answering_bodies(bodies: Iterable[int]) -> dict[int, set[int]]:
    """Return each body with those that it ended into."""
    ended = Succession.objects.filter(
        successor__isnull=False, predecessor__valid_to__isnull=False
    ).exclude(predecessor=F("successor"))
    steps: dict[int, list[int]] = {}
    for before, after in ended.values_list("predecessor_id", "successor_id"):
        steps.setdefault(before, []).append(after)
    return {body: _reached(body, steps) for body in bodies}


def _reached(body: int, steps: dict[int, list[int]]) -> set[int]:
    found, waiting = {body}, [body]
    while waiting:
        fresh = [each for each in steps.get(waiting.pop(), ()) if each not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return found
