"""How a person wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from giaoban.core import audit
from giaoban.notices.models import Preference
from giaoban.notices.permissions import PREFERENCES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from giaoban.accounts.models import User


@transaction.atomic
def choose(*, hour: int, off: Sequence[str], by: User, at: dt.datetime) -> Preference:
    """Keep the hour of the mail of the day, and the kinds that it leaves out."""
    PREFERENCES.require(by, "choose")
    chosen = {"hour": hour, "off": sorted(set(off))}
    row, _new = Preference.objects.update_or_create(person=by, defaults=chosen)
    audit.record("notices.choose", by=by, at=at, subject=row, facts=chosen)
    return row
