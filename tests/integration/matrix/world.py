"""Make what every row of the matrix stands on."""

from __future__ import annotations

from giaoban.accounts.models import User
from giaoban.bodies.models import Bloc, Body, Membership
from giaoban.core.enums import Role
from giaoban.core.folding import fold
from tests.integration.matrix import World


def _body(name: str) -> Body:
    body = Body.objects.create(kind="department", name=name, folded=fold(name))
    body.names.create(name=name, folded=fold(name), folded_short="")
    return body


def make_world() -> World:
    """Make a lead body with its bloc, an own and a foreign body, and a user of each role."""
    lead, own, foreign = map(_body, ("Ban Ví dụ", "Sở Của mình", "Sở Người khác"))
    bloc = Bloc.objects.create(name="Khối ví dụ", lead=lead)
    for member in (own, foreign):
        Membership.objects.create(bloc=bloc, body=member)
    of_own = {Role.FOCAL_POINT, Role.LEADER}
    users = {
        role: User.objects.create_user(
            f"{role}@vidu.example",
            "mat-khau-vi-du",
            name="Nguyễn Ví Dụ",
            role=role,
            body=own if role in of_own else lead,
        )
        for role in Role
    }
    return World(lead, own, foreign, users)
