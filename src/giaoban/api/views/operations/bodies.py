"""Bodies: read."""

import datetime as dt

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from giaoban.api.enums import Scope
from giaoban.api.views.guard import Bearer, actor
from giaoban.api.views.paging import Cursor, Limit, page
from giaoban.bodies.permissions import BODY

router = Router(tags=["bodies"], auth=Bearer(Scope.BODIES_READ))


class BodyOut(Schema):
    """A body; ``valid_to`` is the day of its end."""

    id: int
    name: str
    kind: str
    valid_from: dt.date | None
    valid_to: dt.date | None


class BodyPage(Schema):
    """Bodies in the order of their keys."""

    items: list[BodyOut]
    next: str | None


@router.get("", response=BodyPage, operation_id="list_bodies", summary="Bodies")
def list_bodies(request: HttpRequest, cursor: Cursor = None, limit: Limit = 50) -> BodyPage:
    """Return the bodies that the token may see."""
    rows, following = page(BODY.scope(actor(request)), cursor, limit)
    return BodyPage(items=[BodyOut.from_orm(row) for row in rows], next=following)


@router.get("/{pk}", response=BodyOut, operation_id="get_body", summary="A body")
def get_body(request: HttpRequest, pk: int) -> BodyOut:
    """Return one body."""
    return BodyOut.from_orm(get_object_or_404(BODY.scope(actor(request)), pk=pk))
