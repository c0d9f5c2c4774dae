"""Acts on papers received: take in, read, correct the intake record, answer."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.core import audit, search
from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.folding import fold
from giaoban.core.locks import claim
from giaoban.documents import queries, readers, secrecy, storing
from giaoban.documents.enums import Channel, DocumentState, Outcome
from giaoban.documents.errors import StampFound
from giaoban.documents.models import (
    ArrivalCounter,
    Batch,
    BatchFile,
    Document,
    Original,
    Reading,
    SecrecyOverride,
)
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.accounts.models import User
    from giaoban.documents.extraction import Content

EDITABLE = (
    "title",
    "kind",
    "identifier",
    "issuer",
    "issued_on",
    "arrived_on",
    "sender",
    "endorsement",
    "recipient",
    "forwarded_on",
    "answer_due_on",
    "answered_on",
    "answer",
    "note",
    "body",
)
_LONGEST = {"title": 1000, "identifier": 120, "issuer": 250}
_FROM_HEAD = ("title", "kind", "identifier", "issuer", "issued_on")
_UNNAMED = 120


class Received(NamedTuple):
    """A paper that came in, and whether it is the first time."""

    document: Document
    new: bool


def receive(
    *,
    by: User,
    at: dt.datetime,
    name: str,
    media_type: str,
    data: bytes,
    content: Content,
    channel: Channel,
    arrived_on: dt.date,
    sender: str = "",
    overrule: str = "",
) -> Received:
    """Take in one file: searched for stamps, stored, numbered, on record; the same bytes once.

    Raises:
        StampFound: a stamp of state secrets stands in it and nobody overrules; nothing is kept.
    """
    DOCUMENTS.require(by, "receive")
    sha256 = storing.digest_of(data)
    before = queries.known(sha256)
    if before is not None:
        return Received(before, new=False)
    stamps = secrecy.find(content.text) + secrecy.find(content.margins)
    if stamps:
        _require_overrule(by, overrule, stamps)
    storing.keep(data)
    try:
        with transaction.atomic():
            # The same bytes may lie here already, brought in by an app above: a file is kept once.
            original, _made = Original.objects.get_or_create(
                sha256=sha256,
                defaults={
                    "name": name[-255:],
                    "media_type": media_type[:120],
                    "size": len(data),
                    "path": storing.place_of(sha256),
                },
            )
            if stamps:
                _overrule(sha256, by=by, at=at, reason=overrule, stamps=stamps)
            document = _enter(
                original,
                by=by,
                at=at,
                content=content,
                channel=channel,
                arrived_on=arrived_on,
                sender=sender,
            )
    except IntegrityError:
        # Another request brought the same bytes at this moment and was first.
        before = queries.known(sha256)
        if before is None:
            raise
        return Received(before, new=False)
    return Received(document, new=True)


def _require_overrule(by: User, reason: str, stamps: list[secrecy.Stamp]) -> None:
    if not reason.strip():
        raise StampFound(stamps)
    if not by.may_overrule_secrecy:
        raise NotAllowed("overrule a stamp of state secrets")


def _overrule(
    sha256: str, *, by: User, at: dt.datetime, reason: str, stamps: list[secrecy.Stamp]
) -> None:
    row = SecrecyOverride.objects.create(sha256=sha256, by=by, at=at, reason=reason.strip())
    audit.record(
        "documents.secrecy_overruled",
        by=by,
        at=at,
        subject=row,
        facts={"sha256": sha256, "levels": [stamp.level for stamp in stamps]},
        personal={"reason": row.reason},
    )


def _enter(
    original: Original,
    *,
    by: User,
    at: dt.datetime,
    content: Content,
    channel: Channel,
    arrived_on: dt.date,
    sender: str,
) -> Document:
    """Write the intake record under the next number of its year."""
    document = Document(
        original=original,
        channel=channel,
        title=_first_title(original.name, content.text),
        arrival_year=arrived_on.year,
        arrival_number=_next_number(arrived_on.year),
        arrived_on=arrived_on,
        sender=sender[:250],
        owner=by,
        text=content.text,
        cautions=list(content.cautions),
        received_at=at,
    )
    document.folded = _folded(document)
    document.save(force_insert=True)
    _index(document)
    audit.record(
        "documents.received",
        by=by,
        at=at,
        subject=document,
        facts={
            "number": document.arrival_number,
            "year": document.arrival_year,
            "sha256": original.sha256,
            "size": original.size,
        },
        personal={"name": original.name},
    )
    return document


def _next_number(year: int) -> int:
    """Return the next number to give in a year, without gaps: the counter's row is locked."""
    ArrivalCounter.objects.get_or_create(year=year)
    ArrivalCounter.objects.filter(year=year).update(last=F("last") + 1)
    return ArrivalCounter.objects.get(year=year).last


