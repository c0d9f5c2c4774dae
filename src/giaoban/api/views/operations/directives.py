"""Directives: read."""

import datetime as dt

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from giaoban.api.enums import Scope
from giaoban.api.views.guard import Bearer, actor
from giaoban.api.views.paging import Cursor, Limit, page
from giaoban.directives.permissions import directives

router = Router(tags=["directives"], auth=Bearer(Scope.DIRECTIVES_READ))


class DirectiveOut(Schema):
    """A directive of the register."""

    id: int
    kind: str
    identifier: str
    name: str
    title: str
    issuer: str
    issued_on: dt.date | None
    term: str


class DirectivePage(Schema):
    """Directives in the order of their keys."""

    items: list[DirectiveOut]
    next: str | None


@router.get("", response=DirectivePage, operation_id="list_directives", summary="Directives")
def list_directives(
    request: HttpRequest,
    identifier: str | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> DirectivePage:
    """Return the directives, all or those with an identifier such as 85-KH/TU."""
    rows = directives.scope(actor(request))
    if identifier:
        rows = rows.filter(identifier=identifier)
    found, following = page(rows, cursor, limit)
    return DirectivePage(items=[DirectiveOut.from_orm(row) for row in found], next=following)


@router.get("/{pk}", response=DirectiveOut, operation_id="get_directive", summary="A directive")
def get_directive(request: HttpRequest, pk: int) -> DirectiveOut:
    """Return one directive."""
    return DirectiveOut.from_orm(get_object_or_404(directives.scope(actor(request)), pk=pk))
