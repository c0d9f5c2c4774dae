"""Acts on the register of directives; each puts itself on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from giaoban.core import audit, locks, search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.directives import permissions
from giaoban.directives.enums import DirectiveKind, MilestoneSource, MilestoneState, RelationKind
from giaoban.directives.identity import standard
from giaoban.directives.milestones import due_on
from giaoban.directives.models import Directive, Mention, Milestone, MilestoneRule, Relation
from giaoban.directives.queries import identity_of, match

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from giaoban.documents.models import Document

KIND = "directive"


@transaction.atomic
def register(
    *,
    by: User,
    at: dt.datetime,
    kind: str,
    identifier: str = "",
    name: str = "",
    title: str = "",
    issuer: str = "",
    issuer_body: Body | None = None,
    issued_on: dt.date | None = None,
    term: str = "",
) -> Directive:
    """Enter a document, or return the entry that it already has, with what was unknown filled in.

    Raises Refused where several entries may be meant: a person has to choose.
    """
    permissions.directives.require(by, "register")
    found = match(kind, identifier, name, issuer, issued_on, term)
    if len(found) > 1 and not _is_sure(found, issued_on):
        raise Refused(
            _("Sổ có %(n)s văn bản có thể là “%(text)s”. Hãy chọn một văn bản.")
            % {"n": len(found), "text": identifier or name}
        )
    known = {"title": title, "issuer": issuer, "issued_on": issued_on, "term": term}
    if found:
        return _fill_in(found[0], known | {"issuer_body": issuer_body}, by=by, at=at)
    row = Directive(
        kind=kind,
        identifier=identifier.strip(),
        name=name.strip(),
        issuer_body=issuer_body,
        created_by=by,
        created_at=at,
        **known,
    )
    _save(row)
    _apply_rules(row)
    audit.record("directives.register", by=by, at=at, subject=row, facts={"key": row.key})
    return row


def _is_sure(found: list[Directive], issued_on: dt.date | None) -> bool:
    return issued_on is not None and [row.issued_on for row in found].count(issued_on) == 1


def _fill_in(row: Directive, known: dict[str, Any], *, by: User, at: dt.datetime) -> Directive:
    """Write what was not known of an entry; what is known already stays."""
    new = {field: value for field, value in known.items() if value and not getattr(row, field)}
    if not new:
        return row
    for field, value in new.items():
        setattr(row, field, value)
    row.version += 1
    _save(row)
    _set_due_days(row)
    audit.record("directives.fill_in", by=by, at=at, subject=row, facts={"fields": sorted(new)})
    return row


def _save(row: Directive) -> None:
    """Save with all that follows from the fields: key, number, folded words, search."""
    identity = identity_of(row)
    row.term = identity.known_term
    row.key = identity.key
    row.standard = standard(row.identifier)
    row.number = identity.number
    row.folded_name = fold(row.name)
    row.folded = fold(f"{row.identifier} {row.name} {row.title} {row.issuer}")
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(_("Sổ đã có văn bản này; hãy mở văn bản đã có.")) from error
    search.put(
        KIND,
        row.pk,
        title=row.title or row.name,
        identifier=f"{DirectiveKind(row.kind).label} {row.identifier}".strip(),
        words=f"{row.name} {row.issuer}",
    )


@transaction.atomic
def change(
    *, by: User, at: dt.datetime, directive: Directive, version: int, **fields: Any
) -> Directive:
    """Change fields of an entry; reviews whose day follows from its date move with it."""
    permissions.directives.require(by, "change", directive)
    locks.claim(directive, version)
    changed = {k: v for k, v in fields.items() if getattr(directive, k) != v}
    for field, value in changed.items():
        setattr(directive, field, value)
    if "issued_on" in changed and "term" not in changed:
        directive.term = ""
    _save(directive)
    _set_due_days(directive)
    audit.record(
        "directives.change", by=by, at=at, subject=directive, facts={"fields": sorted(changed)}
    )
    return directive


@transaction.atomic
def unregister(*, by: User, at: dt.datetime, directive: Directive) -> None:
    """Take an entry out again, as long as nothing was built on it."""
    permissions.directives.require(by, "remove", directive)
    built = (
        directive.mentions.exists()
        or directive.relations_in.exists()
        or directive.relations_out.exists()
        or directive.tasks.exists()
        or directive.milestones.exclude(source=MilestoneSource.RULE).exists()
    )
    if built:
        raise Refused(
            _("Văn bản %(text)s đã có quan hệ, mốc hoặc nhiệm vụ nên không rút khỏi sổ được.")
            % {"text": directive}
        )
    search.drop(KIND, directive.pk)
    audit.record(
        "directives.unregister", by=by, at=at, subject=directive, facts={"key": directive.key}
    )
    directive.delete()


@transaction.atomic
def mention(
    *,
    by: User,
    at: dt.datetime,
    directive: Directive,
    document: Document,
    start: int,
    end: int,
    text: str,
    reader: str,
    own: bool = False,
) -> Mention:
    """Note where a paper cites a directive."""
    permissions.mentions.require(by, "mention")
    row, new = Mention.objects.get_or_create(
        directive=directive,
        document=document,
        start=start,
        defaults={"end": end, "text": text[:1000], "reader": reader, "own": own},
    )
    if new:
        facts = {"directive": directive.pk, "document": document.pk, "start": start, "end": end}
        audit.record("directives.mention", by=by, at=at, subject=row, facts=facts)
    return row


@transaction.atomic
def unmention(
    *, by: User, at: dt.datetime, directive: Directive, document: Document, start: int
) -> None:
    """Take back where a paper was said to cite a directive."""
    permissions.mentions.require(by, "mention")
    facts = {"document": document.pk, "start": start}
    audit.record("directives.unmention", by=by, at=at, subject=directive, facts=facts)
    Mention.objects.filter(directive=directive, document=document, start=start).delete()


@transaction.atomic
def relate(
    *,
    by: User,
    at: dt.datetime,
    origin: Directive,
    target: Directive,
    kind: str,
    years: int | None = None,
    final: bool | None = None,
    document: Document | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Relation:
    """Say how one directive belongs to another; a review gives the other its milestone."""
    permissions.relations.require(by, "relate")
    if origin.pk == target.pk:
        raise Refused(_("Một văn bản không có quan hệ với chính nó. Hãy chọn văn bản khác."))
    row, new = Relation.objects.get_or_create(
        origin=origin,
        target=target,
        kind=kind,
        years=years,
        final=final,
        defaults={
            "document": document,
            "start": start,
            "end": end,
            "created_by": by,
            "created_at": at,
        },
    )
    if new:
        facts = {"origin": origin.pk, "target": target.pk, "kind": kind, "years": years}
        audit.record("directives.relate", by=by, at=at, subject=row, facts=facts)
    if kind == RelationKind.REVIEWS and final is not None:
        _milestone_read(row)
    return row


def _milestone_read(relation: Relation) -> None:
    """Give the reviewed directive the milestone that a paper names."""
    Milestone.objects.get_or_create(
        directive=relation.target,
        final=relation.final,
        years=relation.years,
        defaults={
            "source": MilestoneSource.READ,
            "relation": relation,
            "due_on": due_on(relation.target.issued_on, relation.years),
        },
    )


@transaction.atomic
def unrelate(*, by: User, at: dt.datetime, relation: Relation) -> None:
    """Take a relation back, and the milestone that it alone gave and nobody has touched."""
    permissions.relations.require(by, "unrelate", relation)
    relation.milestones.filter(source=MilestoneSource.READ, version=1).delete()
    facts = {"origin": relation.origin_id, "target": relation.target_id, "kind": relation.kind}
    audit.record("directives.unrelate", by=by, at=at, subject=relation, facts=facts)
    relation.delete()


@transaction.atomic
def set_milestone(
    *,
    by: User,
    at: dt.datetime,
    directive: Directive,
    final: bool,
    years: int | None = None,
    day: dt.date | None = None,
    lead_days: int = 180,
    note: str = "",
) -> Milestone:
    """Set a review by hand: after so many years, or on a day."""
    permissions.milestones.require(by, "set")
    if years is None and day is None:
        raise Refused(_("Hãy ghi số năm hoặc ngày đến hạn."))
    try:
        with transaction.atomic():
            row = Milestone.objects.create(
                directive=directive,
                final=final,
                years=years,
                due_on=day or due_on(directive.issued_on, years),
                lead_days=lead_days,
                note=note,
                source=MilestoneSource.HAND,
            )
    except IntegrityError as error:
        raise Refused(_("Văn bản này đã có mốc ấy.")) from error
    facts = {"directive": directive.pk, "final": final, "years": years}
    audit.record("directives.set_milestone", by=by, at=at, subject=row, facts=facts)
    return row


@transaction.atomic
def change_milestone(
    *, by: User, at: dt.datetime, milestone: Milestone, version: int, **fields: Any
) -> Milestone:
    """Change a review: its day, its lead time, its note, or whether it was held."""
    permissions.milestones.require(by, "set", milestone)
    locks.claim(milestone, version)
    changed = {k: v for k, v in fields.items() if getattr(milestone, k) != v}
    for field, value in changed.items():
        setattr(milestone, field, value)
    milestone.save()
    facts = {"fields": sorted(changed), "state": milestone.state}
    audit.record("directives.change_milestone", by=by, at=at, subject=milestone, facts=facts)
    return milestone


@transaction.atomic
def set_rule(
    *,
    by: User,
    at: dt.datetime,
    kind: str,
    final: bool,
    years: int,
    lead_days: int = 180,
    party_only: bool = True,
) -> MilestoneRule:
    """Give every directive of a kind a review after so many years, those in the register too."""
    permissions.rules.require(by, "set")
    rule, _new = MilestoneRule.objects.update_or_create(
        kind=kind,
        final=final,
        years=years,
        defaults={"lead_days": lead_days, "party_only": party_only},
    )
    for row in Directive.objects.filter(kind=kind).iterator(chunk_size=500):
        _apply_rule(rule, row)
    facts = {"kind": kind, "final": final, "years": years}
    audit.record("directives.set_rule", by=by, at=at, subject=rule, facts=facts)
    return rule


@transaction.atomic
def drop_rule(*, by: User, at: dt.datetime, rule: MilestoneRule) -> None:
    """Take a rule back, with the reviews that it alone gave and nobody has touched."""
    permissions.rules.require(by, "set", rule)
    Milestone.objects.filter(
        source=MilestoneSource.RULE,
        version=1,
        directive__kind=rule.kind,
        final=rule.final,
        years=rule.years,
    ).delete()
    facts = {"kind": rule.kind, "final": rule.final, "years": rule.years}
    audit.record("directives.drop_rule", by=by, at=at, subject=rule, facts=facts)
    rule.delete()


def _apply_rules(row: Directive) -> None:
    for rule in MilestoneRule.objects.filter(kind=row.kind):
        _apply_rule(rule, row)


def _apply_rule(rule: MilestoneRule, row: Directive) -> None:
    if rule.party_only and not identity_of(row).is_party:
        return
    Milestone.objects.get_or_create(
        directive=row,
        final=rule.final,
        years=rule.years,
        defaults={
            "source": MilestoneSource.RULE,
            "lead_days": rule.lead_days,
            "due_on": due_on(row.issued_on, rule.years),
        },
    )


def _set_due_days(row: Directive) -> None:
    """Compute the days of reviews anew that follow from the directive's date."""
    ahead = row.milestones.filter(years__isnull=False, state=MilestoneState.AHEAD)
    for milestone in ahead.exclude(source=MilestoneSource.HAND):
        milestone.due_on = due_on(row.issued_on, milestone.years)
        milestone.save(update_fields=["due_on"])
