"""Set reviews: as a paper says, by rule, by hand; and let their days follow the directive's date.

A milestone that a person has touched (changed, held, called off) is never removed or moved again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.core import audit, locks
from giaoban.core.errors import Refused
from giaoban.directives import permissions
from giaoban.directives.enums import MilestoneSource, MilestoneState, RelationKind
from giaoban.directives.milestones import MOST_YEARS, due_on
from giaoban.directives.models import Directive, Milestone, MilestoneRule, Relation
from giaoban.directives.queries import identity_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from giaoban.accounts.models import User

_BATCH = 500


def check_years(years: int | None) -> None:
    """Raise Refused for a number of years after which no review is held."""
    if years is not None and not 1 <= years <= MOST_YEARS:
        raise Refused(_("Số năm phải từ 1 đến %(most)s.") % {"most": MOST_YEARS})


# --- as a paper says ---------------------------------------------------------------------------


def give(relation: Relation) -> None:
    """Give the reviewed directive the milestone that a paper names, in place of a rule's."""
    if relation.kind != RelationKind.REVIEWS or relation.final is None:
        return
    same = Milestone.objects.filter(
        directive=relation.target, final=relation.final, years=relation.years
    )
    if relation.years is None:
        same = same.filter(source=MilestoneSource.READ)
    known = same.first()
    if known is None:
        Milestone.objects.create(
            directive=relation.target,
            final=relation.final,
            years=relation.years,
            source=MilestoneSource.READ,
            relation=relation,
            due_on=due_on(relation.target.issued_on, relation.years),
        )
    elif known.source == MilestoneSource.RULE and not known.touched:
        known.source, known.relation = MilestoneSource.READ, relation
        known.save(update_fields=["source", "relation"])


def take_back(relation: Relation) -> None:
    """Remove the milestone that this relation alone gave, unless a person has touched it."""
    others = Relation.objects.filter(
        target=relation.target_id,
        kind=RelationKind.REVIEWS,
        years=relation.years,
        final=relation.final,
    )
    other = others.exclude(pk=relation.pk).order_by("pk").first()
    given = relation.milestones.all()
    if other is not None:
        given.update(relation=other)
        return
    given.filter(source=MilestoneSource.READ, touched=False).delete()
    follow_rules(relation.target)


# --- by hand -----------------------------------------------------------------------------------


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
    """Set a review by hand: after so many years, or on a day.

    Raises:
        Refused: neither is given, or the directive has this review already.
    """
    permissions.milestones.require(by, "set")
    check_years(years)
    if years is None and day is None:
        raise Refused(_("Hãy ghi số năm hoặc ngày đến hạn."))
    row = Milestone(
        directive=directive,
        final=final,
        years=years,
        due_on=day or due_on(directive.issued_on, years),
        lead_days=lead_days,
        note=note,
        source=MilestoneSource.HAND,
    )
    _save_once(row)
    facts = {"directive": directive.pk, "final": final, "years": years}
    audit.record("directives.set_milestone", by=by, at=at, subject=row, facts=facts)
    return row


def _save_once(row: Milestone) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(_("Văn bản này đã có mốc ấy. Hãy sửa mốc đã có.")) from error


@transaction.atomic
def change_milestone(
    *, by: User, at: dt.datetime, milestone: Milestone, version: int, **fields: Any
) -> Milestone:
    """Change a review: its day, its lead time, its note, or whether it was held.

    Raises:
        Conflict: somebody else changed it since this version was read.
        Refused: it would have neither years nor a day, or be one that the directive has already.
    """
    permissions.milestones.require(by, "set", milestone)
    locks.claim(milestone, version)
    changed = {k: v for k, v in fields.items() if getattr(milestone, k) != v}
    for field, value in changed.items():
        setattr(milestone, field, value)
    if milestone.source == MilestoneSource.HAND and not (milestone.years or milestone.due_on):
        raise Refused(_("Mốc này không có số năm nên phải có ngày đến hạn."))
    milestone.touched = milestone.touched or bool(changed)
    _save_once(milestone)
    facts = {"fields": sorted(changed), "state": milestone.state}
    audit.record("directives.change_milestone", by=by, at=at, subject=milestone, facts=facts)
    return milestone


