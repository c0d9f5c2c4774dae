"""Decide: accept, mend, dismiss; one finding or all of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict, Refused
from giaoban.core.locks import claim
from giaoban.desk.actions.enter import accept_one
from giaoban.desk.actions.ledger import Ledger
from giaoban.desk.actions.undo import undo_in
from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.models import Decision, Finding
from giaoban.desk.permissions import FINDINGS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from giaoban.accounts.models import User
    from giaoban.documents.models import Document

# What others rest on is entered first: relations need their ends, tasks cite documents.
_ORDER = (FindingKind.CITATION, FindingKind.RELATION)


@transaction.atomic
def accept(
    *,
    by: User,
    at: dt.datetime,
    finding: Finding,
    version: int,
    fields: dict[str, Any] | None = None,
    choice: str = "",
    replace: bool = False,
) -> Decision | None:
    """Accept a finding, as read or as mended; None where this person did just that before.

    ``replace`` takes back what another person decided in the meantime, after both were shown.

    Raises:
        Conflict: somebody else decided it since this person saw it.
    """
    FINDINGS.require(by, "decide", finding)
    ledger = Ledger(finding.document, by=by, at=at)
    if _done_before(finding, by, FindingState.ACCEPTED, fields):
        return None
    if replace:
        version = _give_way(finding, version, by=by, at=at)
    _take(finding, version)
    if finding.state != FindingState.WAITING:
        raise Conflict(_decided(finding))
    accept_one(ledger, finding, fields=fields, choice=choice)
    return ledger.close("mend" if fields else "accept")


@transaction.atomic
def dismiss(*, by: User, at: dt.datetime, finding: Finding, version: int) -> Decision | None:
    """Dismiss a finding: it was read wrongly, or nobody needs it."""
    FINDINGS.require(by, "decide", finding)
    ledger = Ledger(finding.document, by=by, at=at)
    if _done_before(finding, by, FindingState.DISMISSED, None):
        return None
    _take(finding, version)
    if finding.state != FindingState.WAITING:
        raise Conflict(_decided(finding))
    ledger.remember(finding)
    ledger.settle(finding, FindingState.DISMISSED, decision=None)
    return ledger.close("dismiss")


class Many(NamedTuple):
    """What came of accepting many: the act, how many, and what was left with the reason why."""

    decision: Decision | None
    accepted: int
    left: list[str]


@transaction.atomic
def accept_many(
    *, by: User, at: dt.datetime, document: Document, seen: Sequence[tuple[int, int]]
) -> Many:
    """Accept many findings as one act; ``seen`` holds (key, version) as the person saw them.

    What needs a choice, or was changed by somebody else, is left waiting and named.
    """
    FINDINGS.require(by, "decide")
    versions = dict(seen)
    rows = list(
        Finding.objects.select_for_update().filter(
            document=document, pk__in=versions, state=FindingState.WAITING
        )
    )
    rows.sort(key=lambda row: (_rank(row), row.start, row.pk))
    ledger = Ledger(document, by=by, at=at)
    left: list[str] = []
    accepted = 0
    for row in rows:
        trouble = _try(ledger, row, versions[row.pk])
        accepted += not trouble
        left += [trouble] if trouble else []
    return Many(ledger.close("accept_many") if ledger.before else None, accepted, left)


def _rank(row: Finding) -> int:
    kind = FindingKind(row.kind)
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _try(ledger: Ledger, row: Finding, version: int) -> str:
    """Accept one of many; return why it was left, or nothing."""
    before, labels = dict(ledger.before), list(ledger.labels)
    made = {kind: list(things) for kind, things in ledger.made.items()}
    try:
        with transaction.atomic():
            # An earlier relation of the same act may have accepted it already.
            row.refresh_from_db()
            if row.state == FindingState.WAITING:
                claim(row, version)
                accept_one(ledger, row)
    except Refused as refusal:
        ledger.before, ledger.labels, ledger.made = before, labels, made
        return str(refusal)
    return ""


def _give_way(finding: Finding, version: int, *, by: User, at: dt.datetime) -> int:
    """Take back what the other person decided; return the version that the finding has then."""
    stored = Finding.objects.select_for_update().get(pk=finding.pk)
    if stored.version != version:
        raise Conflict(_decided(finding))
    if stored.state != FindingState.WAITING:
        undo_in(latest_of(stored), by=by, at=at)
        stored.refresh_from_db()
    return stored.version


def _take(finding: Finding, version: int) -> None:
    """Lock the finding; somebody else's decision in the meantime is a conflict."""
    try:
        claim(finding, version)
    except Conflict:
        finding.refresh_from_db()
        raise


def _done_before(
    finding: Finding, by: User, state: FindingState, fields: dict[str, Any] | None
) -> bool:
    """Tell whether this very person did this very thing already: a form sent twice."""
    stored = Finding.objects.select_for_update().get(pk=finding.pk)
    meant = {**stored.proposal, **(fields or {})}
    same = state == FindingState.DISMISSED or stored.decision == meant
    return stored.state == state and stored.decided_by_id == by.pk and same


def _decided(finding: Finding) -> str:
    return _("Đã có người xem phiếu %(label)s trước bạn. Hãy xem cả hai bản rồi chọn.") % {
        "label": finding.label
    }


def latest_of(finding: Finding) -> Decision:
    """Return the act that decided the finding last and stands."""
    rows = Decision.objects.filter(document_id=finding.document_id, undone_at__isnull=True)
    for row in rows.order_by("-pk").iterator(chunk_size=100):
        if str(finding.pk) in row.before:
            return row
    raise Refused(_("Không tìm thấy thao tác đã ghi phiếu này. Hãy tải lại trang."))
