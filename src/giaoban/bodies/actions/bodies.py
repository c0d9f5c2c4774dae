"""Put bodies on record and edit them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.bodies import naming
from giaoban.bodies.actions.given import BodyGiven, Stretch, check_body
from giaoban.bodies.models import Body, BodyName, BodyParent, Membership
from giaoban.bodies.permissions import BODY
from giaoban.bodies.sorting import sort_key
from giaoban.core import audit, locks, search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.db.models import Model

    from giaoban.core.policies import Actor

KIND = "body"


@transaction.atomic
def add(*, given: BodyGiven, by: Actor, at: dt.datetime) -> Body:
    """Put a body on record with its names, parents and blocs."""
    BODY.require(by, "add")
    check_body(given)
    body = Body.objects.create(name=given.names[-1].name, **_own_fields(given))
    _write_parts(body, given)
    settle(body)
    audit.record("body.add", by=by, at=at, subject=body, facts={"name": body.name})
    return body


@transaction.atomic
def edit(*, body: Body, version: int, given: BodyGiven, by: Actor, at: dt.datetime) -> Body:
    """Write a body anew as given; Conflict where somebody else did since ``version``."""
    BODY.require(by, "edit", body)
    locks.claim(body, version)
    check_body(given)
    _check_above(body, given)
    before = _facts(body)
    for field, value in _own_fields(given).items():
        setattr(body, field, value)
    body.save()
    _write_parts(body, given)
    settle(body)
    audit.record(
        "body.edit", by=by, at=at, subject=body, facts={"before": before, "after": _facts(body)}
    )
    return body


@transaction.atomic
def edit_contact(
    *, body: Body, version: int, email: str, phone: str, by: Actor, at: dt.datetime
) -> Body:
    """Write how a body is reached; its own focal point may."""
    BODY.require(by, "edit_contact", body)
    locks.claim(body, version)
    before = {"email": body.email, "phone": body.phone}
    body.email, body.phone = email, phone
    body.save(update_fields=["email", "phone"])
    audit.record(
        "body.edit_contact",
        by=by,
        at=at,
        subject=body,
        personal={"before": before, "after": {"email": email, "phone": phone}},
    )
    return body


def write_name(body: Body, **fields: Any) -> BodyName:
    """Write one name with what it is found by."""
    name = BodyName(body=body, **fields)
    name.folded = naming.key(name.name)
    name.folded_short = naming.key(name.short_name)
    name.save()
    return name


def settle(body: Body) -> None:
    """Repeat the newest name on the body, and put all of them into the index."""
    names = list(body.names.order_by("valid_from", "pk"))
    # PostgreSQL sorts an open beginning last, SQLite first: an open beginning is the oldest.
    names.sort(key=lambda row: (row.valid_from is not None, row.valid_from))
    newest = names[-1]
    body.name, body.folded, body.sort_key = newest.name, fold(newest.name), sort_key(newest.name)
    body.save(update_fields=["name", "folded", "sort_key"])
    words = [f"{row.name} {row.short_name} {row.symbol} {row.folded_short}" for row in names]
    search.put(KIND, body.pk, title=body.name, identifier=newest.symbol, words=" ".join(words))


def _own_fields(given: BodyGiven) -> dict[str, Any]:
    fields = ("kind", "order", "email", "phone", "valid_from", "valid_to")
    return {field: getattr(given, field) for field in fields}


def _write_parts(body: Body, given: BodyGiven) -> None:
    names = ("name", "short_name", "symbol")
    for row in _exchange(BodyName, body, given.names, names):
        write_name(body, **row)
    for row in _exchange(BodyParent, body, given.parents, ("parent_id",)):
        BodyParent.objects.create(body=body, **row)
    for row in _exchange(Membership, body, given.memberships, ("bloc_id",)):
        Membership.objects.create(body=body, **row)


def _exchange(
    model: type[Model], body: Body, given: Sequence[Stretch], fields: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Remove the rows that are no longer given; return those that are new."""
    columns = (*fields, "valid_from", "valid_to")
    wanted = [tuple(getattr(row, column) for column in columns) for row in given]
    for row in model._default_manager.filter(body=body):  # noqa: SLF001
        values = tuple(getattr(row, column) for column in columns)
        if values in wanted:
            wanted.remove(values)
        else:
            row.delete()
    return [dict(zip(columns, values, strict=True)) for values in wanted]


def _check_above(body: Body, given: BodyGiven) -> None:
    """Refuse a parent that stands below the body."""
    above = {row.parent_id for row in given.parents}
    seen: set[int] = set()
    while above:
        if body.pk in above:
            raise Refused(
                _("Cơ quan chủ quản không thể là chính cơ quan này hoặc cấp dưới của nó.")
            )
        seen |= above
        following = BodyParent.objects.filter(body__in=above).values_list("parent_id", flat=True)
        above = set(following) - seen


def _facts(body: Body) -> dict[str, Any]:
    def period(row: Body | BodyName | BodyParent | Membership) -> list[str | None]:
        return [day.isoformat() if day else None for day in (row.valid_from, row.valid_to)]

    return {
        "kind": body.kind,
        "order": body.order,
        "period": period(body),
        "names": [[row.name, row.short_name, row.symbol, *period(row)] for row in body.names.all()],
        "parents": [[row.parent_id, *period(row)] for row in body.parents.all()],
        "blocs": [[row.bloc_id, *period(row)] for row in body.memberships.all()],
    }
