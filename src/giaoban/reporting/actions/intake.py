"""Take in a body's free report, and decide what was read in it, one proposal at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.errors import Refused
from giaoban.documents import secrecy, storing
from giaoban.documents.errors import StampFound
from giaoban.documents.models import Original
from giaoban.reporting import states, wordreports
from giaoban.reporting.actions import forms_back
from giaoban.reporting.enums import ProposalState
from giaoban.reporting.lines import TOLD, lines_of
from giaoban.reporting.models import Proposal, ReportFile
from giaoban.reporting.permissions import PROPOSAL, REPORT

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor
    from giaoban.documents.extraction import Content
    from giaoban.reporting.lines import Value
    from giaoban.reporting.models import Report, ReportRow

# A longer text is read in the background; this one takes a third of a second at most.
AT_ONCE = 20_000
_BATCH = 500


def receive(
    *,
    by: Actor,
    at: dt.datetime,
    report: Report,
    name: str,
    media_type: str,
    data: bytes,
    content: Content,
    via: str = "",
) -> ReportFile:
    """Keep a body's file, and read it if it is short; the same bytes once a report.

    The file is on the disk before its row is written: a full disk leaves neither. A long text is
    read in the background (``jobs.intake``); brought in again, it is read if it is not yet.

    Raises:
        StampFound: a stamp of state secrets stands in it; nothing is kept.
    """
    REPORT.require(by, "fill", report)
    states.after(report, "save")
    stamps = secrecy.find(content.text) + secrecy.find(content.margins)
    if stamps:
        raise StampFound(stamps)
    storing.keep(data)
    sha256 = storing.digest_of(data)
    with transaction.atomic():
        original, _made = Original.objects.get_or_create(
            sha256=sha256,
            defaults={
                "name": name[-255:],
                "media_type": media_type[:120],
                "size": len(data),
                "path": storing.place_of(sha256),
            },
        )
        file, made = ReportFile.objects.get_or_create(
            report=report,
            original=original,
            defaults={
                "name": name[-255:],
                "text": content.text,
                "by_id": by.pk,
                "via": via[:200],
                "at": at,
            },
        )
        if made:
            audit.record(
                "reporting.file_received",
                by=by,
                at=at,
                subject=file,
                facts={"report": report.pk, "via": file.via},
                personal={"name": file.name},
            )
    return read(file=file, at=at) if len(file.text) <= AT_ONCE else file


def read(*, file: ReportFile, at: dt.datetime) -> ReportFile:
    """Propose what the file tells of the rows of its report; a second time changes nothing.

    Part of bringing the file in, by whoever did. Nothing is held up while the text is read.
    """
    if file.read_at is not None:
        return file
    found = wordreports.propose(file.text, lines_of(file.report))
    with transaction.atomic():
        held = ReportFile.objects.select_for_update(of=("self",)).select_related("by")
        file = held.get(pk=file.pk)
        if file.read_at is None:
            Proposal.objects.bulk_create([_proposal(file, each) for each in found], _BATCH)
            file.read_at = at
            file.save(update_fields=["read_at"])
            facts = {"report": file.report_id, "proposals": len(found), "via": file.via}
            audit.record("reporting.file_read", by=file.by, at=at, subject=file, facts=facts)
    return file


def _proposal(file: ReportFile, found: wordreports.Proposed) -> Proposal:
    return Proposal(
        file=file,
        row_id=found.row_id,
        start=found.start,
        end=found.end,
        told=forms_back.packed(found.told),
        confidence=found.confidence,
    )


@transaction.atomic
def take(
    *,
    by: Actor,
    at: dt.datetime,
    proposal: Proposal,
    row: ReportRow,
    version: int,
    via: str = "",
) -> Proposal:
    """Write a proposal into a row, of its own choice or another; text goes behind what is there.

    Raises:
        RowsChanged: somebody saved the row since the person looked.
    """
    PROPOSAL.require(by, "decide", proposal)
    proposal = _waiting(proposal)
    report = proposal.file.report
    values = {
        name: value
        for name, value in forms_back.unpacked(proposal.told).items()
        if name in _told_names(row)
    }
    text = str(values.get("text", proposal.file.text[proposal.start : proposal.end]))
    chosen: dict[str, Value] = {**values, "text": _behind(row.text, text)}
    forms_back.take(
        by=by,
        at=at,
        report=report,
        chosen={row.pk: chosen},
        versions={row.pk: version},
        via=via,
    )
    proposal.row = row
    return _decide(proposal, ProposalState.TAKEN, by=by, at=at, via=via)


@transaction.atomic
def dismiss(*, by: Actor, at: dt.datetime, proposal: Proposal, via: str = "") -> Proposal:
    """Leave a proposal out; it stays on record."""
    PROPOSAL.require(by, "decide", proposal)
    return _decide(_waiting(proposal), ProposalState.DISMISSED, by=by, at=at, via=via)


def _waiting(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("file__report__period")
    proposal = rows.get(pk=proposal.pk)
    if proposal.state != ProposalState.WAITING:
        raise Refused(_("Đề xuất này đã có người nhận hoặc bỏ. Hãy tải lại trang."))
    return proposal


def _decide(
    proposal: Proposal, state: ProposalState, *, by: Actor, at: dt.datetime, via: str
) -> Proposal:
    proposal.state, proposal.by_id, proposal.via, proposal.at = state, by.pk, via[:200], at
    proposal.save()
    facts = {"row": proposal.row_id, "start": proposal.start, "end": proposal.end, "via": via}
    audit.record(f"reporting.proposal_{state}", by=by, at=at, subject=proposal, facts=facts)
    return proposal


def _told_names(row: ReportRow) -> tuple[str, ...]:
    return (*TOLD[row.kind], "denominator") if row.indicator_id else TOLD[row.kind]


def _behind(saved: str, told: str) -> str:
    """Return what is saved with what is told behind it, once."""
    if told.strip() in saved:
        return saved
    return f"{saved.strip()}\n{told}".strip()
