"""Reshape: add what was missed, split a task, merge tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict, Refused
from giaoban.core.locks import claim
from giaoban.desk.actions.ledger import Ledger
from giaoban.desk.enums import FindingKind, FindingState, Origin
from giaoban.desk.matching import Directory
from giaoban.desk.models import Decision, Finding
from giaoban.desk.permissions import FINDINGS
from giaoban.desk.proposals import LETTERS, fingerprint, propose
from giaoban.documents.readers import READER, read_record

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.documents.models import Document

_LONGEST = 5_000
_EMPTY: dict[FindingKind, dict[str, Any]] = {
    FindingKind.CITATION: {
        **dict.fromkeys(("identifier", "name", "issued_on", "issuer", "term", "title")),
        "kind": "other",
        "issuer_inferred": None,
        "own": False,
    },
    FindingKind.TASK: {
        "lead": [],
        "cooperating": [],
        "due_on": None,
        "due_text": "",
        "cites": [],
    },
    FindingKind.BODY: {},
    FindingKind.PERSON: {"posts": []},
    FindingKind.DATE: {"from": None, "to": None},
    FindingKind.FIGURE: {"value": None, "unit": None},
}


@transaction.atomic
def add(
    *, by: User, at: dt.datetime, document: Document, kind: FindingKind, start: int, end: int
) -> Finding:
    """Add what was missed: words of the text become a finding that waits, filled by reading."""
    FINDINGS.require(by, "decide")
    if not 0 <= start < end <= len(document.text) or end - start > _LONGEST:
        raise Refused(
            _("Đoạn chữ đã chọn không nằm trong văn bản. Hãy tải lại trang rồi chọn lại.")
        )
    start, end = _trimmed(document.text, start, end)
    key = fingerprint(kind, (start, end), document.text[start:end])
    known = document.findings.filter(fingerprint=key).first()
    if known is not None:
        raise Refused(_("Đoạn chữ này đã có phiếu %(label)s.") % {"label": known.label})
    finding = _make(document, kind, (start, end), _read(document, kind, start, end))
    ledger = Ledger(document, by=by, at=at)
    ledger.labels.append(finding.label)
    ledger.note("findings", finding.pk)
    ledger.close("add")
    return finding


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    if not words.strip():
        raise Refused(_("Chưa chọn chữ nào."))
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _read(document: Document, kind: FindingKind, start: int, end: int) -> dict[str, Any]:
    """Fill the proposal with what the reader makes of the words alone."""
    words = document.text[start:end]
    directory = Directory(document.issued_on or document.arrived_on)
    found = [one for one in propose(read_record(words), words) if one.kind is kind]
    proposal = dict(found[0].proposal) if found else dict(_EMPTY[kind])
    if kind is FindingKind.TASK:
        proposal |= {"title": " ".join(words.split()), "cites": []}
        for part in ("lead", "cooperating"):
            proposal[part] = [directory.resolve(one["written"]) for one in proposal[part]]
    elif kind is FindingKind.BODY:
        proposal |= {"name": words, **directory.resolve(words)}
    elif kind is FindingKind.PERSON and not found:
        proposal["name"] = words
    return proposal


def _make(
    document: Document, kind: FindingKind, span: tuple[int, int], proposal: dict[str, Any]
) -> Finding:
    words = document.text[span[0] : span[1]]
    labels = document.findings.filter(kind=kind).values_list("label", flat=True)
    number = max((int(label[1:]) for label in labels), default=0) + 1
    return Finding.objects.create(
        document=document,
        kind=kind,
        origin=Origin.HAND,
        label=f"{LETTERS[kind]}{number}",
        start=span[0],
        end=span[1],
        text=words,
        spans=[list(span)],
        proposal=proposal,
        reader=READER,
        fingerprint=fingerprint(kind, span, words),
    )


@transaction.atomic
def split(
    *, by: User, at: dt.datetime, finding: Finding, version: int, parts: list[str]
) -> list[Finding]:
    """Split a task into parts, each a stretch of its own words, in their order."""
    FINDINGS.require(by, "decide", finding)
    _take_waiting(finding, version)
    spans = _places(finding, [part for part in parts if part.strip()])
    made = [
        _make(
            finding.document,
            FindingKind.TASK,
            span,
            {**finding.proposal, "title": " ".join(finding.document.text[slice(*span)].split())},
        )
        for span in spans
    ]
    _replace([finding], made, act="split", by=by, at=at)
    return made


def _places(finding: Finding, parts: list[str]) -> list[tuple[int, int]]:
    """Return where the parts stand; white space may differ, words may not."""
    if len(parts) < 2:  # noqa: PLR2004  # one part is no split
        raise Refused(_("Chưa tách: xuống dòng ở chỗ muốn tách, mỗi dòng thành một nhiệm vụ."))
    text, at, spans = finding.document.text, finding.start, []
    for part in parts:
        span = _find_words(text, part.split(), at, finding.end)
        if span is None:
            raise Refused(
                _("Không tìm thấy “%(part)s” trong câu. Chỉ xuống dòng để tách, không sửa chữ.")
                % {"part": part.strip()[:80]}
            )
        spans.append(span)
        at = span[1]
    return spans


def _find_words(text: str, words: list[str], start: int, end: int) -> tuple[int, int] | None:
    """Return where the words stand one after another, with any white space between."""
    begin = text.find(words[0], start, end)
    while begin >= 0:
        at = begin
        for word in words:
            while at < end and text[at].isspace():
                at += 1
            if not text.startswith(word, at, end):
                break
            at += len(word)
        else:
            return begin, at
        begin = text.find(words[0], begin + 1, end)
    return None


@transaction.atomic
def merge(*, by: User, at: dt.datetime, finding: Finding, version: int, other: Finding) -> Finding:
    """Merge two tasks that wait into one that spans both."""
    FINDINGS.require(by, "decide", finding)
    if other.document_id != finding.document_id or other.pk == finding.pk:
        raise Refused(_("Hãy chọn một nhiệm vụ khác của cùng văn bản để gộp."))
    _take_waiting(finding, version)
    _take_waiting(other, other.version)
    first, second = sorted((finding, other), key=lambda one: one.start)
    span = (first.start, max(first.end, second.end))
    proposal = {
        **first.proposal,
        "title": " ".join(finding.document.text[slice(*span)].split()),
        "due_on": first.proposal["due_on"] or second.proposal["due_on"],
        "due_text": first.proposal["due_text"] or second.proposal["due_text"],
        "cites": sorted({*first.proposal["cites"], *second.proposal["cites"]}),
        **{
            part: _joined(first.proposal[part], second.proposal[part])
            for part in ("lead", "cooperating")
        },
    }
    made = _make(finding.document, FindingKind.TASK, span, proposal)
    _replace([first, second], [made], act="merge", by=by, at=at)
    return made


def _joined(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({actor["written"]: actor for actor in (*one, *other)}.values())


def _take_waiting(finding: Finding, version: int) -> None:
    claim(finding, version)
    if finding.kind != FindingKind.TASK:
        raise Refused(_("Chỉ tách hoặc gộp được nhiệm vụ."))
    if finding.state != FindingState.WAITING:
        raise Conflict(
            _("Phiếu %(label)s đã được xem. Hãy hoàn tác trước khi tách hoặc gộp.")
            % {"label": finding.label}
        )


def _replace(
    old: list[Finding], new: list[Finding], *, act: str, by: User, at: dt.datetime
) -> Decision:
    ledger = Ledger(old[0].document, by=by, at=at)
    for row in old:
        ledger.remember(row)
        ledger.settle(row, FindingState.REPLACED, decision=None)
        row.replaced_by.set(new)
    for row in new:
        ledger.note("findings", row.pk)
    return ledger.close(act)
