"""Two people at the same moment: nothing is lost, and neither waits for the other for ever."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from giaoban.work import actions
from giaoban.work.enums import TaskKind, TaskState
from giaoban.work.models import Task
from tests.integration.work.people import AT, make_people, make_task

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.work.people import People

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def _at_once(*acts: Callable[[], object]) -> None:
    """Do the acts in threads that begin together; whatever one of them raises is raised here."""
    begin, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            begin.wait(10)
            act()
        except Exception as error:  # noqa: BLE001 (told by the test's own thread)
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert raised == []


def _group(people: People) -> Task:
    leads = [(body.name, body) for body in (people.body, people.other)]
    return make_task(people, lead=leads, cooperating=[], kind=TaskKind.COMMENT)


def test_the_last_two_parts_are_verified_at_once() -> None:
    """The whole is done, whoever came second."""
    people = make_people()
    for _ in range(ROUNDS):
        group = _group(people)
        children = list(group.children.order_by("pk"))
        for child in children:
            actions.submit(by=people.office, at=AT, task=child, text="Xong", on_behalf=True)
        _at_once(
            lambda: actions.verify(by=people.second, at=AT, task=children[0]),  # noqa: B023
            lambda: actions.verify(by=people.chief, at=AT, task=children[1]),  # noqa: B023
        )
        group.refresh_from_db()
        assert group.state == TaskState.VERIFIED


def test_the_whole_is_mended_while_a_part_is_worked_on() -> None:
    """The new product and the progress told at the same moment are both there."""
    people = make_people()
    for _ in range(ROUNDS):
        group = _group(people)
        child = group.children.get(lead=people.body)
        actions.accept(by=people.lead, at=AT, task=child)
        group.refresh_from_db()
        _at_once(
            lambda: actions.change(
                by=people.office,
                at=AT,
                task=group,  # noqa: B023
                version=group.version,  # noqa: B023
                product="Báo cáo",
            ),
            lambda: actions.tell_progress(
                by=people.lead,
                at=AT,
                task=child,  # noqa: B023
                body=people.body,
                percent=60,
                text="Đang làm",
            ),
        )
        told = Task.objects.get(pk=child.pk)
        assert (told.product, told.percent, told.state) == ("Báo cáo", 60, TaskState.IN_PROGRESS)
