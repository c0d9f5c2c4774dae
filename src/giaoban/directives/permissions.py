"""Who may do what to the register of directives."""

from __future__ import annotations

from giaoban.core.enums import Role
from giaoban.core.policies import Policy, everybody, only, register
from giaoban.directives.models import Directive, Mention, Milestone, MilestoneRule, Relation

_OFFICE = only(Role.COORDINATOR)

directives = register(
    Policy(
        Directive,
        {"view": everybody(), "register": _OFFICE, "change": _OFFICE, "remove": _OFFICE},
    )
)
relations = register(
    Policy(Relation, {"view": everybody(), "relate": _OFFICE, "unrelate": _OFFICE})
)
mentions = register(Policy(Mention, {"view": everybody(), "mention": _OFFICE}))
milestones = register(Policy(Milestone, {"view": everybody(), "set": _OFFICE}))
rules = register(Policy(MilestoneRule, {"view": everybody(), "set": _OFFICE}))
