"""Let a paper that is itself a directive tell the register of itself: its head, its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.bodies import queries as bodies
from giaoban.core.folding import fold
from giaoban.directives import actions as directives
from giaoban.directives.identity import standard
from giaoban.directives.models import Directive
from giaoban.work import actions as work

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giaoban.desk.actions.ledger import Ledger
    from giaoban.documents.models import Document

FILLED = ("title", "issuer", "issued_on", "term")


def tell(ledger: Ledger, directive: Directive) -> Directive:
    """Fill in from the paper's head what its entry lacks, and tie the tasks that it gave before."""
    row = _fill_in(ledger, directive)
    tied = work.tie(by=ledger.by, at=ledger.at, directive=row, document=ledger.document)
    for task in tied:
        ledger.note("tied", [row.pk, task])
    return row


def _fill_in(ledger: Ledger, directive: Directive) -> Directive:
    paper = ledger.document
    # Somebody may have put another number into the record of the paper: then the head is another's.
    if standard(paper.identifier) != standard(directive.identifier):
        return directive
    before = {name: getattr(directive, name) for name in FILLED}
    row = directives.fill_in(
        by=ledger.by,
        at=ledger.at,
        directive=directive,
        title=_title(paper),
        issuer=_issuer(paper),
        issued_on=paper.issued_on,
    )
    note_filled(ledger, row, before)
    return row


def note_filled(ledger: Ledger, row: Directive, before: dict[str, object]) -> None:
    """Note what the act filled into an entry; one that the act made goes as a whole."""
    if row.pk in ledger.made.get("directives", []):
        return
    filled = {
        name: str(getattr(row, name)) for name, old in before.items() if getattr(row, name) != old
    }
    if filled:
        ledger.note("filled", [row.pk, filled])


def _title(paper: Document) -> str:
    """Return what the paper is about; until its head or a person says so it is but a first line."""
    reading = paper.readings.order_by("-pk").first()
    head = (reading.record["document"] or {}) if reading is not None else {}
    return paper.title if head.get("title") or paper.version > 1 else ""


def _issuer(paper: Document) -> str:
    """Return who issued the paper as the directory calls it, where it means one body alone.

    A head names the body in capitals, and its superior on a line of its own; who sent the paper may
    be that body with its whole name.
    """
    day = paper.issued_on or paper.arrived_on
    names = [paper.issuer]
    if paper.issuer and fold(paper.sender).startswith(fold(paper.issuer)):
        names.append(paper.sender)
    for name in filter(None, names):
        found = bodies.find_body(name, on=day)
        if len(found) == 1:
            return bodies.name_on(found[0], day)
    return paper.issuer


def own(paper: Document) -> Iterable[Directive]:
    """Return the entries of the register that the paper itself is."""
    return Directive.objects.filter(mentions__document=paper, mentions__own=True).distinct()
