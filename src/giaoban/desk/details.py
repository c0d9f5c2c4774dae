"""What the details of decisions on the reading desk mean in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.directives.models import Directive
from giaoban.work.models import Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning

MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    "desk.decision": {
        "directives": Directive,
        "filled": (Directive, None),
        "findings": str,
        "mentions": (Directive, str),
        "relations": str,
        "tasks": Task,
        "tied": (Directive, Task),
    },
}
