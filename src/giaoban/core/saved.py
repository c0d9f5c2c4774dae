"""The filters of list pages that a person keeps under names; nobody else sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from giaoban.core import audit, unchanged
from giaoban.core.errors import Refused
from giaoban.core.models import SavedFilter
from giaoban.core.permissions import SAVED_FILTERS

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Account

MOST = 20
_LONGEST = 1000
# What says nothing of which rows are meant.
_DROPPED = ("page", "format", "csrfmiddlewaretoken", "so")


def plain(query: str) -> str:
    """Return the query of an address in one order, without what is empty or passes.

    >>> plain("page=2&q=&state=late&body=7")
    'body=7&state=late'
    """
    asked = QueryDict(query, mutable=True)
    kept = QueryDict(mutable=True)
    for key in sorted(asked):
        values = [value for value in asked.getlist(key) if value]
        if values and key not in _DROPPED:
            kept.setlist(key, values)
    return kept.urlencode()


def of(by: Account, page: str) -> list[SavedFilter]:
    """Return the filters that the person keeps of a list."""
    return unchanged.kept(
        ("saved", by.pk, by.role, page), lambda: list(SAVED_FILTERS.scope(by).filter(page=page))
    )


def address(row: SavedFilter) -> str:
    """Return the list with these filters; the home page where the list is gone."""
    try:
        return f"{reverse(row.page)}?{row.query}"
    except NoReverseMatch:
        return "/"


@transaction.atomic
def keep(*, by: Account, at: dt.datetime, page: str, name: str, query: str) -> SavedFilter:
    """Keep filters under a name; the same name again holds the new ones."""
    SAVED_FILTERS.require(by, "keep")
    _check_page(page)
    filters = plain(query)
    if not filters:
        raise Refused(_("Danh sách chưa được lọc nên chưa có gì để lưu."))
    if len(filters) > _LONGEST:
        raise Refused(_("Bộ lọc quá dài nên không lưu được. Hãy bớt điều kiện."))
    named, mine = _named(name), SavedFilter.objects.filter(user_id=by.pk, page=page)
    if not mine.filter(name=named).exists() and mine.count() >= MOST:
        raise Refused(_("Mỗi danh sách lưu được %s bộ lọc. Hãy bỏ bớt.") % MOST)
    # Sent twice at the same moment, both look before either has written.
    row, _made = SavedFilter.objects.update_or_create(
        user_id=by.pk, page=page, name=named, defaults={"query": filters}
    )
    audit.record("filter.keep", by=by, at=at, subject=row, facts={"page": page})
    return row


def _check_page(page: str) -> None:
    try:
        reverse(page)
    except NoReverseMatch as error:
        raise Refused(_("Không lưu được bộ lọc của trang này.")) from error


def _named(name: str) -> str:
    # No database of ours keeps U+0000 in a text.
    found = " ".join(name.replace("\x00", "").split())[:60]
    if not found:
        raise Refused(_("Hãy đặt tên cho bộ lọc."))
    return found


@transaction.atomic
def rename(*, by: Account, at: dt.datetime, row: SavedFilter, name: str) -> None:
    """Give a filter another name."""
    SAVED_FILTERS.require(by, "keep", row)
    wanted = _named(name)
    others = SavedFilter.objects.filter(user_id=by.pk, page=row.page, name=wanted)
    if others.exclude(pk=row.pk).exists():
        raise Refused(_("Đã có bộ lọc tên này."))
    row.name = wanted
    try:
        with transaction.atomic():
            row.save(update_fields=["name"])
    except IntegrityError as error:
        raise Refused(_("Đã có bộ lọc tên này.")) from error
    audit.record("filter.rename", by=by, at=at, subject=row)


@transaction.atomic
def drop(*, by: Account, at: dt.datetime, row: SavedFilter) -> None:
    """Keep a filter no longer."""
    SAVED_FILTERS.require(by, "keep", row)
    audit.record("filter.drop", by=by, at=at, subject=row)
    row.delete()


@transaction.atomic
def give(from_user: Account, to_user: Account, by: Account, at: dt.datetime) -> int:
    """Copy the filters of who leaves to another, who keeps their own under the same names.

    Part of handing over, whose policy is asked by the caller; a list that is full takes no more.
    """
    kept = list(SavedFilter.objects.filter(user_id=to_user.pk).values_list("page", "name"))
    given = 0
    for row in SavedFilter.objects.filter(user_id=from_user.pk):
        full = sum(page == row.page for page, _name in kept) >= MOST
        if full or (row.page, row.name) in kept:
            continue
        kept.append((row.page, row.name))
        made = SavedFilter.objects.create(
            user_id=to_user.pk, page=row.page, name=row.name, query=row.query
        )
        facts = {"page": row.page, "to": to_user.pk}
        audit.record("filter.keep", by=by, at=at, subject=made, facts=facts)
        given += 1
    return given
