"""The example's bodies: those that the seed page names, and a fictitious province.

Of Thái Bình only what the public page on the briefing of 08/4/2022 tells: bodies, the bloc, and
who spoke in which public function. Everything else, mergers and accounts among it, is of the
"tỉnh Sông Lam", which does not exist.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from giaoban.bodies import naming
from giaoban.bodies.actions import blocs, bodies, people, reorganise
from giaoban.bodies.actions.given import (
    BodyGiven,
    MembershipGiven,
    NameGiven,
    ParentGiven,
    PersonGiven,
    PostGiven,
)
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import Body, BodyClass, Person, Reorganisation

if TYPE_CHECKING:
    from giaoban.core.policies import Actor

BLOCS = {
    "Thái Bình": ("Khối khoa giáo", "Ban Tuyên giáo Tỉnh ủy"),
    "Sông Lam": ("Khối khoa giáo tỉnh Sông Lam", "Ban Tuyên giáo Tỉnh ủy Sông Lam"),
}
LEAD_NOW = "Ban Tuyên giáo và Dân vận Tỉnh ủy Sông Lam"
MERGED_ON = dt.date(2025, 3, 1)
CLASSES: tuple[tuple[str, tuple[str, ...], tuple[BodyKind, ...]], ...] = (
    (
        "các sở, ban, ngành",
        ("các sở, ngành", "sở, ban, ngành tỉnh", "các ban, sở, ngành"),
        (BodyKind.DEPARTMENT, BodyKind.PARTY_ORGAN),
    ),
    (
        "các sở, ngành, đơn vị",
        ("các sở, ban, ngành, đơn vị", "các cơ quan, đơn vị", "các ngành, đơn vị"),
        (
            BodyKind.DEPARTMENT,
            BodyKind.PARTY_ORGAN,
            BodyKind.MASS_ORGANISATION,
            BodyKind.PRESS,
            BodyKind.UNIVERSITY,
            BodyKind.INSTITUTE,
        ),
    ),
    ("các trường đại học, cao đẳng", ("trường đại học, cao đẳng",), (BodyKind.UNIVERSITY,)),
    ("các cơ quan báo chí", ("báo, đài",), (BodyKind.PRESS,)),
    ("các hội, đoàn thể", ("Mặt trận Tổ quốc và các đoàn thể",), (BodyKind.MASS_ORGANISATION,)),
)
# Who the page names, in the public function that it tells.
SPEAKERS = (
    (
        "Phạm Đồng Thụy",
        "Ủy viên Ban Thường vụ Tỉnh ủy, Trưởng Ban Tuyên giáo Tỉnh ủy",
        "Ban Tuyên giáo Tỉnh ủy",
    ),
    ("Dương Văn Lễ", "Phó Trưởng Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
    ("Hoàng Văn Thiệp", "Phó Giám đốc Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
)
FICTITIOUS = (
    ("Vũ Hạnh Nguyên", "Chuyên viên", LEAD_NOW, False),
    ("Hồ Bảo Long", "Trưởng ban", LEAD_NOW, False),
    ("Lê Minh Khuê", "Chuyên viên", "Sở Khoa học và Công nghệ tỉnh Sông Lam", True),
    ("Cao Thị Mận", "Phó Giám đốc", "Sở Y tế tỉnh Sông Lam", True),
    ("Lương Bích Ngà", "Trưởng phòng", "Sở Giáo dục và Đào tạo tỉnh Sông Lam", True),
)
MERGERS: tuple[tuple[tuple[str, ...], str, NameGiven | None], ...] = (
    (
        ("Ban Tuyên giáo Tỉnh ủy Sông Lam", "Ban Dân vận Tỉnh ủy Sông Lam"),
        "",
        NameGiven(name=LEAD_NOW, short_name="BTGDV Tỉnh ủy Sông Lam"),
    ),
    (
        ("Sở Thông tin và Truyền thông tỉnh Sông Lam",),
        "Sở Khoa học và Công nghệ tỉnh Sông Lam",
        None,
    ),
    (
        (
            "Sở Tài nguyên và Môi trường tỉnh Sông Lam",
            "Sở Nông nghiệp và Phát triển nông thôn tỉnh Sông Lam",
        ),
        "",
        NameGiven(
            name="Sở Nông nghiệp và Môi trường tỉnh Sông Lam", short_name="Sở NN&MT Sông Lam"
        ),
    ),
    (
        ("Sở Lao động - Thương binh và Xã hội tỉnh Sông Lam",),
        "Sở Nội vụ tỉnh Sông Lam",
        None,
    ),
    (
        ("Báo Sông Lam", "Đài Phát thanh và Truyền hình Sông Lam"),
        "",
        NameGiven(name="Báo và Phát thanh, Truyền hình Sông Lam"),
    ),
)


def make(*, by: Actor, at: dt.datetime) -> None:
    """Make what is missing: bodies, blocs, classes, people, and the mergers of 2025."""
    if not Body.objects.filter(name="Tỉnh ủy Thái Bình").exists():
        _make_bodies(by, at)
    for name, aliases, kinds in CLASSES:
        if not BodyClass.objects.filter(name=name).exists():
            blocs.add_class(name=name, aliases=aliases, kinds=kinds, members=[], by=by, at=at)
    if not Reorganisation.objects.exists():
        for ending, into, named in MERGERS:
            _merge(ending, into, named, by, at)
    _make_people(by, at)


def _make_bodies(by: Actor, at: dt.datetime) -> None:
    rows = naming.rows("example.csv")
    made = {row["name"]: _body(row, order, by, at) for order, row in enumerate(rows, 1)}
    of_province = {
        province: blocs.add(name=name, lead=made[lead], by=by, at=at)
        for province, (name, lead) in BLOCS.items()
    }
    for order, row in enumerate(rows, 1):
        above = [ParentGiven(parent_id=made[row["parent"]].pk)] if row["parent"] else []
        inside = (
            [MembershipGiven(bloc_id=of_province[row["province"]].pk)] if row["in_bloc"] else []
        )
        if above or inside:
            body = made[row["name"]]
            given = _given(row, order, above, inside)
            bodies.edit(body=body, version=body.version, given=given, by=by, at=at)


def _body(row: dict[str, str], order: int, by: Actor, at: dt.datetime) -> Body:
    return bodies.add(given=_given(row, order, [], []), by=by, at=at)


def _given(
    row: dict[str, str],
    order: int,
    above: list[ParentGiven],
    inside: list[MembershipGiven],
) -> BodyGiven:
    name = NameGiven(name=row["name"], short_name=row["short_name"], symbol=row["symbol"])
    return BodyGiven(kind=row["kind"], order=order, names=[name], parents=above, memberships=inside)


def _merge(
    ending: tuple[str, ...],
    into: str,
    named: NameGiven | None,
    by: Actor,
    at: dt.datetime,
) -> None:
    gone = list(Body.objects.filter(name__in=ending))
    stays = Body.objects.get(name=into) if into else None
    reorganise.merge(
        bodies=[*gone, *([stays] if stays else [])],
        into=stays,
        name=named,
        on=MERGED_ON,
        decision="Quyết định ví dụ của tỉnh Sông Lam (không có thật)",
        by=by,
        at=at,
    )


def _make_people(by: Actor, at: dt.datetime) -> None:
    rows = [(*row, False) for row in SPEAKERS] + list(FICTITIOUS)
    for name, title, body, is_focal_point in rows:
        if Person.objects.filter(name=name).exists():
            continue
        post = PostGiven(
            body_id=Body.objects.get(name=body).pk, title=title, is_focal_point=is_focal_point
        )
        people.add(given=PersonGiven(name=name, posts=[post]), by=by, at=at)
