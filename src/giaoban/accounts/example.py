"""The example's accounts: one a role, of the fictitious province, with fictitious names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.accounts.actions.accounts import UserGiven, add, add_first
from giaoban.accounts.models import User
from giaoban.accounts.passwords import OF_THE_EXAMPLE
from giaoban.bodies import queries
from giaoban.bodies.example import LEAD_NOW
from giaoban.bodies.models import Person
from giaoban.core.enums import Role

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.bodies.models import Body

ADMINISTRATOR = ("quantri@vidu.example", "Đặng Quốc Kiên", Role.ADMINISTRATOR, "")
COORDINATOR = ("dieuphoi@vidu.example", "Vũ Hạnh Nguyên", Role.COORDINATOR, LEAD_NOW)
OTHERS = (
    ("lanhdao@vidu.example", "Hồ Bảo Long", Role.LEADER, LEAD_NOW),
    (
        "daumoi@vidu.example",
        "Lê Minh Khuê",
        Role.FOCAL_POINT,
        "Sở Khoa học và Công nghệ tỉnh Sông Lam",
    ),
    ("bientap@vidu.example", "Phan Thu Giang", Role.PUBLISHER, LEAD_NOW),
    ("giamsat@vidu.example", "Tạ Đức Hiền", Role.AUDITOR, LEAD_NOW),
)
ALL = (ADMINISTRATOR, COORDINATOR, *OTHERS)


def administrator(*, at: dt.datetime) -> User | None:
    """Return the example's administrator, made first; None where real accounts are."""
    email, name, role, _body = ADMINISTRATOR
    found = User.objects.filter(email=email).first()
    if found is not None or User.objects.exists():
        return found
    return _open(add_first(given=UserGiven(email, name, role), at=at))


def coordinator() -> User:
    """Return the example's coordinator."""
    return User.objects.get(email=COORDINATOR[0])


def shown() -> list[User]:
    """Return the accounts that are told to who tries the example."""
    found = {user.email: user for user in User.objects.filter(email__in=[row[0] for row in ALL])}
    return [found[row[0]] for row in ALL if row[0] in found]


def make(*, by: User, at: dt.datetime) -> None:
    """Make the accounts that are missing."""
    for email, name, role, body in (COORDINATOR, *OTHERS):
        if User.objects.filter(email=email).exists():
            continue
        given = UserGiven(
            email,
            name,
            role,
            body=_body(body, at),
            person=Person.objects.filter(name=name).first(),
            may_overrule_secrecy=role == Role.COORDINATOR,
        )
        _open(add(given=given, by=by, at=at))


def _body(name: str, at: dt.datetime) -> Body:
    return queries.find_body(name, on=at.date())[0]


def _open(user: User) -> User:
    user.set_password(OF_THE_EXAMPLE)
    user.save(update_fields=["password"])
    return user
