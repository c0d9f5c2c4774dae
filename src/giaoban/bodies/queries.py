"""Find bodies: by what a paper calls them, by class, as of a date, through their successors."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from giaoban.bodies import naming
from giaoban.bodies.models import (
    Bloc,
    Body,
    BodyClass,
    BodyName,
    BodyParent,
    Membership,
    Succession,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from giaoban.bodies.models import Period

_LONGEST_PLACE = 4


def valid(on: dt.date, prefix: str = "") -> Q:
    """Return the filter for rows whose period holds the day; both ends count."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    lasting = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    return begun & lasting


def holds(row: Period, on: dt.date) -> bool:
    """Tell whether the period of a row holds the day."""
    begun = row.valid_from is None or row.valid_from <= on
    return begun and (row.valid_to is None or row.valid_to >= on)


def existing(on: dt.date) -> QuerySet[Body]:
    """Return the bodies that exist on the day."""
    return Body.objects.filter(valid(on))


def members(bloc: Bloc, on: dt.date) -> QuerySet[Body]:
    """Return the bodies of a bloc on the day, its lead body not among them unless a member."""
    inside = Membership.objects.filter(valid(on), bloc=bloc, body=OuterRef("pk"))
    return existing(on).filter(Exists(inside))


def name_on(body: Body, on: dt.date) -> str:
    """Return the name that was valid on the day; the newest where none is known for it."""
    return names_on([body.pk], on).get(body.pk, body.name)


def names_on(bodies: Iterable[int], on: dt.date) -> dict[int, str]:
    """Return the names that were valid on the day by the bodies' keys, in one query."""
    found = BodyName.objects.filter(valid(on), body__in=list(bodies))
    return dict(found.order_by("valid_from", "pk").values_list("body_id", "name"))


# --- by what a paper calls it ------------------------------------------------------------------


def find_body(written: str, *, on: dt.date | None) -> list[Body]:
    """Return the bodies that are called so; more than one where the words do not tell them apart.

    A name counts in its period: with ``on`` those whose name was valid on the day, failing that
    those that existed on the day and bore the name at another time. Without ``on`` any time does.
    Full and short names, symbols of papers, both placements of tones and the abbreviations of
    ``data/abbreviations.csv`` are understood; "Sở Y tế tỉnh Thái Bình" is the Sở Y tế whose
    parent is of Thái Bình, and "Ban Tuyên giáo tỉnh" the Ban Tuyên giáo Tỉnh ủy.
    """
    key = naming.key(written)
    if not key:
        return []
    for wanted in _readings(key):
        found = _called(wanted, written, on)
        if found:
            return found
    return _called_with_place(key, on)


def _readings(key: str) -> list[str]:
    if key.endswith(" tinh"):
        return [key, key + " uy", key.removesuffix(" tinh")]
    return [key]


def _called(key: str, written: str, on: dt.date | None) -> list[Body]:
    symbol = written.strip().replace(" ", "")
    rows = BodyName.objects.filter(Q(folded=key) | Q(folded_short=key) | Q(symbol=symbol))
    known = _in_period(rows.select_related("body").order_by("body_id", "pk"), on)
    plain = _plain(written)
    exact = [row for row in known if plain in {_plain(row.name), _plain(row.short_name)}]
    return _bodies(exact or known)


def _plain(text: str) -> str:
    """Return the text in one case, each word's letters and marks sorted: tones may sit anywhere."""
    marks = unicodedata.normalize("NFD", text.casefold()).split()
    return " ".join("".join(sorted(word)) for word in marks)


def _in_period(rows: Iterable[BodyName], on: dt.date | None) -> list[BodyName]:
    known = list(rows)
    if on is None:
        return known
    now = [row for row in known if holds(row, on) and holds(row.body, on)]
    return now or [row for row in known if holds(row.body, on)]


def _bodies(rows: Iterable[BodyName]) -> list[Body]:
    return list({row.body_id: row.body for row in rows}.values())


