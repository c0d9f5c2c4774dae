"""What a person gives for a body or a person: the rows of a form before they are checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from giaoban.core.errors import Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A period as given: both days count, None is open."""

    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def overlaps(self, other: Stretch) -> bool:
        """Tell whether the two have a day in common."""
        return _not_after(self.valid_from, other.valid_to) and _not_after(
            other.valid_from, self.valid_to
        )


def _not_after(first: dt.date | None, last: dt.date | None) -> bool:
    return first is None or last is None or first <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGiven(Stretch):
    """A name with its period."""

    name: str
    short_name: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentGiven(Stretch):
    """A body above, with its period."""

    parent_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipGiven(Stretch):
    """A bloc, with the period of membership."""

    bloc_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostGiven(Stretch):
    """A post in a body, with its period."""

    body_id: int
    title: str
    is_focal_point: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyGiven(Stretch):
    """All that is given for a body."""

    kind: str
    names: Sequence[NameGiven]
    order: int = 0
    email: str = ""
    phone: str = ""
    parents: Sequence[ParentGiven] = field(default_factory=tuple)
    memberships: Sequence[MembershipGiven] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGiven:
    """All that is given for a person."""

    name: str
    email: str = ""
    phone: str = ""
    posts: Sequence[PostGiven] = field(default_factory=tuple)


def check_in_order(rows: Sequence[Stretch]) -> None:
    """Refuse a period that ends before it begins."""
    for row in rows:
        if not _not_after(row.valid_from, row.valid_to):
            raise Refused(_("Ngày kết thúc đứng trước ngày bắt đầu. Hãy sửa lại thời gian."))


def check_apart(rows: Sequence[Stretch], text: str) -> None:
    """Refuse two rows whose periods have a day in common."""
    for at, row in enumerate(rows):
        if any(row.overlaps(other) for other in rows[at + 1 :]):
            raise Refused(text)


def check_body(given: BodyGiven) -> None:
    """Refuse what cannot be a body: no name, or two names on one day."""
    if not given.names or not all(row.name.strip() for row in given.names):
        raise Refused(_("Cơ quan phải có ít nhất một tên."))
    check_in_order([given, *given.names, *given.parents, *given.memberships])
    check_apart(
        given.names,
        _("Hai tên cùng có hiệu lực trong một ngày. Hãy sửa để thời gian không chồng nhau."),
    )
    for bloc in {row.bloc_id for row in given.memberships}:
        same = [row for row in given.memberships if row.bloc_id == bloc]
        check_apart(same, _("Cơ quan được ghi hai lần trong một khối vào cùng một ngày."))
    for parent in {row.parent_id for row in given.parents}:
        above = [row for row in given.parents if row.parent_id == parent]
        check_apart(above, _("Một cơ quan chủ quản được ghi hai lần vào cùng một ngày."))
