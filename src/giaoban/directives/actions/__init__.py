"""Acts on the register of directives; each puts itself on record."""

from __future__ import annotations

from giaoban.directives.actions.entries import KIND, change, fill_in, register, unregister
from giaoban.directives.actions.links import mention, relate, unmention, unrelate
from giaoban.directives.actions.reviews import (
    change_milestone,
    drop_milestone,
    drop_rule,
    set_milestone,
    set_rule,
)

__all__ = [
    "KIND",
    "change",
    "change_milestone",
    "drop_milestone",
    "drop_rule",
    "fill_in",
    "mention",
    "register",
    "relate",
    "set_milestone",
    "set_rule",
    "unmention",
    "unregister",
    "unrelate",
]
