"""Page through rows by a cursor: what is added or removed meanwhile shifts nothing."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from ninja import Query

from giaoban.api.errors import Problem

if TYPE_CHECKING:
    from django.db.models import QuerySet

Cursor = Annotated[
    str | None, Query(max_length=40, description="Where the page before ended: its `next`.")
]
Limit = Annotated[int, Query(ge=1, le=200)]


def write_cursor(pk: int) -> str:
    """Return the cursor after a row.

    >>> read_cursor(write_cursor(41))
    41
    """
    return base64.urlsafe_b64encode(f"after:{pk}".encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> int:
    """Return the key after which a page begins; 0 without a cursor."""
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        word, _sign, number = text.partition(":")
        if word == "after" and number.isascii() and number.isdecimal():
            return int(number)
    except (binascii.Error, UnicodeError, ValueError):
        pass
    said = _("“cursor” không phải giá trị “next” của trang trước.")
    raise Problem(422, "cursor", said)


def page(rows: QuerySet[Any], cursor: str | None, limit: int) -> tuple[list[Any], str | None]:
    """Return the rows of one page in the order of their keys, and the cursor of the next."""
    after = read_cursor(cursor)
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    more = len(found) > limit
    shown = found[:limit]
    return shown, write_cursor(shown[-1].pk) if more else None
