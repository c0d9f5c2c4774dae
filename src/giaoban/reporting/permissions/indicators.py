"""Who may do what to indicators, their targets and their values."""

from __future__ import annotations

from django.db.models import Q

from giaoban.core.policies import Actor, Policy, register
from giaoban.reporting.models import Indicator, IndicatorValue, Target
from giaoban.reporting.permissions.reach import FILLED, OFFICE, SEEN, leads


def _own_indicator(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    if leads(by):
        return Q()
    told = Indicator.bodies.through.objects.filter(body=by.body_id)
    return Q(pk__in=told.values("indicator_id"))


def _own_value(by: Actor) -> Q:
    if by.body_id is None:
        return Q(pk__in=())
    return Q() if leads(by) else Q(body_id=by.body_id)


def _own_target(by: Actor) -> Q:
    return _own_value(by) | Q(body__isnull=True, indicator__bodies=by.body_id)


INDICATOR = register(
    Policy(
        Indicator,
        {
            "view": SEEN,
            "define": OFFICE,
            "change": OFFICE,
            "retire": OFFICE,
            "aim": OFFICE,
            "record": FILLED,
        },
        own=_own_indicator,
    )
)
INDICATOR_VALUE = register(Policy(IndicatorValue, {"view": SEEN, "record": FILLED}, own=_own_value))
TARGET = register(Policy(Target, {"view": SEEN, "aim": OFFICE}, own=_own_target))
