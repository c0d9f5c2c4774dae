"""Who may do what to indicators, their targets and their values."""

from __future__ import annotations

from django.db.models import Q

from giaoban.bodies.models import Bloc
from giaoban.core.enums import Role
from giaoban.core.policies import Actor, Policy, only, register
from giaoban.reporting.models import Indicator, IndicatorValue, Target


def leads(by: Actor) -> bool:
    """Tell whether the person is a leader of a lead body, who sees the whole bloc."""
    if by.role != Role.LEADER or by.body_id is None:
        return False
    return Bloc.objects.filter(lead_id=by.body_id).exists()


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


_SEEN = only(Role.COORDINATOR, Role.AUDITOR, own=(Role.FOCAL_POINT, Role.LEADER))
_OFFICE = only(Role.COORDINATOR)
_FILLED = only(Role.COORDINATOR, own=(Role.FOCAL_POINT,))

INDICATOR = register(
    Policy(
        Indicator,
        {
            "view": _SEEN,
            "define": _OFFICE,
            "change": _OFFICE,
            "retire": _OFFICE,
            "aim": _OFFICE,
            "record": _FILLED,
        },
        own=_own_indicator,
    )
)
INDICATOR_VALUE = register(
    Policy(IndicatorValue, {"view": _SEEN, "record": _FILLED}, own=_own_value)
)
TARGET = register(Policy(Target, {"view": _SEEN, "aim": _OFFICE}, own=_own_target))
