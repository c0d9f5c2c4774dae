"""The addresses of bodies, people, blocs and classes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from giaoban.bodies.models import Bloc, Reorganisation, Succession
from giaoban.core.enums import Role
from tests.factories.bodies import BodyClassFactory, PostFactory
from tests.integration.matrix import Row, World, everybody

if TYPE_CHECKING:
    from giaoban.bodies.models import Body

OFFICE = {Role.COORDINATOR: 200, Role.ADMINISTRATOR: 200}
UNDONE = {Role.COORDINATOR: 302, Role.ADMINISTRATOR: 302}
# An empty form is refused with its errors; who may not act does not come so far.
EMPTY = {Role.COORDINATOR: 422, Role.ADMINISTRATOR: 422}
SEEN = everybody() | {Role.FOCAL_POINT: (200, 404), Role.LEADER: (200, 404)}


def the_body(_world: World, body: Body) -> dict[str, Any]:
    """Ask for the body."""
    return {"pk": body.pk}


def a_person(_world: World, body: Body) -> dict[str, Any]:
    """Make somebody who holds a post in the body."""
    return {"pk": PostFactory(body=body).person.pk}


def the_bloc(_world: World, _body: Body) -> dict[str, Any]:
    """Ask for the bloc of all."""
    return {"pk": Bloc.objects.get().pk}


def a_class(_world: World, _body: Body) -> dict[str, Any]:
    """Make a class."""
    return {"pk": BodyClassFactory().pk}


def an_act(_world: World, body: Body) -> dict[str, Any]:
    """Make an act on the body."""
    day = dt.date(2025, 3, 1)
    act = Reorganisation.objects.create(
        kind="rename",
        on=day,
        decision="Quyết định",
        recorded_at=dt.datetime(2025, 3, 1, tzinfo=dt.UTC),
    )
    Succession.objects.create(act=act, kind="rename", predecessor=body, successor=body, on=day)
    return {"pk": act.pk}


def the_contact(_world: World, body: Body) -> dict[str, Any]:
    """Write another address."""
    return {"email": "so@vidu.example", "phone": "", "version": body.version}


def _both(url: str, about: Any = None) -> list[Row]:
    made = {"about": about} if about else {}
    return [Row(url, "GET", OFFICE, **made), Row(url, "POST", EMPTY, **made)]


ROWS = [
    Row("bodies:list", "GET", everybody()),
    Row("bodies:record", "GET", SEEN, about=the_body),
    *_both("bodies:add"),
    *_both("bodies:presets"),
    *_both("bodies:merge"),
    *_both("bodies:edit", the_body),
    *_both("bodies:rename", the_body),
    *_both("bodies:split", the_body),
    *_both("bodies:dissolve", the_body),
    Row("bodies:contact", "GET", OFFICE | {Role.FOCAL_POINT: (200, 404)}, about=the_body),
    Row(
        "bodies:contact",
        "POST",
        UNDONE | {Role.FOCAL_POINT: (302, 404)},
        about=the_body,
        data=the_contact,
    ),
    Row("bodies:undo", "GET", OFFICE, about=an_act),
    Row("bodies:undo", "POST", UNDONE, about=an_act),
    Row("bodies:people", "GET", everybody()),
    Row("bodies:person", "GET", SEEN, about=a_person),
    *_both("bodies:person_add"),
    *_both("bodies:person_edit", a_person),
    Row("bodies:blocs", "GET", everybody()),
    *_both("bodies:bloc_add"),
    *_both("bodies:bloc_edit", the_bloc),
    Row("bodies:classes", "GET", everybody() | {Role.FOCAL_POINT: 403}),
    *_both("bodies:class_add"),
    *_both("bodies:class_edit", a_class),
]
