"""Notices: each sees the own alone; who watches over the office sees the log of mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.directives import reminding
from tests.factories.notices import MailFactory, NoticeFactory
from tests.integration.matrix import Row, World, everybody

if TYPE_CHECKING:
    from giaoban.bodies.models import Body


REVIEW = {"kind": "resolution", "name": "20-NQ/TW", "years": 10, "final": True}


def told(world: World, _body: Body) -> dict[str, Any]:
    """Tell everybody of a review that comes and of one that is past, seen already."""
    for person in world.users.values():
        facts = REVIEW | {"due_on": "2022-11-01"}
        NoticeFactory(person=person, kind=reminding.AHEAD, facts=facts)
        NoticeFactory(person=person, kind=reminding.LATE, facts=facts, seen=True)
    return {}


def mailed(world: World, body: Body) -> dict[str, Any]:
    """Make a mail of each fate."""
    for state in ("waiting", "merged", "withheld"):
        MailFactory(person=world.users[Role.LEADER], kind="urgent", state=state)
    MailFactory(person=world.users[Role.LEADER], sent=True)
    a_failed_mail(world, body)
    return {}


def a_notice(world: World, _body: Body) -> dict[str, Any]:
    """Tell the focal point of the own body something: nobody else sees it."""
    return {"pk": NoticeFactory(person=world.users[Role.FOCAL_POINT]).pk}


def a_failed_mail(world: World, _body: Body) -> dict[str, Any]:
    """Make a mail that the server has refused."""
    return {"pk": MailFactory(person=world.users[Role.FOCAL_POINT], failed=True).pk}


def a_choice(_world: World, _body: Body) -> dict[str, Any]:
    """Choose the hour."""
    return {"hour": "8"}


OWN = everybody(404) | {Role.FOCAL_POINT: 302}

ROWS = [
    Row("notices:list", "GET", everybody(), about=told),
    Row("notices:open", "GET", OWN, about=a_notice),
    Row("notices:see", "POST", OWN, about=a_notice),
    Row("notices:see_all", "POST", everybody(302)),
    Row("notices:preferences", "GET", everybody()),
    Row("notices:preferences", "POST", everybody(302), data=a_choice),
    Row("notices:mails", "GET", {Role.AUDITOR: 200, Role.ADMINISTRATOR: 200}, about=mailed),
    Row("notices:retry", "POST", {Role.ADMINISTRATOR: 302}, about=a_failed_mail),
]
