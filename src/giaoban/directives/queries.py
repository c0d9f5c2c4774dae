"""Questions to the register: what matches, the chain from the centre, who has issued a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from giaoban.bodies.models import Body
from giaoban.core.folding import fold
from giaoban.directives.enums import RelationKind
from giaoban.directives.identity import Identity, standard
from giaoban.directives.models import Directive, Relation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

CHAIN = (RelationKind.IMPLEMENTS, RelationKind.REVIEWS, RelationKind.CONTINUES, RelationKind.GUIDES)
_DEEPEST = 8
_MOST_MATCHES = 12


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
    rows = _candidates(asked).order_by("-issued_on", "-pk")[:_MOST_MATCHES]
    agreed = [row for row in rows if asked.agrees(identity_of(row))]
    return sorted(agreed, key=lambda row: row.issued_on != issued_on)


def _candidates(asked: Identity) -> QuerySet[Directive]:
    if asked.is_bare:
        return Directive.objects.filter(number=asked.number, kind=asked.kind)
    if asked.identifier:
        return Directive.objects.filter(standard=standard(asked.identifier))
    if asked.name:
        return Directive.objects.filter(kind=asked.kind, folded_name=fold(asked.name))
    return Directive.objects.none()


class Link(NamedTuple):
    """A directive in a chain: how deep it stands, and the relation that leads to it."""

    directive: Directive
    depth: int
    relation: Relation | None


def chain(root: Directive) -> list[Link]:
    """Return the directive and all that carry it out, level by level; two queries a level."""
    links = [Link(root, 0, None)]
    seen = {root.pk}
    level = [root.pk]
    for depth in range(1, _DEEPEST):
        relations = Relation.objects.filter(target__in=level, kind__in=CHAIN)
        found = list(
            relations.select_related("origin__issuer_body").order_by("origin__issued_on", "pk")
        )
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
        for relation in relations.select_related("target"):
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


def plans(bodies: Iterable[Body], links: list[Link]) -> list[PlanState]:
    """Return for each body the first paper of the chain that it issued, or None."""
    issued: dict[int, Directive] = {}
    for link in links[1:]:
        if link.directive.issuer_body_id is not None:
            issued.setdefault(link.directive.issuer_body_id, link.directive)
    return [PlanState(body, issued.get(body.pk)) for body in bodies]


def bodies_expected(on: dt.date) -> QuerySet[Body]:
    """Return the bodies of all blocs on a day, of which a plan is expected."""
    valid = Q(memberships__valid_from__isnull=True) | Q(memberships__valid_from__lte=on)
    open_ended = Q(memberships__valid_to__isnull=True) | Q(memberships__valid_to__gte=on)
    return Body.objects.filter(valid, open_ended, memberships__isnull=False).distinct()
