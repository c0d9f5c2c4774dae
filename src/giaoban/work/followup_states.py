"""The courses of follow-up acts: which act leads from where to where.

An urging is drafted, sent, and answered or not; inspection, supervision and survey are planned,
under way, and concluded. Everything that has not ended can be cancelled with a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from giaoban.core.errors import Refused
from giaoban.work.enums import FollowUpKind, FollowUpState

if TYPE_CHECKING:
    from giaoban.work.models import FollowUp


class Move(NamedTuple):
    """An act that changes the state."""

    sources: frozenset[str]
    target: FollowUpState


TABLE = {
    "send": Move(frozenset({FollowUpState.DRAFTED}), FollowUpState.SENT),
    "answer": Move(
        frozenset({FollowUpState.SENT, FollowUpState.UNANSWERED}), FollowUpState.ANSWERED
    ),
    "give_up": Move(frozenset({FollowUpState.SENT}), FollowUpState.UNANSWERED),
    "begin": Move(frozenset({FollowUpState.PLANNED}), FollowUpState.UNDER_WAY),
    "conclude": Move(frozenset({FollowUpState.UNDER_WAY}), FollowUpState.CONCLUDED),
    "cancel": Move(
        frozenset(
            {
                FollowUpState.DRAFTED,
                FollowUpState.SENT,
                FollowUpState.PLANNED,
                FollowUpState.UNDER_WAY,
            }
        ),
        FollowUpState.CANCELLED,
    ),
}
CHANGING = frozenset({FollowUpState.DRAFTED, FollowUpState.PLANNED, FollowUpState.UNDER_WAY})
FINDING = frozenset({FollowUpState.UNDER_WAY, FollowUpState.CONCLUDED})
OPEN = CHANGING | {FollowUpState.SENT}


def first(kind: str) -> FollowUpState:
    """Return the state in which an act of this kind begins."""
    return FollowUpState.DRAFTED if kind == FollowUpKind.URGING else FollowUpState.PLANNED


def possible(row: FollowUp) -> frozenset[str]:
    """Return the acts that are possible now."""
    return frozenset(act for act, move in TABLE.items() if row.state in move.sources)


def require(row: FollowUp, act: str) -> FollowUpState:
    """Return where the act leads; Refused where it is not possible now."""
    if act not in possible(row):
        raise Refused(
            _(
                "Không thực hiện được thao tác này khi hồ sơ đang ở tình trạng “%s”. Hãy tải lại "
                "trang."
            )
            % row.get_state_display().lower()
        )
    return TABLE[act].target
