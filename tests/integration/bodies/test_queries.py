"""Bodies are found by what papers call them, classes resolve, successors are followed."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from giaoban.bodies import queries
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import Body, BodyParent
from tests.factories.bodies import (
    BlocFactory,
    BodyClassFactory,
    BodyFactory,
    BodyNameFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 4, 8)
LATER = dt.date(2025, 7, 1)


def names(bodies: list[Body]) -> list[str]:
    return [body.name for body in bodies]


@pytest.fixture
def thai_binh() -> dict[str, Body]:
    """Make some bodies of a province, and a department of another one."""
    committee = BodyFactory(
        name="Ủy ban nhân dân tỉnh Thái Bình", named__short_name="UBND tỉnh", kind="department"
    )
    party = BodyFactory(name="Tỉnh ủy Thái Bình", named__short_name="Tỉnh ủy", named__symbol="TU")
    science = BodyFactory(
        name="Sở Khoa học và Công nghệ", named__short_name="Sở KH&CN", named__symbol="SKHCN"
    )
    health = BodyFactory(name="Sở Y tế", named__symbol="SYT")
    ban = BodyFactory(name="Ban Tuyên giáo Tỉnh ủy", named__symbol="BTGTU", kind="party_organ")
    for body, parent in ((science, committee), (health, committee), (ban, party)):
        BodyParent.objects.create(body=body, parent=parent)
    BodyFactory(name="Sở Y tế tỉnh Sông Lam")
    return {"science": science, "health": health, "ban": ban, "party": party, "ubnd": committee}


@pytest.mark.parametrize(
    ("written", "which"),
    [
        ("Sở Khoa học và Công nghệ", "science"),
        ("sở khoa học và công nghệ", "science"),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "science"),
        ("so khoa hoc va cong nghe", "science"),
        ("Sở KH&CN", "science"),
        ("SKHCN", "science"),
        ("Sở Khoa học và Công nghệ tỉnh Thái Bình", "science"),
        ("Sở KH&CN Thái Bình", "science"),
        ("Sở Y tế", "health"),
        ("Sở Y tế tỉnh Thái Bình", "health"),
        ("Ban Tuyên giáo Tỉnh uỷ", "ban"),
        ("BTG Tỉnh ủy", "ban"),
        ("Ban Tuyên giáo tỉnh", "ban"),
        ("Ban Tuyên giáo Tỉnh ủy Thái Bình", "ban"),
        ("BTGTU", "ban"),
        ("Tỉnh uỷ", "party"),
        ("UBND tỉnh", "ubnd"),
        ("UBND tỉnh Thái Bình", "ubnd"),
    ],
)
def test_a_body_is_found_as_written(thai_binh, written: str, which: str) -> None:
    """Full and short names, symbols, places, both placements of tones lead to one body."""
    assert queries.find_body(written, on=DAY) == [thai_binh[which]]


@pytest.mark.parametrize("written", ["Sở Y tế tỉnh Nam Định", "Sở", "", "—", "Sở Xây dựng"])
def test_what_is_not_on_record_is_not_guessed(thai_binh, written: str) -> None:
    """Another province's department is not ours; nothing is nobody."""
    assert queries.find_body(written, on=DAY) == []


def test_two_of_one_name_are_both_returned() -> None:
    """Where the words do not tell two bodies apart, both come."""
    BodyFactory.create_batch(2, name="Trường Cao đẳng Sư phạm")
    assert len(queries.find_body("Trường CĐ Sư phạm", on=None)) == 2


def test_marks_tell_two_bodies_apart() -> None:
    """Of names that differ by marks alone the one written so is meant."""
    BodyFactory(name="Xã Hoà Bình")
    other = BodyFactory(name="Xã Hoa Bình")
    assert queries.find_body("Xã Hoa Bình", on=None) == [other]
    assert names(queries.find_body("xã Hòa Bình", on=None)) == ["Xã Hoà Bình"]


