"""Answers are kept until something is written, by whomever."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from giaoban.bodies.models import Body
from giaoban.core import unchanged
from tests.factories.bodies import BodyFactory

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(act: Callable[[], object]) -> None:
    """Do it on a connection of its own, as another process would."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    other = threading.Thread(target=run)
    other.start()
    other.join()


def asked() -> tuple[int, int]:
    """Count the bodies; return the count, and how many counting queries it took."""
    with CaptureQueriesContext(connection) as queries:
        count = unchanged.count(Body.objects.filter(name__gte=""))
    return count, sum("COUNT(" in each["sql"] for each in queries.captured_queries)


def test_a_question_is_asked_once() -> None:
    """The second answer takes no query of its own."""
    BodyFactory()
    assert asked() == (1, 1)
    assert asked() == (1, 0)


def test_another_question_is_another() -> None:
    """Questions that differ by a value alone have answers of their own."""
    first, _second = BodyFactory(), BodyFactory()
    assert unchanged.count(Body.objects.filter(pk__gte=0)) == 2
    assert unchanged.count(Body.objects.filter(pk=first.pk)) == 1
    assert unchanged.count(Body.objects.filter(pk=-1)) == 0
    assert unchanged.count(Body.objects.none()) == 0


@pytest.mark.parametrize("where", [elsewhere, lambda act: act()], ids=["elsewhere", "here"])
@pytest.mark.parametrize("act", ["add", "change", "delete"])
def test_any_write_ends_what_was_kept(
    where: Callable[[Callable[[], object]], None], act: str
) -> None:
    """A row added, changed or deleted on any connection is seen by the next question."""
    row = BodyFactory(name="Sở Một")
    seen = Body.objects.filter(name="Sở Một")
    assert unchanged.count(seen) == 1
    acts: dict[str, tuple[Callable[[], object], int]] = {
        "add": (lambda: BodyFactory(name="Sở Một"), 2),
        "change": (lambda: Body.objects.filter(pk=row.pk).update(name="Sở Hai"), 0),
        "delete": (lambda: Body.objects.filter(pk=row.pk).delete(), 0),
    }
    written, expected = acts[act]
    where(written)
    assert unchanged.count(seen) == expected


def test_what_is_taken_back_was_never_kept() -> None:
    """Inside a transaction every question is asked; after its rollback the old answer holds."""
    BodyFactory()
    assert asked() == (1, 1)
    with transaction.atomic():
        BodyFactory()
        assert asked() == (2, 1)
        transaction.set_rollback(True)
    assert asked()[0] == 1


def test_a_write_that_is_not_committed_is_not_seen() -> None:
    """What another transaction wrote counts from its commit on, and not a moment later."""
    BodyFactory()
    written, go_on = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            BodyFactory()
            written.set()
            go_on.wait(10)
        connection.close()

    other = threading.Thread(target=write_slowly)
    other.start()
    assert written.wait(10)
    assert asked()[0] == 1
    assert asked()[0] == 1
    go_on.set()
    other.join()
    assert asked()[0] == 2


def test_one_look_lasts_as_long_as_a_page() -> None:
    """What others write meanwhile is seen by the next look, what is written here at once."""
    BodyFactory()
    every = Body.objects.filter(name__gte="")
    with unchanged.one_look():
        assert unchanged.count(every) == 1
        elsewhere(BodyFactory)
        assert unchanged.count(every) == 1
        BodyFactory()
        assert unchanged.count(every) == 3
    elsewhere(BodyFactory)
    assert unchanged.count(every) == 4


def test_a_kept_row_is_nobody_elses() -> None:
    """Whoever changes what they were handed changes nothing for others; a saved change is seen."""
    key = BodyFactory(name="Sở Một").pk
    mine = unchanged.row(Body, key)
    assert mine is not None
    mine.name = "Sở Khác"
    other = unchanged.row(Body, key)
    assert other is not None
    assert other.name == "Sở Một"
    elsewhere(lambda: Body.objects.filter(pk=key).update(name="Sở Hai"))
    changed = unchanged.row(Body, key)
    assert changed is not None
    assert changed.name == "Sở Hai"
    assert unchanged.row(Body, key + 1) is None
