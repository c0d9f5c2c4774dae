"""Take bodies from the tables of departments, party organs and provinces; one chooses which."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from giaoban.bodies import naming
from giaoban.bodies.actions import bodies as actions
from giaoban.bodies.actions.given import BodyGiven, MembershipGiven, NameGiven, ParentGiven
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import BodyName
from giaoban.core.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giaoban.bodies.models import Bloc, Body
    from giaoban.core.policies import Actor


class Preset(NamedTuple):
    """A body that the tables know."""

    key: str
    group: str
    name: str
    short_name: str
    symbol: str
    kind: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    in_bloc: bool
    note: str


def presets() -> list[Preset]:
    """Return all bodies of the tables; a province gives its party and its people's committee."""
    found: list[Preset] = []
    for row in naming.rows("presets.csv"):
        variants = _of_province(row["name"]) if row["group"] == "provinces" else [(row["name"], "")]
        for name, kind in variants:
            begins, ends = row["valid_from"], row["valid_to"]
            found.append(
                Preset(
                    key=fold(name).replace(" ", "-").replace(",", ""),
                    group=row["group"],
                    name=name,
                    short_name=row["short_name"],
                    symbol="TU" if kind == BodyKind.PARTY_COMMITTEE else row["symbol"],
                    kind=kind or row["kind"],
                    valid_from=dt.date.fromisoformat(begins) if begins else None,
                    valid_to=dt.date.fromisoformat(ends) if ends else None,
                    in_bloc=bool(row["bloc"]),
                    note=row["note"],
                )
            )
    return found


def known_names() -> set[str]:
    """Return what the bodies on record are called, as names are compared."""
    return set(BodyName.objects.values_list("folded", flat=True))


@transaction.atomic
def take(
    *,
    keys: Iterable[str],
    parent: Body | None,
    bloc: Bloc | None,
    by: Actor,
    at: dt.datetime,
) -> list[Body]:
    """Put the chosen bodies on record, those that are there already left out."""
    wanted, known = set(keys), known_names()
    above = [ParentGiven(parent_id=parent.pk)] if parent else []
    chosen = [
        each for each in presets() if each.key in wanted and naming.key(each.name) not in known
    ]
    return [
        actions.add(
            given=BodyGiven(
                kind=each.kind,
                valid_from=each.valid_from,
                valid_to=each.valid_to,
                names=[
                    NameGiven(
                        name=each.name,
                        short_name=each.short_name,
                        symbol=each.symbol,
                        valid_from=each.valid_from,
                        valid_to=each.valid_to,
                    )
                ],
                parents=above if each.group != "provinces" else [],
                memberships=[MembershipGiven(bloc_id=bloc.pk)] if bloc and each.in_bloc else [],
            ),
            by=by,
            at=at,
        )
        for each in chosen
    ]


def _of_province(name: str) -> list[tuple[str, str]]:
    """Return the names of a province's two committees.

    >>> _of_province("Tỉnh Thái Bình")[0][0], _of_province("Thành phố Hà Nội")[1][0]
    ('Tỉnh ủy Thái Bình', 'Ủy ban nhân dân thành phố Hà Nội')
    """
    is_city = name.startswith("Thành phố ")
    own = name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    party = f"Thành ủy {own}" if is_city else f"Tỉnh ủy {own}"
    level = "thành phố" if is_city else "tỉnh"
    return [
        (party, BodyKind.PARTY_COMMITTEE),
        (f"Ủy ban nhân dân {level} {own}", BodyKind.PEOPLES_COMMITTEE),
    ]
