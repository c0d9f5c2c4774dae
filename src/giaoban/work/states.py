"""The table of states of a task: which act leads from where to where, and whose it is.

Everything that has to do with states reads this table: the acts, the policies, the page, the
diagram in the documentation. No act outside the table succeeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from giaoban.core.errors import Refused
from giaoban.work.enums import TaskKind, TaskState, Who

if TYPE_CHECKING:
    from collections.abc import Iterable

_S = TaskState
OPEN = frozenset(
    {
        _S.DRAFT,
        _S.ASSIGNED,
        _S.DECLINED,
        _S.ACCEPTED,
        _S.IN_PROGRESS,
        _S.SUBMITTED,
        _S.SENT_BACK,
    }
)
DONE = frozenset({_S.VERIFIED, _S.CLOSED})
UNDONE = frozenset({_S.CANCELLED, _S.SUPERSEDED, _S.WITHDRAWN})
# In these the body that leads has the task in hand.
WITH_BODY = frozenset({_S.ASSIGNED, _S.ACCEPTED, _S.IN_PROGRESS, _S.SENT_BACK})

INFORMS = frozenset({TaskKind.INFORMATION})
ASKS = frozenset(TaskKind) - INFORMS
# What these kinds ask for is not done before something shows it.
NEEDS_EVIDENCE = frozenset({TaskKind.CARRY_OUT, TaskKind.REPORT, TaskKind.APPRAISE})


class Step(NamedTuple):
    """A row of the table; without ``to`` the act leaves the state as it is."""

    act: str
    origins: frozenset[TaskState]
    to: TaskState | None
    who: Who
    kinds: frozenset[TaskKind] = frozenset(TaskKind)
    reason: bool = False


TABLE: tuple[Step, ...] = (
    Step("assign", frozenset({_S.DRAFT, _S.DECLINED}), _S.ASSIGNED, Who.OFFICE),
    Step("accept", frozenset({_S.ASSIGNED}), _S.ACCEPTED, Who.LEAD, ASKS),
    Step("accept", frozenset({_S.ASSIGNED}), _S.CLOSED, Who.LEAD, INFORMS),
    Step("decline", frozenset({_S.ASSIGNED}), _S.DECLINED, Who.LEAD, reason=True),
    Step("tell_progress", WITH_BODY, _S.IN_PROGRESS, Who.LEAD_OR_OFFICE, ASKS),
    Step("contribute", WITH_BODY, None, Who.COOPERATING_OR_OFFICE, ASKS),
    Step("attach", WITH_BODY, None, Who.TAKING_PART_OR_OFFICE, ASKS),
    Step("detach", WITH_BODY, None, Who.TAKING_PART_OR_OFFICE, ASKS),
    Step("submit", WITH_BODY, _S.SUBMITTED, Who.LEAD_OR_OFFICE, ASKS),
    Step("recall", frozenset({_S.SUBMITTED}), _S.IN_PROGRESS, Who.LEAD_OR_OFFICE, ASKS),
    Step("verify", frozenset({_S.SUBMITTED}), _S.VERIFIED, Who.VERIFIER, ASKS),
    Step("send_back", frozenset({_S.SUBMITTED}), _S.SENT_BACK, Who.VERIFIER, ASKS, reason=True),
    Step("close", frozenset({_S.VERIFIED}), _S.CLOSED, Who.OFFICE),
    Step("reopen", DONE, _S.IN_PROGRESS, Who.OFFICE, ASKS, reason=True),
    Step("ask_extension", WITH_BODY, None, Who.LEAD, ASKS, reason=True),
    Step("recall_extension", WITH_BODY | {_S.SUBMITTED}, None, Who.LEAD, ASKS),
    Step("decide_extension", WITH_BODY | {_S.SUBMITTED}, None, Who.VERIFIER, ASKS),
    Step("set_handlers", WITH_BODY | {_S.SUBMITTED}, None, Who.TAKING_PART),
    Step("break_down", WITH_BODY | {_S.DRAFT}, None, Who.LEAD_OR_OFFICE, ASKS),
    Step("cancel", OPEN, _S.CANCELLED, Who.OFFICE, reason=True),
    Step("supersede", OPEN, _S.SUPERSEDED, Who.OFFICE, reason=True),
    Step("withdraw", OPEN, _S.WITHDRAWN, Who.OFFICE),
)
# Back to where the task stood when it was withdrawn: a way that no single row can tell.
RESTORE = Step("restore", frozenset({_S.WITHDRAWN}), None, Who.OFFICE)
# A task that is divided among bodies moves by its children; these acts reach all of them.
OF_GROUPS = frozenset({"cancel", "supersede", "withdraw", "restore"})


def acts() -> dict[str, Who]:
    """Return every act of the table and whose it is."""
    return {step.act: step.who for step in (*TABLE, RESTORE)}


def steps(state: str, kind: str, *, group: bool = False) -> dict[str, Step]:
    """Return what is possible in a state, by act."""
    return {
        step.act: step
        for step in (*TABLE, RESTORE)
        if state in step.origins and kind in step.kinds and (not group or step.act in OF_GROUPS)
    }


def step_of(act: str, state: str, kind: str, *, group: bool = False) -> Step:
    """Return the row of an act, or refuse it with what can be done instead."""
    possible = steps(state, kind, group=group)
    if act in possible:
        return possible[act]
    if group and act not in OF_GROUPS:
        raise Refused(
            _("Nhiệm vụ này được chia cho từng cơ quan. Hãy mở nhiệm vụ con của cơ quan cần xử lý.")
        )
    raise Refused(
        _(
            "Nhiệm vụ đang ở tình trạng “%(state)s” nên không thực hiện được thao tác này. "
            "Hãy tải lại trang để xem các thao tác có thể thực hiện."
        )
        % {"state": TaskState(state).label}
    )


def summed(states: Iterable[str], *, whole: bool = True) -> TaskState | None:
    """Return the state of a task that is divided, from those of its children; None leaves it.

    ``whole`` tells whether every body that was named has its child.
    """
    found = set(states)
    if not found:
        return None
    if found <= UNDONE:
        return TaskState.CANCELLED if found - {_S.WITHDRAWN} else None
    if whole and not found & OPEN:
        return TaskState.VERIFIED if _S.VERIFIED in found else TaskState.CLOSED
    if found <= {_S.DRAFT, _S.ASSIGNED, *UNDONE}:
        return TaskState.ASSIGNED
    return TaskState.IN_PROGRESS