def _called_with_place(key: str, on: dt.date | None) -> list[Body]:
    """Return the bodies called so by name and place, where the place is that of a parent."""
    words = key.split()
    places = {
        " ".join(words[:-count]): " ".join(words[-count:])
        for count in range(1, min(_LONGEST_PLACE, len(words) - 1) + 1)
    }
    bases = {_without_level(base): place for base, place in places.items()}
    rows = BodyName.objects.filter(Q(folded__in=bases) | Q(folded_short__in=bases))
    known = list(rows.select_related("body").order_by("body_id", "pk"))
    above = BodyParent.objects.filter(body__in={row.body_id for row in known})
    of_place: dict[int, set[str]] = {}
    for body, name in above.values_list("body_id", "parent__names__folded"):
        of_place.setdefault(body, set()).add(name or "")
    fitting = [
        row
        for row in known
        for wanted in (bases.get(row.folded), bases.get(row.folded_short))
        if wanted and any(name.endswith(" " + wanted) for name in of_place.get(row.body_id, ()))
    ]
    return _bodies(_in_period(fitting, on))


def _without_level(base: str) -> str:
    return base.removesuffix(" tinh").removesuffix(" thanh pho")


# --- by class ----------------------------------------------------------------------------------


def resolve_class(name: str, on: dt.date, bloc: Bloc | None = None) -> QuerySet[Body]:
    """Return the bodies that a class such as "các sở, ban, ngành" means on the day.

    With a bloc, those of its members; an unknown class means nobody, so that nothing is guessed.
    """
    found = find_class(name)
    if found is None:
        return Body.objects.none()
    return bodies_of_class(found, on, bloc)


def bodies_of_class(found: BodyClass, on: dt.date, bloc: Bloc | None = None) -> QuerySet[Body]:
    """Return the bodies of a class on the day, all of them or those of a bloc."""
    rows = existing(on) if bloc is None else members(bloc, on)
    named = found.members.through.objects.filter(bodyclass=found, body=OuterRef("pk"))
    return rows.filter(Q(kind__in=found.kinds) | Exists(named))


def find_class(written: str) -> BodyClass | None:
    """Return the class that is called so, by its name or another way of saying it."""
    wanted = class_key(written)
    for each in BodyClass.objects.order_by("pk"):
        if wanted in {class_key(called) for called in (each.name, *each.aliases)}:
            return each
    return None


def class_key(written: str) -> str:
    """Return what ways of writing one class have in common.

    >>> class_key("Các Sở, ban, ngành trong khối khoa giáo") == class_key("sở, ban, ngành")
    True
    """
    base = naming.key(written)
    for within in (" trong khoi", " tren dia ban"):
        base = base.partition(within)[0]
    return base.removeprefix("cac ")


# --- through time ------------------------------------------------------------------------------


def successors(body: Body, on: dt.date) -> list[Body]:
    """Return the bodies that stand in a body's place on the day: itself while it exists.

    Chains are followed (A merged into B, B split into C and D); a dissolved body has none.
    """
    following: dict[int, list[Body]] = {}
    for act in _changes().filter(on__lte=on):
        following.setdefault(act.predecessor_id, []).append(_present(act.successor))
    return _walk(body, following, on)


def predecessors(body: Body, on: dt.date) -> list[Body]:
    """Return the bodies in whose place a body stands that existed on the day: itself if it did."""
    before: dict[int, list[Body]] = {}
    for act in _changes().filter(on__gt=on):
        before.setdefault(_present(act.successor).pk, []).append(act.predecessor)
    return _walk(body, before, on)


def lead_on(bloc: Bloc, on: dt.date) -> Body:
    """Return the body that led the bloc on the day, followed back through mergers."""
    before = predecessors(bloc.lead, on)
    return before[0] if before else bloc.lead


def _changes() -> QuerySet[Succession]:
    """Return what put another body in a body's place; a rename leaves it the same."""
    acts = Succession.objects.filter(successor__isnull=False).exclude(successor=F("predecessor"))
    return acts.select_related("predecessor", "successor").order_by("on", "pk")


def _present(body: Body | None) -> Body:
    if body is None:
        raise ValueError("a succession without successor was not left out")
    return body


def _walk(body: Body, steps: dict[int, list[Body]], on: dt.date) -> list[Body]:
    found: dict[int, Body] = {}
    seen, waiting = {body.pk}, [body]
    while waiting:
        each = waiting.pop(0)
        if holds(each, on):
            found[each.pk] = each
            continue
        fresh = [step for step in steps.get(each.pk, ()) if step.pk not in seen]
        seen |= {step.pk for step in fresh}
        waiting.extend(fresh)
    return list(found.values())
