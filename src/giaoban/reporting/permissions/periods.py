"""Who may do what to calendars, periods and days off."""

from __future__ import annotations

from giaoban.core.enums import Role
from giaoban.core.policies import Policy, everybody, only, register
from giaoban.reporting.models import Calendar, Period, SpecialDay
from giaoban.reporting.permissions.reach import OFFICE

_TOLD = everybody(but=(Role.PUBLISHER,))

CALENDAR = register(Policy(Calendar, {"view": _TOLD, "add": OFFICE, "change": OFFICE}))
PERIOD = register(Policy(Period, {"view": _TOLD, "add": OFFICE, "change": OFFICE, "open": OFFICE}))
SPECIAL_DAY = register(
    Policy(SpecialDay, {"view": _TOLD, "set": only(Role.COORDINATOR, Role.ADMINISTRATOR)})
)
