"""Enter what was accepted into the registers, through the registers' own acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from giaoban.bodies.models import Body
from giaoban.core.errors import Refused
from giaoban.desk.actions import paper
from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.errors import NeedsChoice
from giaoban.desk.matching import Directory, day, identity, match_all
from giaoban.desk.models import Finding
from giaoban.directives import actions as directives
from giaoban.directives.models import Directive, Relation
from giaoban.work import actions as work

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giaoban.desk.actions.ledger import Ledger

NEW = "new"


def accept_one(
    ledger: Ledger, finding: Finding, *, fields: dict[str, Any] | None = None, choice: str = ""
) -> None:
    """Accept a finding as it was read or as it was mended; the finding is locked by the caller.

    Raises:
        NeedsChoice: several entries of the register may be meant.
        Refused: what the finding rests on was dismissed, or the register says no.
    """
    ledger.remember(finding)
    meant = {**finding.proposal, **(fields or {})}
    links = _ENTER[FindingKind(finding.kind)](ledger, finding, meant, choice)
    ledger.settle(finding, FindingState.ACCEPTED, decision=meant, **links)


def _citation(
    ledger: Ledger, finding: Finding, meant: dict[str, Any], choice: str
) -> dict[str, Any]:
    directive = _directive(ledger, finding, meant, choice)
    known = set(directive.mentions.filter(document=ledger.document).values_list("start", flat=True))
    for start, end in finding.spans:
        if start in known:
            continue
        directives.mention(
            by=ledger.by,
            at=ledger.at,
            directive=directive,
            document=ledger.document,
            start=start,
            end=end,
            text=ledger.document.text[start:end],
            reader=finding.reader,
            own=bool(meant.get("own")),
        )
        ledger.note("mentions", [directive.pk, start])
    if meant.get("own"):
        directive = paper.tell(ledger, directive)
    return {"directive": directive}


def _directive(ledger: Ledger, finding: Finding, meant: dict[str, Any], choice: str) -> Directive:
    """Return the entry that the citation means: chosen, surely matched, or new."""
    asked = identity(meant)
    if not asked.identifier and not asked.name:
        raise Refused(
            _("Phiếu %(label)s chưa có số, ký hiệu hoặc tên riêng. Hãy bấm “Sửa” để ghi.")
            % {"label": finding.label}
        )
    found = match_all([asked])[asked]
    if choice and choice != NEW:
        return _chosen(finding, choice)
    if choice == NEW and found.entries:
        raise Refused(
            _(
                "Trong sổ đã có “%(text)s” giống hệt văn bản này. Hãy chọn văn bản ấy hoặc sửa "
                "ngày, khóa, cơ quan ban hành để phân biệt."
            )
            % {"text": found.entries[0]}
        )
    if found.entries and not found.sure:
        raise NeedsChoice(
            _(
                "Phiếu %(label)s: trong sổ có văn bản có thể là “%(text)s”. Hãy chọn văn bản rồi "
                "nhận."
            )
            % {"label": finding.label, "text": asked.identifier or asked.name}
        )
    return _register(ledger, meant, found.entries[0] if found.entries else None)


def _chosen(finding: Finding, choice: str) -> Directive:
    row = Directive.objects.filter(pk=int(choice)).first() if choice.isdecimal() else None
    if row is None:
        raise Refused(
            _("Phiếu %(label)s: văn bản đã chọn không còn trong sổ. Mở lại phiếu rồi chọn.")
            % {"label": finding.label}
        )
    return row


def _register(ledger: Ledger, meant: dict[str, Any], known: Directive | None) -> Directive:
    """Enter the document, or fill in what the register did not know of it."""
    asked = identity(meant)
    before = {name: getattr(known, name) for name in paper.FILLED} if known else {}
    row = directives.register(
        by=ledger.by,
        at=ledger.at,
        kind=asked.kind,
        identifier=asked.identifier,
        name=asked.name[:300],
        title=(meant.get("title") or "")[:1000],
        issuer=asked.issuer[:250],
        issued_on=asked.issued_on,
        term=asked.term,
    )
    if known is None:
        ledger.note("directives", row.pk)
    paper.note_filled(ledger, row, before)
    return row


def _relation(
    ledger: Ledger, finding: Finding, meant: dict[str, Any], _choice: str
) -> dict[str, Any]:
    origin, target = (_end(ledger, finding, meant[end]) for end in ("origin", "target"))
    said = {name: meant.get(name) for name in ("kind", "years", "final")}
    before = Relation.objects.filter(origin=origin, target=target, **said).exists()
    row = directives.relate(
        by=ledger.by,
        at=ledger.at,
        origin=origin,
        target=target,
        kind=meant["kind"],
        years=said["years"],
        final=said["final"],
        document=ledger.document,
        start=finding.start,
        end=finding.end,
    )
    if not before:
        ledger.note("relations", row.pk)
    return {"relation": row}


def _end(ledger: Ledger, finding: Finding, key: str) -> Directive:
    """Return the directive at an end of a relation; an end that waits is accepted with it."""
    end = (
        Finding.objects.select_for_update()
        .filter(document=ledger.document, fingerprint=key)
        .first()
    )
    if end is None or end.state in {FindingState.DISMISSED, FindingState.REPLACED}:
        raise Refused(
            _(
                "Phiếu %(label)s: một trong hai văn bản đã bị bỏ. Hãy bấm “Sửa” để chọn văn bản "
                "khác."
            )
            % {"label": finding.label}
        )
    if end.state == FindingState.WAITING:
        accept_one(ledger, end)
        Finding.objects.filter(pk=end.pk).update(version=end.version + 1)
    if end.directive is None:
        raise Refused(
            _(
                "Phiếu %(label)s: văn bản %(end)s đã được rút khỏi sổ. Hãy hoàn tác phiếu ấy rồi "
                "nhận lại."
            )
            % {"label": finding.label, "end": end.label}
        )
    return end.directive


def _task(ledger: Ledger, finding: Finding, meant: dict[str, Any], _choice: str) -> dict[str, Any]:
    cited = Finding.objects.filter(
        document=ledger.document, fingerprint__in=meant.get("cites") or (), directive__isnull=False
    ).select_related("directive")
    row = work.confirm(
        by=ledger.by,
        at=ledger.at,
        title=meant["title"],
        lead=named(meant["lead"]),
        cooperating=named(meant["cooperating"]),
        due_on=day(meant.get("due_on")),
        due_text=meant.get("due_text") or "",
        document=ledger.document,
        start=finding.start,
        end=finding.end,
        sentence=finding.text,
        reader=finding.reader,
        directives=[
            *(one.directive for one in cited if one.directive is not None),
            *paper.own(ledger.document),
        ],
    )
    ledger.note("tasks", row.pk)
    return {"task": row}


def named(actors: Iterable[dict[str, Any]]) -> list[tuple[str, Body | None]]:
    """Return actors as the register of tasks takes them: a class gives each of its bodies a line.

    A name that may mean several bodies is left open, for a person to settle.
    """
    keys = {pk for actor in actors for pk in actor.get("bodies", ())}
    known = Body.objects.in_bulk(keys)
    found: list[tuple[str, Body | None]] = []
    for actor in actors:
        meant = [known[pk] for pk in actor.get("bodies", ()) if pk in known]
        if meant and (actor.get("all") or len(meant) == 1):
            found.extend((actor["written"], body) for body in meant)
        else:
            found.append((actor["written"], None))
    return found


def _body(_ledger: Ledger, finding: Finding, meant: dict[str, Any], choice: str) -> dict[str, Any]:
    """Tie a name to a body of the directory; a class, or one not in it, is only noted."""
    keys = [int(choice)] if choice.isdecimal() else meant.get("bodies", [])
    if len(keys) > 1 and not meant.get("all"):
        raise NeedsChoice(
            _("Phiếu %(label)s: danh bạ có nhiều cơ quan mang tên này. Hãy chọn một.")
            % {"label": finding.label}
        )
    return {"body": Body.objects.filter(pk__in=keys).first() if len(keys) == 1 else None}


def _note(
    _ledger: Ledger, _finding: Finding, _meant: dict[str, Any], _choice: str
) -> dict[str, Any]:
    """Keep it as confirmed; no register holds it yet."""
    return {}


_ENTER = {
    FindingKind.CITATION: _citation,
    FindingKind.RELATION: _relation,
    FindingKind.TASK: _task,
    FindingKind.BODY: _body,
    FindingKind.PERSON: _note,
    FindingKind.DATE: _note,
    FindingKind.FIGURE: _note,
    FindingKind.EVENT: _note,
}


def resolved(names: list[str], directory: Directory) -> list[dict[str, Any]]:
    """Return typed names with the bodies that they mean."""
    return [directory.resolve(name) for name in names]
