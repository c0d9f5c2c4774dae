"""Questions to the register: what matches, the chain from the centre, who has issued a plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from giaoban.bodies import queries as bodies
from giaoban.bodies.models import Body, Membership
from giaoban.core import unchanged
from giaoban.directives.enums import MilestoneState, RelationKind
from giaoban.directives.identity import Identity, named, standard
from giaoban.directives.models import Directive, Mention, Milestone, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from giaoban.documents.models import Document

CHAIN = (RelationKind.IMPLEMENTS, RelationKind.REVIEWS, RelationKind.CONTINUES, RelationKind.GUIDES)
_DEEPEST = 8
_MOST_MATCHES = 12
# The columns of papers that only their own page shows.
_WIDE = ("text", "folded", "cautions", "endorsement", "note")


def identity_of(row: Directive) -> Identity:
    """Return what tells this entry from others."""
    return Identity(row.kind, row.identifier, row.name, row.issuer, row.issued_on, row.term)


def match(  # noqa: PLR0917 (the fields of an identity, as the reader gives them)
    kind: str,
    identifier: str = "",
    name: str = "",
    issuer: str = "",
    issued_on: dt.date | None = None,
    term: str = "",
) -> list[Directive]:
    """Return the entries that may be this document, the surest first.

    One entry is a match; several are a choice for a person; none is a new document.
    """
    asked = Identity(kind, identifier, name, issuer, issued_on, term)
    rows = _candidates(asked)[:_MOST_MATCHES]
    agreed = [row for row in rows if asked.agrees(identity_of(row))]
    return sorted(agreed, key=lambda row: row.issued_on != issued_on)


def _candidates(asked: Identity) -> QuerySet[Directive]:
    if asked.is_bare:
        return Directive.objects.filter(number=asked.number, kind=asked.kind)
    if asked.identifier:
        return Directive.objects.filter(standard=standard(asked.identifier))
    if asked.name:
        return Directive.objects.filter(kind=asked.kind, folded_name=named(asked.name))
    return Directive.objects.none()


class Link(NamedTuple):
    """A directive in a chain: how deep it stands, and the relation that leads to it."""

    directive: Directive
    depth: int
    relation: Relation | None


def chain(root: Directive) -> list[Link]:
    """Return the directive and all that carry it out, level by level; one query a level."""
    links = [Link(root, 0, None)]
    seen = {root.pk}
    level = [root.pk]
    for depth in range(1, _DEEPEST):
        relations = Relation.objects.filter(target__in=level, kind__in=CHAIN)
        found = list(relations.select_related("origin").order_by("origin__issued_on", "pk"))
        level = []
        for relation in found:
            if relation.origin_id not in seen:
                seen.add(relation.origin_id)
                level.append(relation.origin_id)
                links.append(Link(relation.origin, depth, relation))
        if not level:
            break
    return links


def above(row: Directive) -> list[Relation]:
    """Return the relations up to the centre: what this directive carries out, and so on."""
    found: list[Relation] = []
    seen = {row.pk}
    level = [row.pk]
    for _depth in range(_DEEPEST):
        relations = Relation.objects.filter(origin__in=level, kind__in=CHAIN)
        level = []
        for relation in relations.select_related("origin", "target").order_by("pk"):
            found.append(relation)
            if relation.target_id not in seen:
                seen.add(relation.target_id)
                level.append(relation.target_id)
        if not level:
            break
    return found


class PlanState(NamedTuple):
    """Whether a body has issued its plan for a directive, and which."""

    body: Body
    plan: Directive | None


def plans(expected: Iterable[Body], links: list[Link], on: dt.date) -> list[PlanState]:
    """Return for each body the first paper of the chain that it issued, or None.

    What a body issued that has since been merged or split counts for its successors on the day.
    """
    rows = list(expected)
    known = {body.pk for body in rows}
    issued: dict[int, Directive] = {}
    for link in links[1:]:
        if link.directive.issuer_body_id is not None:
            issued.setdefault(link.directive.issuer_body_id, link.directive)
    gone = Body.objects.filter(pk__in=issued.keys() - known, valid_to__lt=on)
    for body in gone:
        for heir in bodies.successors(body, on):
            issued.setdefault(heir.pk, issued[body.pk])
    return [PlanState(body, issued.get(body.pk)) for body in rows]


def bodies_expected(row: Directive, on: dt.date) -> QuerySet[Body]:
    """Return the bodies of all blocs on a day, of which a plan is expected; the issuer is none."""
    inside = Membership.objects.filter(bodies.valid(on), body=OuterRef("pk"))
    return bodies.existing(on).filter(Exists(inside)).exclude(pk=row.issuer_body_id or 0)


def ahead() -> QuerySet[Milestone]:
    """Return the reviews that are still to be held."""
    return Milestone.objects.filter(state=MilestoneState.AHEAD)


class DayAhead(NamedTuple):
    """How many reviews are to be held on a day for which one begins so many days before."""

    lead_days: int
    due_on: dt.date | None
    n: int

    def is_near(self, on: dt.date) -> bool:
        """Tell whether the time to begin has come."""
        return self.due_on is not None and self.due_on <= on + dt.timedelta(days=self.lead_days)


def days_ahead() -> list[DayAhead]:
    """Return the days of all reviews ahead, in one query."""
    rows = ahead().order_by().values_list("lead_days", "due_on").annotate(n=Count("pk"))
    return [DayAhead(*each) for each in unchanged.pairs(rows)]


def near(on: dt.date, lead_days: Iterable[int] | None = None) -> QuerySet[Milestone]:
    """Return the reviews whose time to begin has come: within their lead time, or past."""
    if lead_days is None:
        lead_days = ahead().order_by().values_list("lead_days", flat=True).distinct()
    reached = Q(pk__in=())
    for days in lead_days:
        reached |= Q(lead_days=days, due_on__lte=on + dt.timedelta(days=days))
    return ahead().filter(reached)


def with_counts(rows: list[Any], papers: QuerySet[Document]) -> list[Any]:
    """Give each ``n_tasks``, ``n_papers`` and ``paper``: that by which it came in.

    ``paper`` is None also where the person may not see it. Four queries for all rows together.
    """
    keys = [row.pk for row in rows]
    tasks = _tally(Directive.tasks.through.objects.filter(directive__in=keys), "task")
    cited = Mention.objects.filter(directive__in=keys)
    n_papers = _tally(cited, "document")
    own = dict(cited.filter(own=True).order_by("-pk").values_list("directive_id", "document_id"))
    seen = papers.defer(*_WIDE).in_bulk(list(own.values()))
    for row in rows:
        row.n_tasks = tasks.get(row.pk, 0)
        row.n_papers = n_papers.get(row.pk, 0)
        row.paper = seen.get(own.get(row.pk, 0))
    return rows


def _tally(rows: QuerySet[Any], what: str) -> dict[int, int]:
    """Return for each directive how many different ones there are."""
    counted = rows.order_by().values_list("directive").annotate(Count(what, distinct=True))
    return dict(counted)


def relations(row: Directive, papers: QuerySet[Document]) -> tuple[list[Relation], list[Relation]]:
    """Return the relations from and to a directive; papers that are not to be seen are left out.

    ``paper`` is that in which the relation was read, None also where the person may not see it.
    """
    both = Relation.objects.filter(Q(origin=row) | Q(target=row)).select_related("origin", "target")
    found = list(both.order_by("kind", "pk"))
    keys = [each.document_id for each in found if each.document_id]
    seen = papers.defer(*_WIDE).in_bulk(keys)
    for each in found:
        each.paper = seen.get(each.document_id or 0)  # type: ignore[attr-defined]
    return (
        [each for each in found if each.origin_id == row.pk],
        [each for each in found if each.target_id == row.pk],
    )


def mentions(row: Directive, papers: QuerySet[Document]) -> QuerySet[Mention]:
    """Return where papers that the person may see cite a directive, the newest paper first."""
    cited = row.mentions.filter(own=False).values_list("document_id", flat=True)
    # Keys in hand: a database that begins with the papers would read all of them.
    seen = papers.filter(pk__in=set(cited)).values_list("pk", flat=True)
    found = row.mentions.filter(own=False, document__in=list(seen)).select_related("document")
    wide = (f"document__{name}" for name in _WIDE)
    return found.defer(*wide).order_by("-document__arrived_on", "start", "pk")
