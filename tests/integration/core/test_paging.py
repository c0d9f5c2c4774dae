"""Long lists: what is counted, and what can be leafed through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.paginator import EmptyPage, PageNotAnInteger

from giaoban.bodies.models import Body
from giaoban.core import lists
from giaoban.core.paging import Capped, Rows
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, PersonFactory
from tests.factories.documents import DocumentFactory

if TYPE_CHECKING:
    from django.test import Client
    from factory.django import DjangoModelFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> Capped:
    """Return pages of 2 of 7 bodies, of which 4 are counted."""
    BodyFactory.create_batch(7)
    return Capped(Body.objects.order_by("pk"), 2, 4)


def test_the_count_stops(pages: Capped) -> None:
    """One row past the bound is looked at and no more."""
    assert (pages.count, pages.capped, pages.num_pages) == (4, True, 2)


@pytest.mark.parametrize(
    ("number", "rows", "last", "more"),
    [(1, 2, 2, True), (2, 2, 4, True), (3, 2, 6, True), (4, 1, 7, False)],
)
def test_pages_go_on_beyond_the_count(
    pages: Capped, number: int, rows: int, last: int, more: bool
) -> None:
    """Pages follow one another until one is not full."""
    page = pages.page(number)
    assert (page.number, len(page.object_list), page.end_index()) == (number, rows, last)
    assert page.has_next() is more


def test_who_asks_for_too_far_a_page_gets_the_last_counted(pages: Capped) -> None:
    """A page that nothing stands on is not shown empty."""
    assert pages.page(9).number == 2
    assert pages.get_page("10000000").number == 2
    assert pages.get_page("x").number == 1
    with pytest.raises(PageNotAnInteger):
        pages.page("x")
    with pytest.raises(EmptyPage):
        pages.page(0)


def test_a_list_that_is_counted_whole_ends_with_its_count() -> None:
    """Below the bound pages are Django's own."""
    BodyFactory.create_batch(4)
    pages = Capped(Body.objects.order_by("pk"), 3, 4)
    assert (pages.count, pages.capped, pages.num_pages) == (4, False, 2)
    assert pages.page(2).has_next() is False
    with pytest.raises(EmptyPage):
        pages.page(3)


@pytest.mark.parametrize(
    ("url", "make", "role"),
    [
        ("/van-ban-den/", DocumentFactory, "coordinator"),
        ("/co-quan/", BodyFactory, "coordinator"),
        ("/can-bo/", PersonFactory, "coordinator"),
        ("/tai-khoan/", UserFactory, "administrator"),
    ],
)
def test_a_heading_never_takes_the_bound_for_the_whole(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    make: type[DjangoModelFactory],
    role: str,
) -> None:
    """Where more is there than was counted, the heading says so."""
    client.force_login(UserFactory(role=role))
    make.create_batch(3)
    monkeypatch.setattr(lists, "COUNTED", 2)
    heading = client.get(url).content.decode().partition("<h1>")[2].partition("</h1>")[0]
    assert heading.split()[:2] == ["Hơn", "2"]


def test_rows_are_read_when_they_are_shown() -> None:
    """How many there are is known before; all are read at once, and once."""
    read: list[list[int]] = []

    def look(keys) -> list[str]:
        read.append(list(keys))
        return [f"row {key}" for key in keys]

    rows = Rows([3, 1, 2], look)
    assert (len(rows), bool(Rows([], look)), read) == (3, False, [])
    assert list(rows) == ["row 3", "row 1", "row 2"]
    assert (rows[-1], read) == ("row 2", [[3, 1, 2]])
