"""Write down what an act makes and ends, so that a mistaken one can be taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db.models import F, Q
from django.utils.translation import gettext as _

from giaoban.bodies.models import (
    Bloc,
    Body,
    BodyName,
    BodyParent,
    Membership,
    Post,
    Reorganisation,
    Succession,
)
from giaoban.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

Ended = Body | BodyName | BodyParent | Membership | Post
_PARTS: tuple[type[BodyName | BodyParent | Membership | Post], ...] = (
    BodyName,
    BodyParent,
    Membership,
    Post,
)
_MODELS: tuple[type[Ended], ...] = (Body, *_PARTS)


_hindering: list[Callable[[Reorganisation], str]] = []


def hinder(check: Callable[[Reorganisation], str]) -> None:
    """Let an upper app say what was built on an act; called once from its ``ready``."""
    _hindering.append(check)


class Ledger:
    """The rows that one act makes and ends."""

    def __init__(self, act: Reorganisation) -> None:
        self.act = act

    def made(self, row: Model) -> None:
        """Note a row that the act made."""
        self.act.made.append([row._meta.label_lower, row.pk])  # noqa: SLF001

    def end(self, row: Ended, last: dt.date) -> None:
        """End a row's period and note the end it had."""
        if row.valid_from is not None and row.valid_from > last:
            raise Refused(
                _("“%(name)s” có mục bắt đầu sau ngày của việc này. Hãy sửa hồ sơ trước.")
                % {"name": row.name if isinstance(row, Body) else row.body.name}
            )
        old = row.valid_to.isoformat() if row.valid_to else None
        self.act.ended.append([row._meta.label_lower, row.pk, old, last.isoformat()])  # noqa: SLF001
        row.valid_to = last
        row.save(update_fields=["valid_to"])

    def end_body(self, body: Body, last: dt.date) -> None:
        """End a body with its names, parents, memberships and posts."""
        for model in _PARTS:
            open_rows = Q(valid_to__isnull=True) | Q(valid_to__gt=last)
            for row in model._default_manager.filter(open_rows, body=body):  # noqa: SLF001
                self.end(row, last)
        self.end(body, last)
        touch(body)

    def lead(self, bloc: Bloc, following: Body) -> None:
        """Give a bloc to the body that takes its lead body's place."""
        self.act.ended.append(["bodies.bloc", bloc.pk, bloc.lead_id, following.pk])
        bloc.lead = following
        bloc.save(update_fields=["lead"])
        Bloc.objects.filter(pk=bloc.pk).update(version=F("version") + 1)

    def succeed(self, old: Body, new: Body | None) -> None:
        """Note who stands in the place of whom."""
        Succession.objects.create(
            act=self.act,
            kind=self.act.kind,
            predecessor=old,
            successor=new,
            on=self.act.on,
            decision=self.act.decision,
        )


def touch(body: Body) -> None:
    """Make an edit that was begun before the act meet it as a conflict."""
    Body.objects.filter(pk=body.pk).update(version=F("version") + 1)


def bodies_of(act: Reorganisation) -> set[int]:
    """Return the keys of the bodies that an act touched."""
    pairs = act.successions.values_list("predecessor_id", "successor_id")
    return {pk for pair in pairs for pk in pair if pk is not None}


def obstacle(act: Reorganisation) -> str:
    """Return why an act can no longer be taken back; empty where it can."""
    for check in _hindering:
        if reason := check(act):
            return reason
    touched = bodies_of(act)
    later = Succession.objects.filter(
        Q(predecessor__in=touched) | Q(successor__in=touched), act_id__gt=act.pk
    )
    if later.exists():
        return _(
            "Sau việc này, cơ quan đã được sắp xếp thêm lần nữa. Hãy hủy việc sắp xếp sau trước."
        )
    if _changed_since(act):
        return _("Hồ sơ cơ quan đã được sửa sau việc này. Hãy sửa trực tiếp trên hồ sơ cơ quan.")
    for label, pk in act.made:
        if label == "bodies.body" and _is_used(act, pk):
            return _("Cơ quan mới đã được dùng ở nơi khác. Hãy sửa trực tiếp trên hồ sơ cơ quan.")
    return ""


def take_back(act: Reorganisation) -> set[int]:
    """Undo what the act wrote; return the bodies that are left of those it touched."""
    touched, made, ended = bodies_of(act), list(act.made), list(act.ended)
    act.delete()
    # Only once the bodies it made are gone may a row point back to what was before.
    for label, pk, old, _new in ended:
        row = _model(label)._default_manager.filter(pk=pk)  # noqa: SLF001
        if label == "bodies.bloc":
            row.update(lead_id=old, version=F("version") + 1)
        else:
            row.update(valid_to=dt.date.fromisoformat(old) if old else None)
    for label, pk in reversed(made):
        _model(label)._default_manager.filter(pk=pk).delete()  # noqa: SLF001
    Body.objects.filter(pk__in=touched).update(version=F("version") + 1)
    return touched - {pk for label, pk in made if label == "bodies.body"}


def _model(label: str) -> type[Model]:
    return apps.get_model(label)


def _changed_since(act: Reorganisation) -> bool:
    for label, pk, _old, new in act.ended:
        field = "lead_id" if label == "bodies.bloc" else "valid_to"
        value: Any = new if label == "bodies.bloc" else dt.date.fromisoformat(new)
        if not _model(label)._default_manager.filter(pk=pk, **{field: value}).exists():  # noqa: SLF001
            return True
    return any(
        not _model(label)._default_manager.filter(pk=pk).exists()  # noqa: SLF001
        for label, pk in act.made
    )


def _is_used(act: Reorganisation, body: int) -> bool:
    """Tell whether a row of any app, but those the act wrote itself, points to the body."""
    own: dict[str, set[int]] = {}
    for label, pk in act.made:
        own.setdefault(label, set()).add(pk)
    own["bodies.succession"] = set(act.successions.values_list("pk", flat=True))
    own["bodies.bloc"] = {pk for label, pk, *_ in act.ended if label == "bodies.bloc"}
    for relation in Body._meta.related_objects:  # noqa: SLF001
        model = cast("type[Model]", relation.related_model)
        known = own.get(model._meta.label_lower, set())  # noqa: SLF001
        rows = model._default_manager.filter(**{relation.field.name: body})  # noqa: SLF001
        if rows.exclude(pk__in=known).exists():
            return True
    return False
