"""Work that comes round: in time, by one worker, whatever fails, dies, or turns the clock back."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connections

from giaoban.core import periodic
from giaoban.core.models import PeriodicWork

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = dt.datetime(2022, 6, 10, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dt.datetime]]:
    """Register work that comes round each minute, alone; yield when it ran."""
    monkeypatch.setattr(periodic, "_works", {})
    found: list[dt.datetime] = []
    periodic.register("test", MINUTE, found.append)
    yield found
    periodic.forget("test")


@pytest.mark.django_db
def test_it_comes_round(ran: list[dt.datetime]) -> None:
    """At once, then not before its time."""
    for seconds in (0, 30, 59, 60, 61, 150):
        periodic.run_due(at=AT + dt.timedelta(seconds=seconds))
    assert [(at - AT).seconds for at in ran] == [0, 60, 150]


@pytest.mark.django_db
def test_work_that_fails_comes_round_again(ran: list[dt.datetime], caplog) -> None:
    """It is told in the log and holds up no other work."""
    periodic.register("a-broken", MINUTE, lambda _at: 1 / 0)
    try:
        for minute in range(2):
            assert "test" in periodic.run_due(at=AT + minute * MINUTE)
    finally:
        periodic.forget("a-broken")
    assert len(ran) == 2
    assert caplog.text.count("a-broken failed") == 2


@pytest.mark.django_db
def test_work_of_a_dead_worker_is_taken_up(ran: list[dt.datetime]) -> None:
    """While somebody runs it nobody else does, until they have been silent for too long."""
    PeriodicWork.objects.create(key="test", began_at=AT, running=True)
    assert periodic.run_due(at=AT + 2 * MINUTE) == []
    assert periodic.run_due(at=AT + periodic.LONGEST) == ["test"]
    assert PeriodicWork.objects.get().running is False


@pytest.mark.django_db
@pytest.mark.parametrize("running", [True, False])
def test_a_clock_set_back_does_not_stop_it(ran: list[dt.datetime], running: bool) -> None:
    """A row out of the future holds nothing up for a year."""
    PeriodicWork.objects.create(key="test", began_at=AT + 365 * 24 * 60 * MINUTE, running=running)
    assert periodic.run_due(at=AT) == ["test"]


def test_a_key_is_registered_once(ran: list[dt.datetime]) -> None:
    """Two apps cannot take each other's place."""
    with pytest.raises(ValueError, match="comes round already"):
        periodic.register("test", MINUTE, ran.append)


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_run_it_once(ran: list[dt.datetime]) -> None:
    """Of six that look in the same moment one runs it."""
    start = threading.Barrier(6)

    def look() -> None:
        start.wait()
        periodic.run_due(at=AT)
        connections.close_all()

    threads = [threading.Thread(target=look) for _each in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert ran == [AT]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_empties_the_queue_runs_none(ran: list[dt.datetime]) -> None:
    """``--batch`` is for the queue alone."""
    call_command("worker", batch=True, interval=0)
    assert ran == []
