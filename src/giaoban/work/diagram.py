"""The table of states as a page of the documentation."""

from __future__ import annotations

from django.utils import translation

from giaoban.work.acts import NAMES
from giaoban.work.enums import TaskKind, TaskState
from giaoban.work.states import RESTORE, TABLE, Step

_HEAD = """# States of a task

Printed from `giaoban.work.states` by `python scripts/states.py`; a test holds the two together.
A task that several bodies lead has no states of its own: it stands where its children stand.

"""


def page() -> str:
    """Return the page: a diagram, then every row of the table."""
    with translation.override("vi"):
        return _HEAD + _drawing() + _states() + _rows()


def _drawing() -> str:
    """Return the diagram; acts that lead from every open state are left to the table."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    for step in TABLE:
        if step.to is not None and step.act not in {"cancel", "supersede", "withdraw"}:
            lines += [f"    {origin} --> {step.to.value}: {step.act}" for origin in _ordered(step)]
    return "\n".join([*lines, "```", "", ""])


def _ordered(step: Step) -> list[str]:
    return [state.value for state in TaskState if state in step.origins]


def _states() -> str:
    rows = [f"| `{state.value}` | {state.label} |" for state in TaskState]
    return "\n".join(["| state | in Vietnamese |", "| --- | --- |", *rows, "", ""])


def _rows() -> str:
    """Return every row of the table, in its order."""
    rows = [_row(step) for step in (*TABLE, RESTORE)]
    head = ["| act | in Vietnamese | from | to | who | kinds | reason |", "| --- " * 7 + "|"]
    return "\n".join([*head, *rows, ""])


def _row(step: Step) -> str:
    kinds = [kind.value for kind in TaskKind if kind in step.kinds]
    cells = (
        f"`{step.act}`",
        str(NAMES[f"work.{step.act}"]),
        ", ".join(_ordered(step)),
        step.to.value if step.to is not None else "stays",
        str(step.who.label),
        "all" if len(kinds) == len(TaskKind) else ", ".join(kinds),
        "yes" if step.reason else "",
    )
    return f"| {' | '.join(cells)} |"
