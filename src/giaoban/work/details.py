"""What the details of acts on tasks and their follow-up mean in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.core.meanings import EVERYWHERE, names_of
from giaoban.work.enums import FindingKind, Part, TaskState
from giaoban.work.models import Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning

_HANDED: Mapping[str, Meaning] = {"from": Body, "to": Body, "part": Part}
_LABELS = {part.value: part.label for part in Part}

MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    EVERYWHERE: {"task": Task, "group": Task, "part_of": Task, "successor": Task},
    "work.task": {
        "from": TaskState,
        "to": TaskState,
        "part": Task,
        "fields": names_of(Task, **_LABELS),
        "evidence": str,
        "detached": str,
        "extension": str,
        "submission": str,
    },
    "work.hand": _HANDED,
    "work.hand_back": _HANDED,
    "work.follow": {"before": User, "after": User},
    "work.watch": {"before": User, "after": User},
    "work.repeat": {"before": Task},
    "follow_up.find": {"kind": FindingKind},
    "work.followup": {"finding": str},
}
