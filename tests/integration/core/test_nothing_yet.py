"""What pages say of a site in which nothing was entered: the next step, and one that is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.work import TaskFactory

if TYPE_CHECKING:
    from django.test import Client

    from giaoban.accounts.models import User

pytestmark = pytest.mark.django_db
PAGES = (
    "work:list",
    "work:followups",
    "directives:list",
    "directives:milestones",
    "documents:list",
    "reporting:reports",
    "reporting:board",
    "reporting:closings",
    "reporting:years",
    "reporting:indicators",
    "reporting:indicator_years",
    "reporting:periods",
    "notices:list",
)
ROLES = ("coordinator", "focal_point", "leader", "auditor")
NEXT_STEP = re.compile(r'<p class="empty">[^<]*<a href="([^"]*)"')


def person(role: str) -> User:
    """Return somebody of the role, of a body where the role asks for one."""
    return UserFactory(role=role, body=BodyFactory())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES)
def test_an_offered_first_step_is_open_to_the_role(client: Client, page: str, role: str) -> None:
    """A link in the sentence that nothing is there leads to a page that the role may open."""
    client.force_login(person(role))
    answer = client.get(reverse(page))
    if answer.status_code == 403:
        return
    text = answer.content.decode()
    assert 'class="empty"' in text
    for url in NEXT_STEP.findall(text):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    "page", ["work:list", "work:followups", "directives:list", "reporting:closings"]
)
def test_the_office_is_led_on(client: Client, page: str) -> None:
    """The coordinator finds the first step in the sentence, others are not told to take it."""
    client.force_login(person("coordinator"))
    assert NEXT_STEP.search(client.get(reverse(page)).content.decode())
    client.force_login(person("focal_point"))
    assert not NEXT_STEP.search(client.get(reverse(page)).content.decode())


def test_an_empty_list_has_nothing_to_filter(client: Client) -> None:
    """Filters are left out of a register without rows, and stand where a filter leaves none."""
    client.force_login(person("coordinator"))
    assert 'class="filters' not in client.get(reverse("work:list")).content.decode()
    filtered = client.get(reverse("work:list"), {"q": "sông"}).content.decode()
    assert 'class="filters' in filtered
    assert "Không có nhiệm vụ nào khớp với bộ lọc" in filtered


def test_what_a_list_leaves_out_is_still_found(client: Client) -> None:
    """A list that leaves out all there is says so, and keeps the filter that shows it."""
    TaskFactory(withdrawn=True)
    client.force_login(person("coordinator"))
    text = client.get(reverse("work:list")).content.decode()
    assert 'class="filters' in text
    assert "Không có nhiệm vụ đang thực hiện" in text
    assert "Chưa có nhiệm vụ nào" not in text


def test_the_entrance_tells_how_the_first_account_is_made(client: Client) -> None:
    """Before there is an account the sign-in page names the command; afterwards it does not."""
    login = reverse("account_login")
    assert "giaoban setup" in client.get(login).content.decode()
    UserFactory()
    assert "giaoban setup" not in client.get(login).content.decode()
