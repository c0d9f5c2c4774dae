"""Bodies in their blocs, the accounts of their people, fields and indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from benchmarks.rows import make
from giaoban.accounts.models import User
from giaoban.bodies import naming
from giaoban.bodies.models import Bloc, Body, BodyName, Membership
from giaoban.bodies.sorting import person_key, sort_key
from giaoban.core.enums import Role
from giaoban.core.folding import fold
from giaoban.reporting.models import Indicator
from giaoban.work.models import Field

if TYPE_CHECKING:
    from benchmarks.sizes import Size

PASSWORD = "mat-khau-vi-du-2022"  # noqa: S105 - a database that is thrown away
INDICATORS, FIELDS = 40, 5
FIELD_NAMES = ("Giáo dục", "Y tế", "Khoa học và công nghệ", "Văn hóa", "Môi trường")


def bodies_in_blocs(size: Size) -> tuple[list[Bloc], list[Body]]:
    """Make bodies with their names, dealt out to the blocs."""
    names = [f"Sở Ví dụ {at + 1}" for at in range(size.bodies)]
    bodies = make(
        Body(kind="department", name=name, folded=fold(name), sort_key=sort_key(name))
        for name in names
    )
    make(BodyName(body=each, name=each.name, folded=naming.key(each.name)) for each in bodies)
    blocs = make(Bloc(name=f"Khối ví dụ {at + 1}", lead=bodies[at]) for at in range(size.blocs))
    make(Membership(bloc=blocs[at % size.blocs], body=body) for at, body in enumerate(bodies))
    return blocs, bodies


def accounts(size: Size, bodies: list[Body]) -> User:
    """Make four accounts a body: a leader and three focal points; the first are of the office."""
    password = make_password(PASSWORD)
    office = {0: Role.COORDINATOR, 1: Role.COORDINATOR, 2: Role.AUDITOR, 3: Role.LEADER}

    def account(at: int) -> User:
        role = office.get(at, Role.LEADER if at % 4 == 0 else Role.FOCAL_POINT)
        name = f"Nguyễn Ví Dụ {at}"
        email = f"nguoi{at}@vidu.example"
        return User(
            email=email,
            name=name,
            folded=fold(f"{name} {email}"),
            sort_key=person_key(name),
            role=role,
            body=bodies[0] if at in office else bodies[at // 4 % len(bodies)],
            password=password,
        )

    made: list[User] = make(account(at) for at in range(size.accounts))
    return made[0]


def fields_of_work() -> list[Field]:
    """Make the fields, or find them where a migration made them."""
    return [
        Field.objects.get_or_create(name=name, defaults={"order": at})[0]
        for at, name in enumerate(FIELD_NAMES[:FIELDS])
    ]


def indicators(bodies: list[Body], fields: list[Field]) -> None:
    """Make indicators that every body answers."""
    made = make(
        Indicator(
            name=f"Chỉ tiêu ví dụ {at}",
            folded=fold(f"Chỉ tiêu ví dụ {at}"),
            code=f"VD{at:03}",
            unit="%",
            field=fields[at % FIELDS],
        )
        for at in range(INDICATORS)
    )
    through = Indicator.bodies.through
    make(through(indicator_id=row.pk, body_id=body.pk) for row in made for body in bodies)
