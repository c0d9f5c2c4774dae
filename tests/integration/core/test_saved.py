"""A person keeps the filters of a list under a name; nobody else sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from giaoban.core import saved
from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.models import SavedFilter
from tests.factories.accounts import UserFactory
from tests.factories.work import AT

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_kept_shown_used_and_dropped(client: Client) -> None:
    """What is kept on the list stands above it as a link, current while in use, until dropped."""
    user = UserFactory()
    client.force_login(user)
    data = {"page": "work:list", "name": "Quá hạn", "query": "due=late&page=3&q="}
    answer = client.post("/bo-loc/", data)
    assert answer.headers["Location"] == "/nhiem-vu/?due=late"
    page = client.get("/nhiem-vu/?q=&due=late").content.decode()
    assert '<a href="?due=late" aria-current="page">Quá hạn</a>' in page
    row = SavedFilter.objects.get()
    client.post(f"/bo-loc/{row.pk}/", {"name": "Trễ"})
    assert "Trễ" in client.get("/bo-loc/").content.decode()
    client.post(f"/bo-loc/{row.pk}/", {"bo": "1"})
    assert not SavedFilter.objects.exists()


def test_one_name_holds_the_newest(client: Client) -> None:
    """Keeping again under the same name replaces the filters."""
    user = UserFactory()
    for query in ("due=late", "due=soon"):
        saved.keep(by=user, at=AT, page="work:list", name=" Của  tôi ", query=query)
    assert SavedFilter.objects.get().query == "due=soon"
    assert SavedFilter.objects.get().name == "Của tôi"


WRONG = [
    {"page": "work:list", "name": "A", "query": "page=2&q="},
    {"page": "work:list", "name": "  ", "query": "due=late"},
    {"page": "no:page", "name": "A", "query": "due=late"},
    {"page": "work:record", "name": "A", "query": "due=late"},
    {"page": "work:list", "name": "A", "query": "q=" + "x" * 1001},
]


@pytest.mark.parametrize("given", WRONG)
def test_what_makes_no_sense_is_refused(given: dict[str, str]) -> None:
    """Without filters, name or list nothing is kept; nor a query that is too long."""
    with pytest.raises(Refused):
        saved.keep(by=UserFactory(), at=AT, **given)


def test_there_is_a_limit() -> None:
    """A list has a limited number of filters for each person."""
    user = UserFactory()
    for at in range(saved.MOST):
        saved.keep(by=user, at=AT, page="work:list", name=f"Số {at}", query="due=late")
    with pytest.raises(Refused):
        saved.keep(by=user, at=AT, page="work:list", name="Nữa", query="due=late")


def test_foreign_filters_are_not_touched() -> None:
    """Another person can neither rename nor drop them; two of one name are refused."""
    user = UserFactory()
    row = saved.keep(by=user, at=AT, page="work:list", name="A", query="due=late")
    saved.keep(by=user, at=AT, page="work:list", name="B", query="due=soon")
    for act in (
        lambda: saved.drop(by=UserFactory(), at=AT, row=row),
        lambda: saved.rename(by=UserFactory(), at=AT, row=row, name="C"),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(Refused):
        saved.rename(by=user, at=AT, row=row, name="B")


def test_a_list_that_is_gone_leads_home() -> None:
    """A filter of a list that no longer exists opens the home page."""
    row = SavedFilter(user_id=1, page="gone:list", name="A", query="q=a")
    assert saved.address(row) == "/"


def test_a_name_that_no_database_keeps(client: Client) -> None:
    """What a program puts into a name beside letters is left out, not an error of the server."""
    client.force_login(UserFactory())
    data = {"page": "work:list", "name": "Quá\x00 hạn", "query": "due=late"}
    assert client.post("/bo-loc/", data).status_code == 302
    assert SavedFilter.objects.get().name == "Quá hạn"
