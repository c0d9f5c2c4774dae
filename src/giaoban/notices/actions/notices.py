"""Tell people, and note what they have seen.

To be told is no act of a person and to look at it concerns nobody else, so that neither stands in
the trail: the act that led to the notice does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from giaoban.notices import kinds, queries
from giaoban.notices.collectors import Proposal
from giaoban.notices.models import Collection, Notice
from giaoban.notices.permissions import NOTICES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from giaoban.accounts.models import User

_BATCH = 500
# So many notices are written within some hundredths of a second.
_AT_A_TIME = 100


@transaction.atomic
def put(
    *,
    to: User,
    kind: str,
    key: str,
    facts: Mapping[str, Any],
    link: str,
    at: dt.datetime,
    urgent: bool | None = None,
) -> Notice | None:
    """Tell a person; call it inside the act that is told of, so that both are written or neither.

    ``key`` names what is told, e.g. "work.late:41:2022-06-10": once told, it is not told again.
    ``facts`` are what ``say`` of the kind makes words of; ``link`` is a path of the site. Returns
    None for somebody whose account is closed.
    """
    if not to.is_active:
        return None
    row = _row(Proposal(to, kind, key, facts, link, urgent), at)
    fields = ("kind", "urgent", "facts", "link", "created_at")
    told = {name: getattr(row, name) for name in fields}
    return Notice.objects.get_or_create(person=to, key=key, defaults=told)[0]


@transaction.atomic
def put_many(*, proposals: Iterable[Proposal], at: dt.datetime) -> int:
    """Tell many people at once, inside the act that is told of; return how many were told anew."""
    rows = [_row(each, at) for each in proposals if each.to.is_active]
    return sum(_add(rows[start : start + _BATCH]) for start in range(0, len(rows), _BATCH))


def collect(*, name: str, proposals: Sequence[Proposal], at: dt.datetime) -> int:
    """Tell what a collector has found and note that it has looked today; return how many.

    Collectors find much on a bad morning; it is written some at a time, so that nobody waits for
    it. One that is stopped in between looks again and tells what is not yet told.
    """
    told = 0
    for start in range(0, len(proposals), _AT_A_TIME):
        told += put_many(proposals=proposals[start : start + _AT_A_TIME], at=at)
    _note(name, at, told)
    return told


def _add(rows: list[Notice]) -> int:
    """Write those that are new; return how many."""
    found = Notice.objects.filter(
        person__in={row.person_id for row in rows}, key__in={row.key for row in rows}
    )
    had = set(found.values_list("person_id", "key"))
    new = {(row.person_id, row.key): row for row in rows}
    fresh = [row for key, row in new.items() if key not in had]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def fail_to_collect(*, name: str, at: dt.datetime) -> None:
    """Note that a collector failed; it is asked again in an hour."""
    _note(name, at, None)


@transaction.atomic
def see(*, notice: Notice, by: User, at: dt.datetime) -> Notice:
    """Note that the person has looked at a notice."""
    NOTICES.require(by, "see", notice)
    if notice.seen_at is None:
        notice.seen_at = at
        notice.save(update_fields=["seen_at"])
    return notice


@transaction.atomic
def see_all(*, by: User, at: dt.datetime) -> int:
    """Note that the person has looked at all of the own notices; return how many were new."""
    NOTICES.require(by, "see")
    return queries.unseen(by).update(seen_at=at)


def _row(given: Proposal, at: dt.datetime) -> Notice:
    kind = kinds.known(given.kind)
    if not url_has_allowed_host_and_scheme(given.link, None) or not given.link.startswith("/"):
        raise ValueError(f"{given.link!r} is no path of the site")
    urgent = kind.urgent if given.urgent is None else given.urgent
    return Notice(
        person=given.to,
        kind=given.kind,
        key=given.key,
        urgent=urgent,
        facts=dict(given.facts),
        link=given.link,
        created_at=at,
    )


@transaction.atomic
def _note(name: str, at: dt.datetime, found: int | None) -> None:
    Collection.objects.update_or_create(
        collector=name,
        day=timezone.localtime(at).date(),
        defaults={"at": at, "found": found},
    )
