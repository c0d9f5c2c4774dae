"""Close a period, undo it, correct what was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.errors import Conflict, Refused
from giaoban.reporting import amending, figures, inserting
from giaoban.reporting.actions import announcing
from giaoban.reporting.actions.reports import carry_into
from giaoban.reporting.actions.values import drop_provided, store_provided
from giaoban.reporting.enums import PeriodState
from giaoban.reporting.models import Amendment, ClosedLine, Closing, Period
from giaoban.reporting.permissions.closing import CLOSING, require_decide
from giaoban.reporting.queries import closing as queries
from giaoban.reporting.queries.freezing import Freezing

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User

_MOST_REASON = 500


def check(*, period: Period, by: User, at: dt.datetime, reason: str) -> list[str]:
    """Refuse where the period cannot be closed now; return what speaks against it all the same."""
    require_decide(by, "close")
    refusal = queries.refusal(period, timezone.localdate(at))
    if refusal:
        raise Refused(refusal)
    freezing = Freezing(period, at)
    against = queries.objections(freezing, queries.report_counts(freezing))
    if against and not reason.strip():
        raise Refused(
            _("Hãy ghi lý do chốt khi còn vướng: %(against)s") % {"against": " ".join(against)}
        )
    return against


def carry_over(*, period: Period, by: User, at: dt.datetime) -> None:
    """Open the next period, so that its reports hold what is still open; may be done again."""
    require_decide(by, "close")
    after = queries.period_after(period)
    if after is not None:
        carry_into(period=after, by=by, at=at)


@transaction.atomic
def close(*, period: Period, by: User, at: dt.datetime, reason: str = "") -> Closing:
    """Freeze the period as it stands: every line, the figures of them, no half of it.

    Who comes second, or a job that runs again, gets the closing that stands. The period's row is
    the lock: who writes into a report of it meanwhile waits, and is refused afterwards.
    """
    require_decide(by, "close")
    held = Period.objects.select_for_update().select_related("calendar__bloc").get(pk=period.pk)
    done = queries.standing(held)
    if done is not None:
        return done
    against = check(period=held, by=by, at=at, reason=reason)
    closing = Closing.objects.create(
        period=held,
        by=by,
        at=at,
        reason=reason.strip()[:_MOST_REASON],
        carried_to=queries.period_after(held),
    )
    # First what the system counts: the lines take these values as they take those of bodies.
    store_provided(by=by, at=at, period=held)
    _freeze(closing, Freezing(held, at))
    held.state = PeriodState.CLOSED
    held.closed_at, held.closed_by, held.version = at, by, F("version") + 1
    held.save(update_fields=["state", "closed_at", "closed_by", "version"])
    facts = {key: closing.figures[key] for key in ("lines", "confirmed", "tasks", "bodies")}
    facts["against"] = len(against)
    audit.record("reporting.closing.close", by=by, at=at, subject=closing, facts=facts)
    announcing.closed(by=by, at=at, closing=closing)
    return closing


def _freeze(closing: Closing, freezing: Freezing) -> None:
    """Store the lines and the figures; from then on triggers hold them."""
    for lines in freezing.kinds():
        columns = {"closing": Value(closing.pk), **lines.columns}
        inserting.insert(ClosedLine, lines.rows, columns)
    mine = ClosedLine.objects.filter(closing=closing)
    closing.figures = figures.record(figures.count(mine, amended=False))
    closing.done_at = freezing.at
    closing.save(update_fields=["figures", "done_at"])


@transaction.atomic
def undo(*, closing: Closing, by: User, at: dt.datetime, reason: str) -> Closing:
    """Take a closing back: a second person, with a reason, while nothing was built on it."""
    require_decide(by, "undo")
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do hủy chốt."))
    held = _hold(closing)
    if held.by_id == by.pk:
        raise Refused(_("Người đã chốt không tự hủy được; cần người thứ hai."))
    against = queries.obstacles(held)
    if against:
        raise Refused(
            _("Không hủy chốt được nữa. %(against)s Hãy dùng đính chính.")
            % {"against": " ".join(against)}
        )
    held.undone_by, held.undone_at, held.undone_reason = by, at, reason.strip()[:_MOST_REASON]
    held.save(update_fields=["undone_by", "undone_at", "undone_reason"])
    Period.objects.filter(pk=held.period_id).update(
        state=PeriodState.OPEN, closed_at=None, closed_by=None, version=F("version") + 1
    )
    drop_provided(period=held.period)
    facts = {"period": held.period_id, "reason": held.undone_reason}
    audit.record("reporting.closing.undo", by=by, at=at, subject=held, facts=facts)
    return held


@transaction.atomic
def amend(
    *, line: ClosedLine, name: str, old: str, new: str, reason: str, by: User, at: dt.datetime
) -> Amendment:
    """Correct one value of a closed line; ``old`` is the value that the person read."""
    require_decide(by, "amend")
    if name not in amending.names(line):
        raise Refused(_("Mục này không đính chính được."))
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do đính chính."))
    _hold(line.closing)
    now = amending.current(line)[name]
    if now != old:
        raise Conflict(_("Giá trị này vừa được người khác đính chính. Hãy xem lại."))
    new = amending.written(amending.parsed(name, new))
    if new == now:
        raise Refused(_("Giá trị mới giống giá trị đang có."))
    made = Amendment.objects.create(
        line=line, field_name=name, old=now, new=new, reason=reason.strip()[:_MOST_REASON],
        by=by, at=at,
    )  # fmt: skip
    facts = {"line": line.pk, "field": name, "old": now[:200], "new": new[:200]}
    audit.record("reporting.closing.amend", by=by, at=at, subject=line.closing, facts=facts)
    announcing.amended(by=by, at=at, made=made)
    return made


def _hold(closing: Closing) -> Closing:
    """Lock the closing for an act; refuse where it was undone."""
    held = Closing.objects.select_for_update(of=("self",)).select_related("period")
    row = held.get(pk=closing.pk)
    if row.undone_at is not None:
        raise Refused(_("Lần chốt này đã bị hủy."))
    return row


@transaction.atomic
def note_export(*, closing: Closing, form: str, by: User, at: dt.datetime) -> None:
    """Put on record that the export upward was taken."""
    CLOSING.require(by, "export", closing)
    if closing.undone_at is not None:
        raise Refused(_("Lần chốt này đã bị hủy, nên không có dữ liệu để gửi."))
    audit.record("reporting.closing.export", by=by, at=at, subject=closing, facts={"format": form})