@transaction.atomic
def drop_milestone(*, by: User, at: dt.datetime, milestone: Milestone) -> None:
    """Remove a review that was set by hand.

    Raises:
        Refused: a paper or a rule gave it; it can be called off instead.
    """
    permissions.milestones.require(by, "set", milestone)
    if milestone.source != MilestoneSource.HAND:
        raise Refused(
            _("Mốc này không phải nhập tay. Hãy chuyển sang “Không tổ chức” và ghi lý do.")
        )
    facts = {
        "directive": milestone.directive_id,
        "final": milestone.final,
        "years": milestone.years,
        "due_on": str(milestone.due_on or ""),
    }
    audit.record("directives.drop_milestone", by=by, at=at, subject=milestone, facts=facts)
    milestone.delete()


# --- by rule -----------------------------------------------------------------------------------


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
    """Give every directive of a kind a review after so many years, those in the register too.

    A rule that is set again is changed: its milestones that nobody has touched follow it.
    """
    permissions.rules.require(by, "set")
    check_years(years)
    rule, _new = MilestoneRule.objects.update_or_create(
        kind=kind,
        final=final,
        years=years,
        defaults={"lead_days": lead_days, "party_only": party_only},
    )
    _given_by(rule).delete()
    _apply(rule, Directive.objects.filter(kind=kind).defer("folded", "note", "title"))
    facts = {"kind": kind, "final": final, "years": years}
    audit.record("directives.set_rule", by=by, at=at, subject=rule, facts=facts)
    return rule


@transaction.atomic
def drop_rule(*, by: User, at: dt.datetime, rule: MilestoneRule) -> None:
    """Take a rule back, with the reviews that it alone gave and nobody has touched."""
    permissions.rules.require(by, "set", rule)
    _given_by(rule).delete()
    facts = {"kind": rule.kind, "final": rule.final, "years": rule.years}
    audit.record("directives.drop_rule", by=by, at=at, subject=rule, facts=facts)
    rule.delete()


def _given_by(rule: MilestoneRule) -> Any:
    return Milestone.objects.filter(
        source=MilestoneSource.RULE,
        touched=False,
        directive__kind=rule.kind,
        final=rule.final,
        years=rule.years,
    )


def follow_rules(row: Directive) -> None:
    """Give a directive the reviews of the rules for its kind, and no others by rule."""
    row.milestones.filter(source=MilestoneSource.RULE, touched=False).delete()
    for rule in MilestoneRule.objects.filter(kind=row.kind):
        _apply(rule, [row])


def _apply(rule: MilestoneRule, rows: Iterable[Directive]) -> None:
    """Give the directives the rule's review, a batch at a time; those that have it keep theirs."""
    have = Milestone.objects.filter(final=rule.final, years=rule.years)
    known = set(have.filter(directive__kind=rule.kind).values_list("directive_id", flat=True))
    Milestone.objects.bulk_create(
        (
            Milestone(
                directive=row,
                final=rule.final,
                years=rule.years,
                source=MilestoneSource.RULE,
                lead_days=rule.lead_days,
                due_on=due_on(row.issued_on, rule.years),
            )
            for row in rows
            if row.pk not in known and (identity_of(row).is_party or not rule.party_only)
        ),
        batch_size=_BATCH,
    )


# --- by the directive's date -------------------------------------------------------------------


def follow_date(row: Directive, before: dt.date | None) -> None:
    """Move the reviews ahead whose day followed from the date as it was before.

    A day that a person has set stands as it is.
    """
    if row.issued_on == before:
        return
    for milestone in row.milestones.filter(years__isnull=False, state=MilestoneState.AHEAD):
        if milestone.due_on == due_on(before, milestone.years):
            # Who has the milestone's form open must see that its day has moved.
            Milestone.objects.filter(pk=milestone.pk).update(
                due_on=due_on(row.issued_on, milestone.years), version=F("version") + 1
            )
