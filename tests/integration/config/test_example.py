"""The example: facts of the seed page, a fictitious province, one account a role."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from giaoban.accounts.models import User
from giaoban.accounts.passwords import OF_THE_EXAMPLE
from giaoban.bodies import queries
from giaoban.bodies.example import LEAD_NOW, MERGED_ON
from giaoban.bodies.models import Bloc, Body
from giaoban.core.enums import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 4, 8)


@pytest.fixture(scope="module")
def example(standing: Callable[..., Any]) -> Iterator[None]:
    """Make the example once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIAOBAN_EXAMPLE", "1")
        with standing(lambda: call_command("example")):
            yield


def test_there_is_one_account_a_role(example, capsys) -> None:
    """Each role can be tried; addresses are of a domain that cannot exist."""
    assert sorted(User.objects.values_list("role", flat=True)) == sorted(Role.values)
    assert all(user.email.endswith("@vidu.example") for user in User.objects.all())
    assert all(user.check_password(OF_THE_EXAMPLE) for user in User.objects.all())


def test_a_second_run_changes_nothing(example, capsys) -> None:
    """What was entered stays; nothing is made twice; the accounts are told again."""
    User.objects.filter(role="auditor").update(name="Tên Khác")
    before = Body.objects.count(), User.objects.count()
    call_command("example")
    assert (Body.objects.count(), User.objects.count()) == before
    assert User.objects.filter(name="Tên Khác").exists()
    assert "dieuphoi@vidu.example" in capsys.readouterr().out


@pytest.mark.parametrize(
    "written",
    [
        "Ban Tuyên giáo Tỉnh uỷ",
        "Ban Tuyên giáo tỉnh",
        "Sở Khoa học và Công nghệ",
        "Sở KH&CN",
        "Báo Thái Bình",
        "Đài Phát thanh và Truyền hình Thái Bình",
        "Tỉnh uỷ",
    ],
)
def test_what_the_seed_page_names_is_one_body(example, shared, written: str) -> None:
    """Each body that the page names is found, and only one."""
    (page,) = (shared / "seed").glob("*.txt")
    assert written in page.read_text("utf-8")
    assert len(queries.find_body(written, on=DAY)) == 1


def test_the_bloc_and_the_classes_resolve(example) -> None:
    """The classes of the page mean bodies of the bloc on the day of the briefing."""
    bloc = Bloc.objects.get(name="Khối khoa giáo")
    assert bloc.lead.name == "Ban Tuyên giáo Tỉnh ủy"
    for written in ("các sở, ban, ngành", "các Sở, ngành, đơn vị trong Khối khoa giáo"):
        assert queries.resolve_class(written, DAY, bloc).exists()
    other = Bloc.objects.exclude(pk=bloc.pk).get()
    schools = "các trường Đại học, cao đẳng trên địa bàn tỉnh"
    assert queries.resolve_class(schools, DAY, other).count() == 2


def test_the_mergers_are_those_of_the_fictitious_province(example) -> None:
    """Before and after the day the bloc has other bodies and another lead."""
    bloc = Bloc.objects.get(lead__name=LEAD_NOW)
    assert queries.lead_on(bloc, DAY).name == "Ban Tuyên giáo Tỉnh ủy Sông Lam"
    before = set(queries.members(bloc, DAY).values_list("name", flat=True))
    after = set(queries.members(bloc, MERGED_ON).values_list("name", flat=True))
    assert "Báo Sông Lam" in before - after
    assert "Sở Nông nghiệp và Môi trường tỉnh Sông Lam" in after - before
