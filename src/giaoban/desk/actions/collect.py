"""Collect: make findings of a reading; what a person has decided already stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.bodies import queries as bodies
from giaoban.core import audit
from giaoban.desk.enums import FindingKind, FindingState, Origin
from giaoban.desk.matching import Directory, day
from giaoban.desk.models import Finding
from giaoban.desk.proposals import LETTERS, Proposed, propose

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor
    from giaoban.documents.models import Reading

_SAME_SHARE = 0.5


def collect(reading: Reading, by: Actor, at: dt.datetime) -> list[Finding]:
    """Make findings of a reading, inside its transaction; return those that are new.

    A finding that was there keeps its decision; one that waits takes over what the newer reader
    says; one that waits and is no longer found goes. What overlaps a decided one of its kind is
    that one, and not new.
    """
    document = reading.document
    proposed = propose(reading.record, document.text)
    _resolve_bodies(proposed, Directory(_as_of(reading)))
    present = {one.fingerprint: one for one in document.findings.all()}
    decided = [one for one in present.values() if one.state != FindingState.WAITING]
    same: dict[str, str] = {}
    fresh: list[Proposed] = []
    for one in proposed:
        old = present.get(one.fingerprint)
        if old is None:
            old = _overlapped(one, decided)
        if old is None:
            fresh.append(one)
        else:
            same[one.fingerprint] = old.fingerprint
            _take_over(old, one, reading.reader)
    _let_go(present, set(same.values()))
    made = _add(reading, _with_ends(fresh, same), present)
    facts = {"new": len(made), "reader": reading.reader}
    audit.record("desk.collect", by=by, at=at, subject=document, facts=facts)
    return made


def _as_of(reading: Reading) -> dt.date:
    event = reading.record["event"] or {}
    document = reading.document
    return document.issued_on or day(event.get("held_on")) or document.arrived_on


def _resolve_bodies(proposed: list[Proposed], directory: Directory) -> None:
    """Tie names to bodies; classes come last, for the named bodies tell whose classes they are."""
    named = [one.proposal for one in proposed if one.kind is FindingKind.BODY]
    tied = [bodies.find_body(each["name"], on=directory.on) for each in named]
    directory.settle_bloc(found[0].pk for found in tied if len(found) == 1)
    for each in named:
        each.update(directory.resolve(each["name"]))
    for one in proposed:
        if one.kind is FindingKind.TASK:
            for part in ("lead", "cooperating"):
                one.proposal[part] = [
                    directory.resolve(each["written"]) for each in one.proposal[part]
                ]


def _overlapped(one: Proposed, decided: list[Finding]) -> Finding | None:
    """Return the decided finding of the same kind that covers much the same words."""
    if one.kind is FindingKind.RELATION:
        return None
    for old in decided:
        if old.kind == one.kind and any(
            _shares(span, tuple(other)) for span in one.spans[:1] for other in old.spans
        ):
            return old
    return None


def _shares(one: tuple[int, int], other: tuple[int, ...]) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common >= _SAME_SHARE * max(1, min(one[1] - one[0], other[1] - other[0]))


def _take_over(old: Finding, one: Proposed, reader: str) -> None:
    """Let a finding that waits say what the newer reader says."""
    if old.state != FindingState.WAITING or old.origin != Origin.READER:
        return
    spans = [list(span) for span in one.spans]
    if old.proposal != one.proposal or old.spans != spans:
        old.proposal, old.spans, old.reader = one.proposal, spans, reader
        old.version += 1
        old.save(update_fields=["proposal", "spans", "reader", "version"])


def _let_go(present: dict[str, Finding], kept: set[str]) -> None:
    gone = [
        one.pk
        for key, one in present.items()
        if key not in kept and one.state == FindingState.WAITING and one.origin == Origin.READER
    ]
    Finding.objects.filter(pk__in=gone).delete()


def _with_ends(fresh: list[Proposed], same: dict[str, str]) -> list[Proposed]:
    """Let relations and tasks name the findings that stand for the citations they mean."""
    for one in fresh:
        for end in ("origin", "target"):
            if end in one.proposal:
                one.proposal[end] = same.get(one.proposal[end], one.proposal[end])
        if "cites" in one.proposal:
            one.proposal["cites"] = [same.get(key, key) for key in one.proposal["cites"]]
    return fresh


def _add(reading: Reading, fresh: list[Proposed], present: dict[str, Finding]) -> list[Finding]:
    numbers = {kind: _last_number(kind, present) for kind in FindingKind}
    rows: list[Finding] = []
    for one in sorted(fresh, key=lambda each: each.spans[0]):
        numbers[one.kind] += 1
        label = f"{LETTERS[one.kind]}{numbers[one.kind]}"
        rows.append(row_of(reading, one, label))
    return Finding.objects.bulk_create(rows, batch_size=500)


def row_of(reading: Reading, one: Proposed, label: str) -> Finding:
    """Return the row of a proposal, not saved yet."""
    (start, end), *_more = one.spans
    proposal: dict[str, Any] = one.proposal
    return Finding(
        document=reading.document,
        kind=one.kind,
        label=label,
        start=start,
        end=end,
        text=one.text,
        spans=[list(span) for span in one.spans],
        proposal=proposal,
        reader=reading.reader,
        fingerprint=one.fingerprint,
    )


def _last_number(kind: FindingKind, present: dict[str, Finding]) -> int:
    labels = (one.label for one in present.values() if one.kind == kind)
    return max((int(label[1:]) for label in labels), default=0)
