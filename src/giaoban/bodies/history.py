"""Tell what a body was on a day, and what happened to it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.bodies.enums import SuccessionKind
from giaoban.bodies.models import BodyName, BodyParent, Post, Succession
from giaoban.bodies.queries import names_on, valid
from giaoban.bodies.timeline import Event

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.bodies.models import Body, Person, Reorganisation


def as_of(bodies: list[Body], on: dt.date) -> list[Body]:
    """Add to the bodies ``name_then``, ``symbol_then`` and ``parent_then``, in three queries."""
    keys = [body.pk for body in bodies]
    names = {
        row.body_id: row
        for row in BodyName.objects.filter(valid(on), body__in=keys).order_by("valid_from", "pk")
    }
    above = dict(
        BodyParent.objects.filter(valid(on), body__in=keys)
        .order_by("-pk")
        .values_list("body_id", "parent_id")
    )
    parents = names_on(set(above.values()), on)
    for body in bodies:
        name, parent = names.get(body.pk), above.get(body.pk)
        body.name_then = name.name if name else body.name  # type: ignore[attr-defined]
        body.symbol_then = name.symbol if name else ""  # type: ignore[attr-defined]
        body.parent_then = parents.get(parent, "") if parent else ""  # type: ignore[attr-defined]
        body.parent_id_then = parent  # type: ignore[attr-defined]
    return bodies


def posts(body: Body, people: QuerySet[Person]) -> list[Post]:
    """Return the posts in the body of the people that may be seen, focal points first."""
    rows = Post.objects.filter(body=body, person__in=people).select_related("person")
    return list(rows.order_by("-is_focal_point", "person__sort_key", "pk"))


def events(body: Body) -> list[Event]:
    """Return what happened to a body, oldest first."""
    found = [
        Event(row.valid_from, _("Mang tên “%s”") % row.name)
        for row in body.names.all()
        if row.valid_from is not None
    ]
    acts: dict[int, list[Succession]] = {}
    mine = Succession.objects.filter(Q(predecessor=body) | Q(successor=body))
    for row in mine.select_related("act", "predecessor", "successor").order_by("on", "pk"):
        acts.setdefault(row.act_id or -row.pk, []).append(row)
    found += [_event(body, rows) for rows in acts.values()]
    if body.valid_to is not None:
        found.append(Event(body.valid_to, _("Ngày hoạt động cuối cùng")))
    return sorted(found, key=lambda event: event.on or dt.date.min)


def _event(body: Body, rows: list[Succession]) -> Event:
    row = rows[0]
    before = ", ".join(each.predecessor.name for each in rows if each.predecessor_id != body.pk)
    after = ", ".join(
        each.successor.name
        for each in rows
        if each.successor is not None and each.successor_id != body.pk
    )
    texts = {
        (SuccessionKind.RENAME, False): _("Đổi tên"),
        (SuccessionKind.MERGE, False): _("Sáp nhập vào %s") % after,
        (SuccessionKind.MERGE, True): _("Tiếp nhận %s do sáp nhập") % before,
        (SuccessionKind.SPLIT, False): _("Chia, tách thành %s") % after,
        (SuccessionKind.SPLIT, True): _("Tách ra từ %s") % before,
        (SuccessionKind.DISSOLVE, False): _("Giải thể, chuyển giao cho %s") % after
        if after
        else _("Giải thể"),
        (SuccessionKind.DISSOLVE, True): _("Tiếp nhận chức năng của %s") % before,
    }
    return Event(row.on, texts[SuccessionKind(row.kind), bool(before)], row.decision, row.act_id)


def effects(act: Reorganisation) -> list[str]:
    """Tell in sentences what an act makes, ends and hands on."""
    made = _rows(act.made)
    ended = _rows([[label, pk] for label, pk, *_old in act.ended])
    founded = {body.pk for body in made["bodies.body"]}
    lines = [_("Thành lập: %s") % body.name for body in made["bodies.body"]]
    lines += [_("Kết thúc hoạt động: %s") % body.name for body in ended["bodies.body"]]
    renamed = [name for name in made["bodies.bodyname"] if name.body_id not in founded]
    lines += [_("Tên mới: %s") % name.name for name in renamed]
    lines += [
        _("%(body)s vào %(bloc)s") % {"body": row.body.name, "bloc": row.bloc.name}
        for row in made["bodies.membership"]
    ]
    lines += [
        _("%(body)s chủ trì %(bloc)s") % {"body": bloc.lead.name, "bloc": bloc.name}
        for bloc in ended["bodies.bloc"]
    ]
    if ended["bodies.post"]:
        lines.append(_("Kết thúc %d chức vụ của cán bộ") % len(ended["bodies.post"]))
    return lines


def _rows(pairs: list[list[Any]]) -> dict[str, list[Any]]:
    """Return the rows of (label, key) pairs, by label."""
    found: dict[str, list[Any]] = defaultdict(list)
    for label in dict.fromkeys(label for label, _pk in pairs):
        keys = [pk for each, pk in pairs if each == label]
        found[label] = list(apps.get_model(label)._default_manager.filter(pk__in=keys))  # noqa: SLF001
    return found