def test_a_name_counts_in_its_period() -> None:
    """Of two bodies that bore one name at different times, the day tells which is meant."""
    old = BodyFactory(name="Sở Văn hóa", valid_to=dt.date(2010, 1, 1))
    new = BodyFactory(name="Sở Văn hóa", valid_from=dt.date(2010, 1, 2))
    assert queries.find_body("Sở Văn hóa", on=dt.date(2010, 1, 1)) == [old]
    assert queries.find_body("Sở Văn hóa", on=dt.date(2010, 1, 2)) == [new]
    assert queries.find_body("Sở Văn hóa", on=None) == [old, new]


def test_an_old_name_still_means_the_body() -> None:
    """A paper that uses a name of before means the body that bore it, while it exists."""
    body = BodyFactory(name="Ban mới", named__valid_from=LATER)
    BodyNameFactory(body=body, name="Ban cũ", valid_to=dt.date(2025, 6, 30))
    assert queries.find_body("Ban cũ", on=LATER) == [body]
    assert queries.find_body("Ban cũ", on=DAY) == [body]


def test_a_name_on_a_day() -> None:
    """A record shows the name that was valid on its date, the newest where none is known."""
    body = BodyFactory(name="Ban mới", named__valid_from=LATER)
    BodyNameFactory(body=body, name="Ban cũ", valid_to=dt.date(2025, 6, 30))
    assert queries.name_on(body, DAY) == "Ban cũ"
    assert queries.name_on(body, LATER) == "Ban mới"


def test_finding_takes_few_queries(thai_binh, django_assert_max_num_queries) -> None:
    """A name is looked up in at most four queries, however it is written."""
    with django_assert_max_num_queries(4):
        queries.find_body("Sở Y tế tỉnh Thái Bình", on=DAY)


# --- classes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["các sở, ban, ngành", "Các Sở, ngành", "sở, ban, ngành trong khối khoa giáo"]
)
def test_a_class_is_its_bodies_of_the_day(written: str) -> None:
    """A class holds the kinds it names and the bodies added to it, as far as they exist."""
    row = BodyClassFactory(aliases=["các sở, ngành"])
    here = BodyFactory()
    BodyFactory(ended=True)
    BodyFactory(kind=BodyKind.UNIVERSITY)
    added = BodyFactory(kind=BodyKind.PRESS)
    row.members.add(added)
    assert set(queries.resolve_class(written, on=LATER)) == {here, added}
    assert queries.resolve_class(written, on=DAY).count() == 3


def test_a_class_within_a_bloc() -> None:
    """With a bloc only its members of that day are meant."""
    BodyClassFactory()
    bloc = BlocFactory()
    inside = MembershipFactory(bloc=bloc).body
    left = MembershipFactory(bloc=bloc, valid_to=dt.date(2023, 1, 1)).body
    BodyFactory()
    assert set(queries.resolve_class("các sở, ban, ngành", on=DAY, bloc=bloc)) == {inside, left}
    assert set(queries.resolve_class("các sở, ban, ngành", on=LATER, bloc=bloc)) == {inside}


def test_an_unknown_class_is_nobody() -> None:
    """A class that is not on record resolves to no body."""
    BodyFactory()
    assert not queries.resolve_class("các huyện, thành phố", on=DAY).exists()


def test_keys_of_before_count_numbers() -> None:
    """The migration writes keys with numbers anew and leaves the others."""
    plain = BodyFactory(name="Sở Y tế", sort_key="cũ")
    for name in ("Phường 10", "Phường 2"):
        BodyFactory(name=name, sort_key=name)
    import_module("giaoban.bodies.migrations.0003_numbers").forwards(apps, None)
    assert names(Body.objects.filter(name__startswith="P")) == ["Phường 2", "Phường 10"]
    plain.refresh_from_db()
    assert plain.sort_key == "cũ"
