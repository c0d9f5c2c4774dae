"""Put blocs and classes of bodies on record and edit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.bodies.models import Bloc, Body, BodyClass
from giaoban.bodies.permissions import BLOC, BODY_CLASS
from giaoban.bodies.queries import class_key
from giaoban.core import audit, locks
from giaoban.core.errors import Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from giaoban.core.policies import Actor


@transaction.atomic
def add(*, name: str, lead: Body, by: Actor, at: dt.datetime) -> Bloc:
    """Put a bloc on record with its lead body."""
    BLOC.require(by, "add")
    _check_bloc_name(name, None)
    bloc = Bloc.objects.create(name=name, lead=lead)
    facts = {"name": name, "lead": lead.pk}
    audit.record("bloc.add", by=by, at=at, subject=bloc, facts=facts)
    return bloc


@transaction.atomic
def edit(*, bloc: Bloc, version: int, name: str, lead: Body, by: Actor, at: dt.datetime) -> Bloc:
    """Give a bloc another name or lead body."""
    BLOC.require(by, "edit", bloc)
    locks.claim(bloc, version)
    _check_bloc_name(name, bloc.pk)
    before = {"name": bloc.name, "lead": bloc.lead_id}
    bloc.name, bloc.lead = name, lead
    bloc.save()
    facts = {"before": before, "after": {"name": name, "lead": lead.pk}}
    audit.record("bloc.edit", by=by, at=at, subject=bloc, facts=facts)
    return bloc


@transaction.atomic
def add_class(
    *,
    name: str,
    aliases: Sequence[str],
    kinds: Sequence[str],
    members: Sequence[Body],
    by: Actor,
    at: dt.datetime,
) -> BodyClass:
    """Put a class of bodies on record."""
    BODY_CLASS.require(by, "add")
    row = BodyClass()
    _write_class(row, name, aliases, kinds, members)
    audit.record("body_class.add", by=by, at=at, subject=row, facts={"name": name})
    return row


@transaction.atomic
def edit_class(
    *,
    row: BodyClass,
    version: int,
    name: str,
    aliases: Sequence[str],
    kinds: Sequence[str],
    members: Sequence[Body],
    by: Actor,
    at: dt.datetime,
) -> BodyClass:
    """Write a class anew as given."""
    BODY_CLASS.require(by, "edit", row)
    locks.claim(row, version)
    before = {"name": row.name, "aliases": row.aliases, "kinds": row.kinds}
    _write_class(row, name, aliases, kinds, members)
    after = {"name": row.name, "aliases": row.aliases, "kinds": row.kinds}
    facts = {"before": before, "after": after}
    audit.record("body_class.edit", by=by, at=at, subject=row, facts=facts)
    return row


def _check_bloc_name(name: str, but: int | None) -> None:
    if not name.strip():
        raise Refused(_("Hãy đặt tên cho khối."))
    if Bloc.objects.filter(name=name).exclude(pk=but or 0).exists():
        raise Refused(_("Đã có khối mang tên này."))


def _write_class(
    row: BodyClass,
    name: str,
    aliases: Sequence[str],
    kinds: Sequence[str],
    members: Sequence[Body],
) -> None:
    called = {class_key(word) for word in (name, *aliases)}
    for other in BodyClass.objects.exclude(pk=row.pk):
        if called & {class_key(word) for word in (other.name, *other.aliases)}:
            raise Refused(_("Nhóm “%s” đã mang cách gọi này.") % other.name)
    row.name, row.folded = name, class_key(name)
    row.aliases, row.kinds = list(aliases), list(kinds)
    row.save()
    row.members.set(members)