def _first_title(name: str, text: str) -> str:
    """Name the paper until it is read: by its first line, else by the file."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line[:_UNNAMED] or PurePath(name).stem or _("Văn bản không tên")


def _folded(document: Document) -> str:
    words = (document.identifier, document.title, document.issuer, document.sender)
    return fold(" ".join(words))


def _index(document: Document) -> None:
    search.put(
        "document",
        document.pk,
        title=document.title,
        identifier=document.identifier,
        words=f"{document.issuer} {document.sender} {document.text[:20_000]}",
    )


def open_batch(*, by: User, at: dt.datetime) -> Batch:
    """Begin a batch of files."""
    DOCUMENTS.require(by, "receive")
    return Batch.objects.create(owner=by, at=at)


def note_file(
    batch: Batch, *, name: str, received: Received | None = None, trouble: str = ""
) -> BatchFile:
    """Note what became of one file of a batch."""
    outcome = Outcome.REFUSED
    if received is not None:
        outcome = Outcome.NEW if received.new else Outcome.KNOWN
    return BatchFile.objects.create(
        batch=batch,
        name=name[-255:],
        outcome=outcome,
        document=received.document if received is not None else None,
        trouble=trouble,
    )


def read(document: Document, *, by: User, at: dt.datetime) -> Reading | None:
    """Read the paper with the present reader; again is harmless, for a killed job runs again."""
    DOCUMENTS.require(by, "read", document)
    if document.readings.filter(reader=readers.READER).exists():
        return None
    Document.objects.filter(pk=document.pk).update(state=DocumentState.READING)
    record = readers.read_record(document.text)
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document.pk)
        if document.readings.filter(reader=readers.READER).exists():
            # Another worker has read it in the meantime.
            Document.objects.filter(pk=document.pk).update(state=DocumentState.READ)
            return None
        reading = Reading.objects.create(
            document=document,
            reader=readers.READER,
            record=record,
            warnings=[*document.cautions, *record["warnings"]],
            at=at,
        )
        _fill_from_head(document, record)
        document.state = DocumentState.READ
        document.trouble = ""
        document.folded = _folded(document)
        document.save()
        _index(document)
        audit.record(
            "documents.read", by=by, at=at, subject=document, facts={"reader": readers.READER}
        )
        readers.tell(reading, by=by, at=at)
    return reading


def _fill_from_head(document: Document, record: dict[str, Any]) -> None:
    """Fill the intake record from the paper's own head, where nobody has written anything yet."""
    if document.version > 1:
        return
    head = record["document"] or {}
    event = record["event"] or {}
    known = {**head, "title": head.get("title") or event.get("title")}
    for name in _FROM_HEAD:
        value = known.get(name)
        if value:
            setattr(document, name, dt.date.fromisoformat(value) if name == "issued_on" else value)
    for name, longest in _LONGEST.items():
        setattr(document, name, getattr(document, name)[:longest])


def fail(document: Document, *, trouble: str) -> None:
    """Note that the paper could not be read, and why."""
    Document.objects.filter(pk=document.pk).update(state=DocumentState.FAILED, trouble=trouble)


def unfail(document: Document) -> None:
    """Let a paper be read that failed before."""
    Document.objects.filter(pk=document.pk, state=DocumentState.FAILED).update(
        state=DocumentState.WAITING, trouble=""
    )


def edit(
    document: Document, *, by: User, at: dt.datetime, version: int, fields: Mapping[str, Any]
) -> Document:
    """Correct the intake record.

    Raises:
        Conflict: somebody else changed it since this person read it.
    """
    DOCUMENTS.require(by, "edit", document)
    with transaction.atomic():
        claim(document, version)
        changed = [
            name for name in EDITABLE if name in fields and getattr(document, name) != fields[name]
        ]
        before = {name: str(getattr(document, name) or "") for name in changed}
        for name in changed:
            setattr(document, name, fields[name])
        _require_sense(document)
        document.folded = _folded(document)
        document.save()
        _index(document)
        audit.record(
            "documents.edited",
            by=by,
            at=at,
            subject=document,
            facts={"fields": changed},
            personal={"before": before},
        )
    return document


def _require_sense(document: Document) -> None:
    """Refuse what cannot be: an arrival moved to another year, an answer without its day."""
    if document.arrived_on.year != document.arrival_year:
        raise Refused(
            _("Số đến %(number)s thuộc sổ năm %(year)s: ngày đến phải trong năm đó.")
            % {"number": document.arrival_number, "year": document.arrival_year}
        )
    if document.answer and document.answered_on is None:
        raise Refused(_("Đã ghi văn bản trả lời thì phải ghi cả ngày trả lời."))
