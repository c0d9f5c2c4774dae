"""Indicators are found by code, name and unit, by who may see them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from giaoban.core import search
from giaoban.core.enums import Role
from giaoban.core.models import SearchEntry
from giaoban.reporting.actions import indicators
from giaoban.reporting.views.indicators import record_url
from tests import migrating
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.reporting import AT, IndicatorFactory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giaoban.accounts.models import User
    from giaoban.reporting.models import Indicator

BEFORE = [("reporting", "0032_reading_later")]


def _found(words: str, by: User) -> list[str]:
    return [hit.url for group in search.find(words, by=by) for hit in group.hits]


@pytest.fixture
def office() -> User:
    """Make a coordinator."""
    return UserFactory()


@pytest.fixture
def traced(office: User) -> Indicator:
    """Define an indicator that one body tells."""
    given = {"code": "KH02", "name": "Số sản phẩm có mã truy xuất nguồn gốc", "unit": "mặt hàng"}
    return indicators.define(by=office, at=AT, bodies=[BodyFactory(name="Sở A")], **given)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["truy xuất", "truy xuat nguon", "KH02", "kh02", "mặt hàng"])
def test_found_by_code_name_and_unit(office: User, traced: Indicator, words: str) -> None:
    """Whichever of them is typed, with or without marks, leads to its page."""
    assert _found(words, office) == [record_url(traced.pk)]


@pytest.mark.django_db
def test_found_by_what_it_is_called_now(office: User, traced: Indicator) -> None:
    """After a change the new words find it, the old ones no more; retired it is found still."""
    indicators.change(
        by=office, at=AT, indicator=traced, version=1, bodies=[], name="Số vùng trồng có mã số"
    )
    assert _found("vùng trồng", office) == [record_url(traced.pk)]
    assert _found("truy xuất", office) == []
    indicators.retire(by=office, at=AT, indicator=traced, version=2, reason="Hết chương trình")
    assert _found("vùng trồng", office) == [record_url(traced.pk)]


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_who_sees_it_finds_it(traced: Indicator, role: Role) -> None:
    """A body that tells it finds it, another does not; a role without indicators finds none."""
    other = UserFactory(role=role, body=BodyFactory())
    of_body = UserFactory(role=role, body=traced.bodies.get())
    everywhere = {Role.COORDINATOR, Role.AUDITOR}
    own = everywhere | {Role.FOCAL_POINT, Role.LEADER}
    assert bool(_found("truy xuất", other)) == (role in everywhere)
    assert bool(_found("truy xuất", of_body)) == (role in own)


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    """Stand before search knew of indicators; come back to today, whatever happens."""
    today = migrating.latest()
    try:
        yield lambda: migrating.migrate(today)
    finally:
        migrating.migrate(today)


def test_those_from_before_are_found(old: Any) -> None:
    """Bringing a site up to date writes the indicators that were there into the index."""
    migrating.migrate(BEFORE)
    row = IndicatorFactory(code="YT07", name="Tỷ lệ tiêm chủng đầy đủ", unit="phần trăm")
    office = UserFactory()
    assert not SearchEntry.objects.filter(kind=indicators.KIND).exists()
    old()
    for words in ("YT07", "tiem chung", "phần trăm"):
        assert _found(words, office) == [record_url(row.pk)]
