"""Questions to the handing over of work: what a body that ended left open, and who can take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, F, Q

from giaoban.bodies.models import Body, Reorganisation, Succession
from giaoban.bodies.queries import existing, successors
from giaoban.work.models import OPEN, Assignment, Succeeding

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet


# A task that is divided among bodies is not pending itself, but its rows tell who has a part.
_OPEN = Q(task__pending=1) | Q(task__is_group=True, task__state__in=OPEN)


class Left(NamedTuple):
    """An act of reorganisation, and how many parts in open tasks its bodies left."""

    act: Reorganisation
    n: int


def ended_by(act: Reorganisation) -> list[Body]:
    """Return the bodies that the act ended, in order."""
    gone = act.successions.filter(predecessor__valid_to__lt=act.on)
    return list(Body.objects.filter(pk__in=gone.values("predecessor_id")))


def left_by(act: Reorganisation) -> QuerySet[Assignment]:
    """Return the parts in open tasks of the bodies that the act ended."""
    gone = act.successions.filter(predecessor__valid_to__lt=act.on).values("predecessor_id")
    return Assignment.objects.filter(_OPEN, body__in=gone)


def waiting() -> list[Left]:
    """Return the acts whose bodies left open work, with how much, the oldest first."""
    counted = (
        Assignment.objects.filter(
            _OPEN,
            body__successions__act__isnull=False,
            body__valid_to__lt=F("body__successions__on"),
        )
        .values("body__successions__act")
        .annotate(n=Count("pk", distinct=True))
    )
    by_act = dict(counted.values_list("body__successions__act", "n"))
    acts = Reorganisation.objects.filter(pk__in=by_act).order_by("on", "pk")
    return [Left(act, by_act[act.pk]) for act in acts]


def heirs(body: Body, on: dt.date) -> list[Body]:
    """Return who can take the work of a body: its successors, or anybody where it has none.

    Chains are followed: the successor of a successor that is gone by that day.
    """
    return successors(body, on) or list(existing(on))


def touching(body: int) -> QuerySet[Reorganisation]:
    """Return the acts that ended a body or put it in another's place."""
    rows = Succession.objects.filter(Q(predecessor=body) | Q(successor=body), act__isnull=False)
    return Reorganisation.objects.filter(pk__in=rows.values("act_id")).order_by("on", "pk")


def handed(act: Reorganisation) -> QuerySet[Succeeding]:
    """Return what was handed over under an act."""
    return Succeeding.objects.filter(act=act).order_by("pk")
