"""The register of fields of work: added, mended, retired; never removed."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from giaoban.core import audit, locks
from giaoban.core.errors import Refused
from giaoban.work import permissions
from giaoban.work.models import Field

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor

DEFAULTS = Path(__file__).parent.parent / "fields.csv"


@transaction.atomic
def add_field(*, by: Actor, at: dt.datetime, name: str) -> Field:
    """Add a field at the end; one of that name that was retired is in use again."""
    permissions.fields.require(by, "edit")
    name = _named(name)
    last = Field.objects.aggregate(last=Max("order"))["last"] or 0
    field, new = Field.objects.get_or_create(name=name, defaults={"order": last + 1})
    if not new and not field.is_active:
        field.is_active, new = True, True
        field.version += 1
        field.save()
    if new:
        audit.record("work.add_field", by=by, at=at, subject=field)
    return field


@transaction.atomic
def change_field(
    *,
    by: Actor,
    at: dt.datetime,
    field: Field,
    version: int,
    name: str,
    order: int,
    is_active: bool,
) -> Field:
    """Mend a field, or retire it: tasks keep it, new ones are not offered it.

    Raises:
        Conflict: somebody else changed the field since this version was read.
    """
    permissions.fields.require(by, "edit", field)
    locks.claim(field, version)
    field.name, field.order, field.is_active = _named(name), order, is_active
    if Field.objects.filter(name=field.name).exclude(pk=field.pk).exists():
        raise Refused(_("Đã có lĩnh vực “%(name)s”.") % {"name": field.name})
    field.save()
    audit.record("work.change_field", by=by, at=at, subject=field, facts={"active": is_active})
    return field


def _named(name: str) -> str:
    name = " ".join(name.split())[:120]
    if not name:
        raise Refused(_("Hãy ghi tên lĩnh vực."))
    return name


def default_fields(*, by: Actor, at: dt.datetime) -> int:
    """Put the usual fields of the bloc into an empty register; return how many."""
    if Field.objects.exists():
        return 0
    with DEFAULTS.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    for name in names:
        add_field(by=by, at=at, name=name)
    return len(names)
