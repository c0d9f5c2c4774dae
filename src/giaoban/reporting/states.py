"""How reports go from state to state: every act that exists, and nothing else.

    open      --submit--> submitted --accept----> accepted
    sent back --submit--> submitted --send back-> sent back
    submitted --recall--> open        accepted --reopen--> sent back

``save`` is possible while a report lies with its body. A report's state says nothing of its
substance: that is judged by an act of its own, in any state that was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from giaoban.core.errors import Refused
from giaoban.reporting.enums import ReportState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from giaoban.reporting.models import Report

OPEN, SUBMITTED, SENT_BACK, ACCEPTED = (
    ReportState.OPEN,
    ReportState.SUBMITTED,
    ReportState.SENT_BACK,
    ReportState.ACCEPTED,
)
TABLE: Mapping[tuple[ReportState, str], ReportState] = {
    (OPEN, "save"): OPEN,
    (SENT_BACK, "save"): SENT_BACK,
    (OPEN, "submit"): SUBMITTED,
    (SENT_BACK, "submit"): SUBMITTED,
    (SUBMITTED, "recall"): OPEN,
    (SUBMITTED, "send_back"): SENT_BACK,
    (SUBMITTED, "accept"): ACCEPTED,
    (ACCEPTED, "reopen"): SENT_BACK,
    (SUBMITTED, "judge"): SUBMITTED,
    (SENT_BACK, "judge"): SENT_BACK,
    (ACCEPTED, "judge"): ACCEPTED,
}
ACTS = frozenset(act for _state, act in TABLE)
_WHY_NOT: Mapping[ReportState, StrOrPromise] = {
    OPEN: _("Báo cáo chưa gửi nên chưa thực hiện được thao tác này."),
    SUBMITTED: _("Báo cáo đã gửi. Muốn sửa, hãy rút lại hoặc chờ cơ quan tổng hợp trả lại."),
    SENT_BACK: _("Báo cáo đang được trả lại để bổ sung; hãy chờ cơ quan gửi lại."),
    ACCEPTED: _("Báo cáo đã được nhận. Muốn sửa, đề nghị cơ quan tổng hợp mở lại."),
}


def possible(report: Report, act: str) -> bool:
    """Tell whether the act is possible now; nothing is in a closed period."""
    return (report.state, act) in TABLE and not report.period.is_closed


def after(report: Report, act: str) -> ReportState:
    """Return the state that the act leads to.

    Raises:
        Refused: the act is not possible in the report's state, or the period is closed.
    """
    if report.period.is_closed:
        raise Refused(_("Kỳ báo cáo đã chốt nên không sửa được nữa; hãy ghi đính chính."))
    state = ReportState(report.state)
    if (state, act) not in TABLE:
        raise Refused(_WHY_NOT[state])
    return TABLE[state, act]
