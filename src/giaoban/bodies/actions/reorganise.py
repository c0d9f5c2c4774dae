"""Rename, merge, split, dissolve: each one confirmed act with the decision that orders it.

The day of an act is the first of the new state: what ends by it ends on the day before.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.bodies.actions.bodies import KIND, settle, write_name
from giaoban.bodies.actions.ledger import Ledger, obstacle, take_back, touch
from giaoban.bodies.enums import SuccessionKind
from giaoban.bodies.models import Bloc, Body, BodyParent, Membership, Reorganisation
from giaoban.bodies.permissions import BODY, REORGANISATION
from giaoban.bodies.queries import holds, valid
from giaoban.core import audit, search
from giaoban.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giaoban.bodies.actions.given import NameGiven
    from giaoban.core.policies import Actor

_DAY = dt.timedelta(days=1)
_FEWEST_MERGED = 2


@transaction.atomic
def rename(
    *, body: Body, name: NameGiven, on: dt.date, decision: str, by: Actor, at: dt.datetime
) -> Reorganisation:
    """Give a body another name from a day on; it stays the same body."""
    ledger = _begin(SuccessionKind.RENAME, bodies=[body], on=on, decision=decision, by=by, at=at)
    _rename(ledger, body, name)
    ledger.succeed(body, body)
    return _finish(ledger, [body], by, at)


@transaction.atomic
def merge(
    *,
    bodies: Sequence[Body],
    into: Body | None = None,
    name: NameGiven | None = None,
    on: dt.date,
    decision: str,
    by: Actor,
    at: dt.datetime,
) -> Reorganisation:
    """Merge bodies into a new one (``name``), or into one that goes on (``into``).

    Where ``into`` also takes a new name on that day, both are given. The successor enters the
    blocs and, if new, has the parents of all.
    """
    ending = [body for body in bodies if into is None or body.pk != into.pk]
    involved = ending if into is None else [*ending, into]
    if len({body.pk for body in involved}) < _FEWEST_MERGED:
        raise Refused(_("Sáp nhập cần ít nhất hai cơ quan."))
    ledger = _begin(SuccessionKind.MERGE, bodies=involved, on=on, decision=decision, by=by, at=at)
    if into is None:
        following = _found(ledger, _needed(name), ending)
    else:
        following = into
        if name is not None:
            _rename(ledger, into, name)
        _join_blocs(ledger, into, ending)
    for body in ending:
        _leave_to(ledger, body, [following])
    return _finish(ledger, [*involved, following], by, at)


@transaction.atomic
def split(
    *,
    body: Body,
    names: Sequence[NameGiven],
    goes_on: bool,
    on: dt.date,
    decision: str,
    by: Actor,
    at: dt.datetime,
) -> Reorganisation:
    """Split a body into new ones; with ``goes_on`` it stays (tách), else it ends (chia)."""
    if len(names) + goes_on < _FEWEST_MERGED:
        raise Refused(_("Chia, tách phải tạo thành ít nhất hai cơ quan."))
    ledger = _begin(SuccessionKind.SPLIT, bodies=[body], on=on, decision=decision, by=by, at=at)
    following = [_found(ledger, name, [body]) for name in names]
    if goes_on:
        for each in following:
            ledger.succeed(body, each)
    else:
        _leave_to(ledger, body, following)
    return _finish(ledger, [body, *following], by, at)


@transaction.atomic
def dissolve(
    *,
    body: Body,
    heirs: Sequence[Body] = (),
    on: dt.date,
    decision: str,
    by: Actor,
    at: dt.datetime,
) -> Reorganisation:
    """End a body; the heirs, if any, take over what it did."""
    ledger = _begin(
        SuccessionKind.DISSOLVE, bodies=[body, *heirs], on=on, decision=decision, by=by, at=at
    )
    if not heirs and Bloc.objects.filter(lead=body).exists():
        raise Refused(_("Cơ quan đang chủ trì một khối: hãy chọn cơ quan tiếp nhận."))
    if any(heir.pk == body.pk for heir in heirs):
        raise Refused(_("Cơ quan tiếp nhận phải là cơ quan khác."))
    _leave_to(ledger, body, list(heirs))
    return _finish(ledger, [body, *heirs], by, at)


@transaction.atomic
def undo(*, act: Reorganisation, by: Actor, at: dt.datetime) -> None:
    """Take a mistaken act back, as long as nothing was built on it."""
    REORGANISATION.require(by, "undo", act)
    reason = obstacle(act)
    if reason:
        raise Refused(reason)
    facts = {"kind": act.kind, "on": act.on.isoformat(), "decision": act.decision}
    audit.record("reorganisation.undo", by=by, at=at, subject=act, facts=facts)
    for label, pk in act.made:
        if label == "bodies.body":
            search.drop(KIND, pk)
    for body in Body.objects.filter(pk__in=take_back(act)):
        settle(body)


def _begin(
    kind: SuccessionKind,
    *,
    bodies: Sequence[Body],
    on: dt.date,
    decision: str,
    by: Actor,
    at: dt.datetime,
) -> Ledger:
    if not decision.strip():
        raise Refused(_("Hãy ghi văn bản quyết định việc này."))
    for body in bodies:
        BODY.require(by, "reorganise", body)
        body.refresh_from_db()
        if not holds(body, on):
            raise Refused(_("“%s” không hoạt động vào ngày đó.") % body.name)
    return Ledger(
        Reorganisation.objects.create(kind=kind, on=on, decision=decision.strip(), recorded_at=at)
    )


def _finish(ledger: Ledger, bodies: Sequence[Body], by: Actor, at: dt.datetime) -> Reorganisation:
    act = ledger.act
    act.save()
    for body in bodies:
        settle(body)
    pairs = list(act.successions.values_list("predecessor_id", "successor_id"))
    facts = {"on": act.on.isoformat(), "decision": act.decision, "successions": pairs}
    audit.record(f"body.{act.kind}", by=by, at=at, subject=act, facts=facts)
    return act


def _needed(name: NameGiven | None) -> NameGiven:
    if name is None or not name.name.strip():
        raise Refused(_("Hãy ghi tên của cơ quan mới."))
    return name


def _rename(ledger: Ledger, body: Body, name: NameGiven) -> None:
    on = ledger.act.on
    if body.names.filter(valid_from__gte=on).exists():
        raise Refused(_("“%s” đã có tên có hiệu lực từ ngày đó hoặc sau đó.") % body.name)
    for old in body.names.filter(valid(on)):
        ledger.end(old, on - _DAY)
    _name(ledger, body, _needed(name))
    touch(body)


def _name(ledger: Ledger, body: Body, name: NameGiven) -> None:
    row = write_name(
        body,
        name=name.name.strip(),
        short_name=name.short_name.strip(),
        symbol=name.symbol.strip(),
        valid_from=ledger.act.on,
    )
    ledger.made(row)


def _found(ledger: Ledger, name: NameGiven, after: Sequence[Body]) -> Body:
    """Make a body in the place of others: their kind, their parents, their blocs."""
    on = ledger.act.on
    body = Body.objects.create(
        kind=after[0].kind, order=after[0].order, name=_needed(name).name, valid_from=on
    )
    ledger.made(body)
    _name(ledger, body, name)
    above = BodyParent.objects.filter(valid(on), body__in=after).exclude(parent__in=after)
    for parent in sorted(set(above.values_list("parent_id", flat=True))):
        ledger.made(BodyParent.objects.create(body=body, parent_id=parent, valid_from=on))
    _join_blocs(ledger, body, after)
    return body


def _join_blocs(ledger: Ledger, body: Body, after: Sequence[Body]) -> None:
    on = ledger.act.on
    inside = set(Membership.objects.filter(valid(on), body=body).values_list("bloc_id", flat=True))
    joined = Membership.objects.filter(valid(on), body__in=after).exclude(bloc__lead=body)
    for bloc in sorted(set(joined.values_list("bloc_id", flat=True)) - inside):
        ledger.made(Membership.objects.create(body=body, bloc_id=bloc, valid_from=on))


def _leave_to(ledger: Ledger, body: Body, following: list[Body]) -> None:
    """End a body in favour of others; the first of them leads the blocs that it led."""
    ledger.end_body(body, ledger.act.on - _DAY)
    successors: list[Body | None] = [*following] or [None]
    for each in successors:
        ledger.succeed(body, each)
    for bloc in Bloc.objects.filter(lead=body):
        ledger.lead(bloc, following[0])
