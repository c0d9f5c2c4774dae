"""Acts on tasks; each puts itself on record."""

from giaoban.work.actions.breaking import break_down, set_handlers
from giaoban.work.actions.ending import (
    accept,
    assign,
    cancel,
    decline,
    restore,
    supersede,
    withdraw,
)
from giaoban.work.actions.extensions import ask_extension, decide_extension, recall_extension
from giaoban.work.actions.fields import add_field, change_field, default_fields
from giaoban.work.actions.giving import KIND
from giaoban.work.actions.recurring import begin_periods
from giaoban.work.actions.tasks import change, confirm
from giaoban.work.actions.tying import tie, untie
from giaoban.work.actions.working import (
    attach,
    close,
    detach,
    recall,
    reopen,
    send_back,
    submit,
    tell_progress,
    verify,
)

__all__ = [
    "KIND",
    "accept",
    "add_field",
    "ask_extension",
    "assign",
    "attach",
    "begin_periods",
    "break_down",
    "cancel",
    "change",
    "change_field",
    "close",
    "confirm",
    "decide_extension",
    "decline",
    "default_fields",
    "detach",
    "recall",
    "recall_extension",
    "reopen",
    "restore",
    "send_back",
    "set_handlers",
    "submit",
    "supersede",
    "tell_progress",
    "tie",
    "untie",
    "verify",
    "withdraw",
]
