"""Match what was read with the registers: which entry a citation means, which body a name.

Citations are matched when the desk is shown, all of a page in one query, for the register moves on.
Names of bodies are resolved when a paper is read, for that takes several queries a name.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from giaoban.bodies import queries as bodies
from giaoban.bodies.models import Bloc, Membership
from giaoban.directives.identity import Identity, named, standard
from giaoban.directives.models import Directive
from giaoban.directives.queries import identity_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 2_000


class Match(NamedTuple):
    """The entries that may be the document, the surest first; ``sure`` where it is the first."""

    entries: list[Directive]
    sure: bool


def day(written: str | None) -> dt.date | None:
    """Return the day of an ISO date, as proposals hold it."""
    return dt.date.fromisoformat(written) if written else None


def identity(fields: dict[str, Any]) -> Identity:
    """Return what tells the cited document from others."""
    return Identity(
        fields.get("kind") or "other",
        fields.get("identifier") or "",
        fields.get("name") or "",
        fields.get("issuer") or fields.get("issuer_inferred") or "",
        day(fields.get("issued_on")),
        fields.get("term") or "",
    )


def match_all(asked: Iterable[Identity]) -> dict[Identity, Match]:
    """Match many documents with the register, in one query."""
    wanted = set(asked)
    condition = Q()
    for one in wanted:
        if one.is_bare:
            condition |= Q(number=one.number, kind=one.kind)
    symbols = {standard(one.identifier) for one in wanted if one.identifier and not one.is_bare}
    names = {named(one.name) for one in wanted if one.name and not one.identifier}
    condition |= Q(standard__in=symbols - {""}) | Q(folded_name__in=names - {""})
    rows = list(Directive.objects.filter(condition).order_by("-issued_on", "-pk")[:_MOST])
    return {one: _match(one, rows) for one in wanted}


def _match(asked: Identity, rows: list[Directive]) -> Match:
    found = [row for row in rows if _same_name(asked, row) and asked.agrees(identity_of(row))]
    if asked.issued_on:
        found.sort(key=lambda row: row.issued_on != asked.issued_on)
    return Match(found, _is_sure(asked, found))


def _same_name(asked: Identity, row: Directive) -> bool:
    if asked.is_bare:
        return row.number == asked.number and row.kind == asked.kind
    if asked.identifier:
        return bool(row.standard == standard(asked.identifier))
    return row.kind == asked.kind and bool(row.folded_name == named(asked.name))


def _is_sure(asked: Identity, found: list[Directive]) -> bool:
    """Tell whether the first entry is the document beyond doubt.

    A bare number never is; an identifier that begins anew with each term needs its date or term
    on both sides; others are, where one entry alone agrees.
    """
    if not found or asked.is_bare:
        return False
    if asked.issued_on and [row.issued_on for row in found].count(asked.issued_on) == 1:
        return True
    if len(found) > 1:
        return False
    known = identity_of(found[0])
    if asked.needs_issuer and asked.identifier and not (asked.issuer and known.issuer):
        return False
    if not asked.is_party:
        return True
    return bool(asked.known_term and asked.known_term == known.known_term)


class Directory:
    """Names of bodies and classes, each looked up once, as of a day."""

    def __init__(self, on: dt.date) -> None:
        """Remember the day."""
        self.on = on
        self.bloc: Bloc | None = None
        self._known: dict[str, dict[str, Any]] = {}

    def settle_bloc(self, named: Iterable[int]) -> None:
        """Let classes mean the bodies of the bloc to which most of the named bodies belong.

        "Các sở, ban, ngành" in a paper of one province are not those of another.
        """
        hits: Counter[int] = Counter()
        keys = list(named)
        inside = Membership.objects.filter(bodies.valid(self.on), body__in=keys)
        hits.update(inside.values_list("bloc", flat=True))
        hits.update(Bloc.objects.filter(lead__in=keys).values_list("pk", flat=True))
        known = {bloc.pk: bloc for bloc in Bloc.objects.order_by("pk")}
        most = hits.most_common(1)
        self.bloc = known[most[0][0]] if most else next(iter(known.values()), None)

    def resolve(self, written: str) -> dict[str, Any]:
        """Return the name with the bodies it may mean; ``all`` where it means every one of them."""
        if written not in self._known:
            self._known[written] = self._look_up(written)
        return dict(self._known[written])

    def _look_up(self, written: str) -> dict[str, Any]:
        found = bodies.find_body(written, on=self.on)
        if found:
            return {"written": written, "bodies": [one.pk for one in found], "all": False}
        meant = bodies.resolve_class(written, self.on, self.bloc)
        if self.bloc is not None:
            # The body that leads the bloc gives the task; the class are the others.
            meant = meant.exclude(pk=self.bloc.lead_id)
        members = list(meant.values_list("pk", flat=True))
        return {"written": written, "bodies": members, "all": bool(members)}
