"""Tags of follow-up acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template import Library
from django.utils.translation import gettext

from giaoban.core.templatetags.look import chip
from giaoban.work.enums import FollowUpState

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.safestring import SafeString

    from giaoban.work.models import FollowUp

register = Library()
_CHIPS = {
    FollowUpState.DRAFTED: "doing",
    FollowUpState.SENT: "sent",
    FollowUpState.ANSWERED: "done",
    FollowUpState.UNANSWERED: "late",
    FollowUpState.PLANNED: "queued",
    FollowUpState.UNDER_WAY: "doing",
    FollowUpState.CONCLUDED: "done",
    FollowUpState.CANCELLED: "dismissed",
}


@register.simple_tag
def followup_chip(row: FollowUp, today: dt.date) -> SafeString:
    """Show where a follow-up stands; a letter whose answer is overdue is late."""
    state = FollowUpState(row.state)
    overdue = row.answer_by is not None and row.answer_by < today
    if state == FollowUpState.SENT and overdue:
        return chip("late", gettext("Quá hạn trả lời"))
    return chip(_CHIPS[state], str(state.label))
