"""Notices: each sees the own alone; who watches over the office sees the log of mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from tests.factories.notices import MailFactory, NoticeFactory
from tests.integration.matrix import Row, World, everybody

if TYPE_CHECKING:
    from giaoban.bodies.models import Body


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
    Row("notices:list", "GET", everybody()),
    Row("notices:open", "GET", OWN, about=a_notice),
    Row("notices:see", "POST", OWN, about=a_notice),
    Row("notices:see_all", "POST", everybody(302)),
    Row("notices:preferences", "GET", everybody()),
    Row("notices:preferences", "POST", everybody(302), data=a_choice),
    Row("notices:mails", "GET", {Role.AUDITOR: 200, Role.ADMINISTRATOR: 200}),
    Row("notices:retry", "POST", {Role.ADMINISTRATOR: 302}, about=a_failed_mail),
]
