"""Values of indicators through the interface, and writes that are odd in every way."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.test import Client

from giaoban.core.enums import Role
from giaoban.reporting.models import IndicatorValue
from tests.factories.indicators import IndicatorValueFactory
from tests.factories.reporting import IndicatorFactory, PeriodFactory
from tests.integration.api.conftest import Caller, secret_of
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from tests.integration.matrix import World


@pytest.fixture
def path(world: World) -> str:
    """Return where the own body's value is put; an indicator that leaps at half as much."""
    return path_of(world)


def path_of(world: World, **fields: Any) -> str:
    """Make an indicator that the own body tells; return where its value is put."""
    row = IndicatorFactory(**fields)
    row.bodies.add(world.own)
    return f"indicators/{row.pk}/values/{PeriodFactory().pk}/{world.own.pk}"


def test_a_value_is_put_read_and_changed(member: Caller, path: str) -> None:
    """The first without a tag, a later one with the tag that was read; null is not 0."""
    made = member("PUT", path, {"value": "7.5"})
    assert (made.status_code, made.json()["value"], made["ETag"]) == (200, "7.5000", '"v1"')
    assert member("PUT", path, {"value": "8"}).status_code == 428
    changed = member("PUT", path, {"value": None, "note": "Chưa thống kê"}, If_Match=made["ETag"])
    assert (changed.status_code, changed.json()["value"]) == (200, None)
    assert member("PUT", path, {"value": "9"}, If_Match=made["ETag"]).status_code == 412
    listed = member("GET", path.partition("/values")[0] + "/values").json()["items"]
    assert [(each["value"], each["version"]) for each in listed] == [(None, 2)]


def test_nothing_known_of_nothing_makes_no_row(member: Caller, path: str) -> None:
    """Null where nobody has told anything yet is answered, and stored nowhere."""
    answer = member("PUT", path, {"value": None})
    assert (answer.status_code, answer.json()["version"]) == (200, 0)
    assert not IndicatorValue.objects.exists()


def test_a_tag_of_nothing_is_refused(member: Caller, path: str) -> None:
    """Who believes to change a value that is not there is told so."""
    assert member("PUT", path, {"value": "7"}, If_Match='"v1"').status_code == 412


def test_an_odd_value_is_asked_about(world: World, member: Caller) -> None:
    """The questions come as members of the problem; sent with a note, it is taken."""
    path = path_of(world, leap=50)
    indicator, period = (int(path.split("/")[at]) for at in (1, 3))
    calendar = PeriodFactory._meta.model.objects.get(pk=period).calendar
    days = {"first_day": "2022-01-01", "last_day": "2022-03-31"}
    before = PeriodFactory(calendar=calendar, ordinal=1, **days)
    IndicatorValueFactory(
        indicator_id=indicator, indicator=None, period=before, body=world.own, value=Decimal(10)
    )
    asked = member("PUT", path, {"value": "90"})
    assert (asked.status_code, asked.json()["type"]) == (422, "urn:giaoban:problem:asked")
    assert [each["doubt"] for each in asked.json()["questions"]] == ["leap"]
    assert member("PUT", path, {"value": "90", "note": "Mở rộng"}).status_code == 200


def test_a_body_that_is_not_asked_tells_nothing(world: World, office: Caller, path: str) -> None:
    """The office cannot put a value of a body that the indicator is not asked of."""
    foreign = path.rpartition("/")[0] + f"/{world.foreign.pk}"
    answer = office("PUT", foreign, {"value": "7"})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:giaoban:problem:refused")


def test_periods_are_found_by_year(member: Caller, path: str) -> None:
    """So that a program finds the keys that it needs."""
    found = member("GET", "periods?year=2022").json()["items"]
    assert [(each["ordinal"], each["due_on"]) for each in found] == [(2, "2022-06-25")]
    assert member("GET", "periods?year=1999").json()["items"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"value": "7", "valeu": "8"}, 422),
        ({}, 422),
        ({"value": "1" * 21}, 422),
        ({"value": 10**400}, 422),
        ({"value": "NaN"}, 422),
        ({"value": "Infinity"}, 422),
        ({"value": "7", "note": "a\x00b"}, 422),
        ({"value": "7", "note": "a" * 501}, 422),
        (["value"], 422),
    ],
)
def test_odd_bodies_are_told(member: Caller, path: str, body: Any, status: int) -> None:
    """A slip in a name, a number beyond all bounds, a character that cannot be stored."""
    answer = member("PUT", path, body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert not IndicatorValue.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        f"indicators/{10**30}",
        f"indicators/1/values?period={10**30}",
        f"reports/{2**63}",
        f"tasks/{2**64}",
        f"bodies/{10**18 * 99}",
    ],
)
def test_keys_beyond_all_bounds_are_not_found(office: Caller, path: str) -> None:
    """No database is asked for what it cannot hold."""
    assert office("GET", path).status_code == 404


def test_a_body_over_the_limit_is_told(member: Caller, path: str) -> None:
    """413 with what to do, and nothing is read of it."""
    answer = member("PUT", path, {"value": "7", "note": "a" * 12_100_000})
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.django_db(transaction=True)
def test_two_programs_at_one_row() -> None:
    """Both read the same tag; one is written, the other told that the row changed."""
    world = make_world()
    secret = secret_of(world, world.users[Role.FOCAL_POINT])
    path = path_of(world)
    tag = Caller(Client(), secret)("PUT", path, {"value": "7"})["ETag"]
    answers: dict[str, int] = {}
    together = threading.Barrier(2)

    def put(value: str) -> None:
        together.wait()
        try:
            caller = Caller(Client(), secret)
            answer = caller(
                "PUT", path, {"value": value}, If_Match=tag, Idempotency_Key="k" * 8 + value
            )
            answers[value] = answer.status_code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=put, args=(value,)) for value in ("8", "9")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers.values()) == [200, 412]
    won = next(value for value, status in answers.items() if status == 200)
    assert IndicatorValue.objects.get().value == Decimal(won)
