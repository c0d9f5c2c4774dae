"""Turn a record of the reader into proposals: one for each thing that a person decides about.

Repeated mentions of one document are tied into one proposal with all its places; so are days and
figures that say the same. A relation names its ends by their fingerprints, for these outlive the
reading: the same finding of a newer reader has the same one.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from giaoban.desk.enums import FindingKind
from giaoban.directives.identity import named

Span = tuple[int, int]
LETTERS = {
    FindingKind.CITATION: "V",
    FindingKind.RELATION: "Q",
    FindingKind.TASK: "N",
    FindingKind.BODY: "C",
    FindingKind.PERSON: "P",
    FindingKind.DATE: "T",
    FindingKind.FIGURE: "S",
    FindingKind.EVENT: "H",
}
_CITED = ("kind", "identifier", "name", "issued_on", "issuer", "term", "title")
_EVENT = (
    *("kind", "title", "held_on", "place", "chair", "hosts", "attendees"),
    *("speakers", "signings", "captions", "source"),
)
_HEAD = 200


class Proposed(NamedTuple):
    """Something that was read: its places in the text, the first of them leading."""

    kind: FindingKind
    spans: tuple[Span, ...]
    text: str
    proposal: dict[str, Any]
    fingerprint: str


def fingerprint(kind: str, span: Span, text: str) -> str:
    """Return what recognises a finding when another reader reads again."""
    return hashlib.sha256(f"{kind}\n{span[0]}\n{span[1]}\n{text}".encode()).hexdigest()


def propose(record: dict[str, Any], text: str) -> list[Proposed]:
    """Return all proposals of a record, kind by kind, each kind in the order of the text."""
    cited, keys = _citations(record["citations"], text)
    found = [
        *cited,
        *_relations(record, keys, text),
        *_tasks(record["tasks"], keys, text),
        *_named(FindingKind.BODY, record["bodies"], text, ()),
        *_named(FindingKind.PERSON, record["people"], text, ("posts",)),
        *_alike(FindingKind.DATE, record["dates"], text, ("from", "to")),
        *_alike(FindingKind.FIGURE, record["figures"], text, ("value", "unit")),
        *_event(record["event"], text),
    ]
    # Two findings of one kind, span and text are one.
    return list({one.fingerprint: one for one in found}.values())


def _make(
    kind: FindingKind, spans: list[Span], text: str, proposal: dict[str, Any], extra: str = ""
) -> Proposed:
    ordered = tuple(sorted(set(spans)))
    words = text[ordered[0][0] : ordered[0][1]]
    return Proposed(kind, ordered, words, proposal, fingerprint(kind, ordered[0], words + extra))


def _citations(rows: list[dict[str, Any]], text: str) -> tuple[list[Proposed], list[str]]:
    """Return the cited documents, and the fingerprint of each citation's document by its index."""
    groups: dict[int, list[int]] = {}
    roots: list[int] = []
    by_name: dict[tuple[str, str], int] = {}
    for at, row in enumerate(rows):
        before = row.get("same_as")
        root = roots[before] if before is not None and before < at else at
        if row["name"] and not row["identifier"]:
            root = by_name.setdefault((row["kind"], named(row["name"])), root)
        roots.append(root)
        groups.setdefault(root, []).append(at)
    made = {
        root: _make(
            FindingKind.CITATION,
            [(rows[at]["start"], rows[at]["end"]) for at in members],
            text,
            _cited([rows[at] for at in members]),
        )
        for root, members in groups.items()
    }
    return list(made.values()), [made[root].fingerprint for root in roots]


def _cited(mentions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what all mentions of a document tell of it: for each field the first that knows."""
    known = {name: next((row[name] for row in mentions if row.get(name)), None) for name in _CITED}
    inferred = next(
        (row["issuer_inferred"] for row in mentions if row.get("issuer_inferred")), None
    )
    return {
        **known,
        "issuer_inferred": inferred if not known["issuer"] else None,
        "own": any(row["own"] for row in mentions),
    }


def _relations(record: dict[str, Any], keys: list[str], text: str) -> list[Proposed]:
    """Return the relations whose both ends are documents of the text; -1 is the paper itself."""
    rows = record["citations"]
    own: int = next((at for at, row in enumerate(rows) if row["own"]), -1)
    found: list[Proposed] = []
    for one in record["relations"]:
        ends = [own if end < 0 else end for end in (one["from"], one["to"])]
        if min(ends) < 0 or keys[ends[0]] == keys[ends[1]]:
            continue
        span = (min(rows[at]["start"] for at in ends), max(rows[at]["end"] for at in ends))
        origin, target = (keys[at] for at in ends)
        proposal = {name: one[name] for name in ("kind", "years", "final")}
        said = "\n".join(["", *(str(value) for value in proposal.values()), origin, target])
        proposal |= {"origin": origin, "target": target}
        found.append(_make(FindingKind.RELATION, [span], text, proposal, said))
    return found


def _tasks(rows: list[dict[str, Any]], keys: list[str], text: str) -> list[Proposed]:
    return [
        _make(
            FindingKind.TASK,
            [(row["start"], row["end"])],
            text,
            {
                "title": " ".join(row["text"].split()),
                "lead": [{"written": written} for written in row["lead"]],
                "cooperating": [{"written": written} for written in row["with"]],
                "due_on": (row["due"] or {}).get("date"),
                "due_text": (row["due"] or {}).get("text") or "",
                "cites": [keys[at] for at in row.get("cites", ())],
            },
        )
        for row in rows
    ]


def _named(
    kind: FindingKind, rows: list[dict[str, Any]], text: str, more: tuple[str, ...]
) -> list[Proposed]:
    return [
        _make(
            kind,
            [(start, end) for start, end in row["mentions"]],
            text,
            {"name": row["name"], **{name: row[name] for name in more}},
        )
        for row in rows
        if row["mentions"]
    ]


def _alike(
    kind: FindingKind, rows: list[dict[str, Any]], text: str, fields: tuple[str, ...]
) -> list[Proposed]:
    """Return days or figures, those that say the same as one."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        said = [row[name] for name in fields]
        key = str(said) if any(value is not None for value in said) else row["text"]
        groups.setdefault(key, []).append(row)
    return [
        _make(
            kind,
            [(row["start"], row["end"]) for row in members],
            text,
            {name: members[0][name] for name in fields},
        )
        for members in groups.values()
    ]


def _event(event: dict[str, Any] | None, text: str) -> list[Proposed]:
    """Return the conference that the text tells of; its place is its title, else the beginning."""
    if event is None:
        return []
    title = event.get("title") or ""
    at = text.find(title) if title else -1
    start = max(at, 0)
    end = start + len(title) if at >= 0 else min(len(text), _HEAD)
    proposal = {name: event.get(name) for name in _EVENT}
    return [_make(FindingKind.EVENT, [(start, max(end, start + 1))], text, proposal)]
