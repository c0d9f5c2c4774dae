"""Which directives want a plan of which body: those of the last year that it has not answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from giaoban.directives.models import Directive, Relation
from giaoban.directives.queries import CHAIN
from giaoban.documents.enums import PaperKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giaoban.reporting.models import Period

# What is carried out by plans of bodies; a plan itself does not want another of each body.
WANTING = (PaperKind.RESOLUTION, PaperKind.DIRECTIVE, PaperKind.CONCLUSION)
LOOKING_BACK = dt.timedelta(days=365)
_DEEPEST = 8
_MOST = 30


def wanting_plans(period: Period, bodies: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield (body, directive) for what no paper of the body in its chain carries out."""
    members = list(bodies)
    since = period.data_to - LOOKING_BACK
    wanted = Directive.objects.filter(
        kind__in=WANTING, issued_on__gt=since, issued_on__lte=period.data_to
    ).exclude(issuer_body__in=members)
    roots = list(wanted.order_by("-issued_on", "pk").values_list("pk", flat=True)[:_MOST])
    answered = _issuers(roots)
    for body_id in members:
        for root in roots:
            if body_id not in answered[root]:
                yield body_id, root


def _issuers(roots: list[int]) -> dict[int, set[int]]:
    """Return which bodies issued a paper in the chain of each directive; one query a level."""
    found: dict[int, set[int]] = {root: set() for root in roots}
    under: dict[int, set[int]] = {root: {root} for root in roots}
    for _depth in range(_DEEPEST):
        relations = Relation.objects.filter(target__in=list(under), kind__in=CHAIN)
        below: dict[int, set[int]] = {}
        for target, origin, issuer in relations.values_list(
            "target_id", "origin_id", "origin__issuer_body_id"
        ):
            below.setdefault(origin, set()).update(under[target])
            for root in under[target] if issuer is not None else ():
                found[root].add(issuer)
        under = {key: roots_of for key, roots_of in below.items() if key not in under}
        if not under:
            break
    return found
