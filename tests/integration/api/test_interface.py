"""The interface: tokens, scopes, pages, problems in the caller's language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from giaoban.api import actions
from giaoban.api.enums import Scope
from giaoban.api.models import Token
from giaoban.core.enums import Role
from giaoban.core.errors import Refused
from tests.factories.bodies import BodyFactory
from tests.integration.api.conftest import BASE, Caller, secret_of

if TYPE_CHECKING:
    from django.test import Client

    from tests.integration.matrix import World


def test_the_description_is_openapi_3_1(client: Client) -> None:
    """Anybody may read how the interface is used; it holds nothing of anybody."""
    described = client.get(f"{BASE}openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/1/bodies" in described["paths"]


@pytest.mark.parametrize("secret", ["", "giaoban_khong-co"])
def test_no_token_no_answer(world: World, client: Client, secret: str) -> None:
    """A missing or unknown token is told in the caller's language, as a problem."""
    headers = {"Accept-Language": "en"}
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    answer = client.get(f"{BASE}bodies", headers=headers)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Language"] == "en"
    assert answer.json()["type"] == "urn:giaoban:problem:token"


def test_problems_speak_vietnamese_unless_asked(world: World, client: Client) -> None:
    """Without a wish the problem is told in Vietnamese."""
    assert "mã kết nối" in client.get(f"{BASE}bodies").json()["detail"]


def test_a_scope_is_needed(world: World, client: Client) -> None:
    """A token without the scope is told which one it lacks."""
    caller = Caller(client, secret_of(world, world.users[Role.COORDINATOR], Scope.TASKS_READ))
    answer = caller("GET", "bodies")
    assert (answer.status_code, answer.json()["scope"]) == (403, "bodies:read")


def _dead(token: Token, world: World, how: str) -> None:
    match how:
        case "expired":
            day = timezone.localtime() - dt.timedelta(days=1)
            Token.objects.filter(pk=token.pk).update(
                made_at=day - dt.timedelta(days=1), expires_at=day
            )
        case "withdrawn":
            actions.withdraw(
                by=world.users[Role.ADMINISTRATOR], at=timezone.localtime(), token=token
            )
        case "left":
            type(token.user).objects.filter(pk=token.user_id).update(is_active=False)
        case "moved":
            type(token.user).objects.filter(pk=token.user_id).update(body=world.foreign)


@pytest.mark.parametrize("how", ["expired", "withdrawn", "left", "moved"])
def test_dead_tokens(world: World, member: Caller, how: str) -> None:
    """A token ends with its day, by hand, and when its person leaves or changes the body."""
    assert member("GET", "bodies").status_code == 200
    _dead(Token.objects.get(), world, how)
    assert member("GET", "bodies").status_code == 401


def test_a_clock_set_back_revives_no_token(world: World, member: Caller) -> None:
    """A token past its day was given an end, by who came with it or by what comes round."""
    token = Token.objects.get()
    assert actions.recognise(secret=member.secret, at=token.expires_at) is None
    assert actions.recognise(secret=member.secret, at=token.made_at) is None
    other = secret_of(world, world.users[Role.FOCAL_POINT])
    assert actions.end_past(at=timezone.localtime() + dt.timedelta(days=2)) == 1
    assert actions.recognise(secret=other, at=timezone.localtime()) is None


def test_a_token_counts_from_its_last_use(world: World, member: Caller) -> None:
    """Used near its end, it is past its day for a clock that was set back and went on."""
    token = Token.objects.get()
    Token.objects.update(used_at=token.expires_at)
    assert actions.recognise(secret=member.secret, at=token.made_at) is None


def test_a_token_past_its_day_is_not_called_withdrawn(world: World, client: Client) -> None:
    """The list tells what ended by its day from what somebody took back."""
    secret_of(world, world.users[Role.FOCAL_POINT])
    day = timezone.localtime() - dt.timedelta(days=1)
    Token.objects.update(made_at=day - dt.timedelta(days=1), expires_at=day)
    actions.end_past(at=timezone.localtime())
    client.force_login(world.users[Role.COORDINATOR])
    page = client.get("/ket-noi/").content.decode()
    assert "Hết hạn" in page
    assert "Đã thu hồi" not in page


def test_last_use_is_noted(world: World, member: Caller) -> None:
    """The list of tokens can tell which are no longer used."""
    assert Token.objects.get().used_at is None
    member("GET", "bodies")
    assert Token.objects.get().used_at is not None


def test_the_secret_is_not_kept(world: World, member: Caller) -> None:
    """No column holds the secret itself."""
    row = Token.objects.values().get()
    assert not any(member.secret in str(value) for value in row.values())


def test_pages_follow_one_another(world: World, office: Caller) -> None:
    """Each row comes once, also when others are added meanwhile."""
    BodyFactory.create_batch(7)
    seen, cursor = [], ""
    while cursor is not None:
        page = office("GET", f"bodies?limit=3{f'&cursor={cursor}' if cursor else ''}").json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == 10


@pytest.mark.parametrize("query", ["cursor=xyz", "cursor=%F0%9F%92%A9", "limit=0", "limit=201"])
def test_odd_pages_are_told(world: World, office: Caller, query: str) -> None:
    """A cursor that is none, or a limit out of bounds, is a problem and not an error."""
    answer = office("GET", f"bodies?{query}")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


def test_a_member_sees_its_own_body_alone(world: World, member: Caller) -> None:
    """Foreign rows are not there, by list or by key."""
    assert [each["id"] for each in member("GET", "bodies").json()["items"]] == [world.own.pk]
    assert member("GET", f"bodies/{world.foreign.pk}").status_code == 404


def test_tokens_last_a_year_at_most(world: World) -> None:
    """A token without an end is refused with the way out."""
    now = timezone.localtime()
    with pytest.raises(Refused, match="một năm"):
        actions.issue(
            by=world.users[Role.ADMINISTRATOR],
            at=now,
            name="x",
            user=world.users[Role.FOCAL_POINT],
            scopes=[Scope.TASKS_READ],
            expires_at=now + dt.timedelta(days=400),
        )


def test_the_page_shows_the_secret_once(world: World, client: Client) -> None:
    """It stands on the answer to the form, and not in the list."""
    client.force_login(world.users[Role.COORDINATOR])
    day = timezone.localdate() + dt.timedelta(days=30)
    form = {
        "name": "Phần mềm Sở Của mình",
        "user": world.users[Role.FOCAL_POINT].pk,
        "scopes": ["tasks:read"],
        "expires_on": f"{day:%d/%m/%Y}",
        "form_key": "mot-lan",
    }
    shown = client.post("/ket-noi/moi/", form).content.decode()
    assert actions.MARK in shown
    again = client.post("/ket-noi/moi/", form, follow=True).content.decode()
    assert actions.MARK not in again
    assert "Phần mềm Sở Của mình" in again
    assert Token.objects.count() == 1
