"""The table of states, whole: every state × act × person is allowed or refused as it says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from giaoban.core.errors import NotAllowed, Refused
from giaoban.work import actions, diagram, states
from giaoban.work.enums import TaskKind, TaskState, Who
from tests.conftest import ROOT
from tests.integration.work.people import AT, DUE, extension, make_people, make_task, stand

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.work.models import Task
    from tests.integration.work.people import People

OFFICE, SECOND = "office", "second"
# Who may, where the table says so; plain names, so that the policies are not tested by themselves.
MAY: dict[Who, set[str]] = {
    Who.OFFICE: {OFFICE, SECOND},
    Who.LEAD: {"lead"},
    Who.LEAD_OR_OFFICE: {OFFICE, SECOND, "lead"},
    Who.COOPERATING_OR_OFFICE: {OFFICE, SECOND, "cooperating"},
    Who.TAKING_PART: {"lead", "cooperating"},
    Who.TAKING_PART_OR_OFFICE: {OFFICE, SECOND, "lead", "cooperating"},
    Who.VERIFIER: {OFFICE, SECOND, "chief"},
}


def _extension(task: Task, people: People) -> Any:
    return task.extensions.first() or extension(task, people.lead)


def _evidence(task: Task, by: User) -> Any:
    return task.evidence.create(title="c", url="https://vidu.example/c", by=by, at=AT)


CALLS: dict[str, Any] = {
    "assign": lambda _p, by, t: actions.assign(by=by, at=AT, task=t),
    "accept": lambda _p, by, t: actions.accept(by=by, at=AT, task=t),
    "decline": lambda _p, by, t: actions.decline(by=by, at=AT, task=t, reason="Không thuộc"),
    "tell_progress": lambda p, by, t: actions.tell_progress(
        by=by, at=AT, task=t, body=p.body, percent=40, text="Đang làm"
    ),
    "contribute": lambda p, by, t: actions.tell_progress(
        by=by, at=AT, task=t, body=p.other, percent=40, text="Đang làm"
    ),
    "attach": lambda _p, by, t: actions.attach(
        by=by, at=AT, task=t, title="b", data=None, url="https://vidu.example/b"
    ),
    "detach": lambda _p, by, t: actions.detach(by=by, at=AT, kept=_evidence(t, by)),
    "submit": lambda _p, by, t: actions.submit(by=by, at=AT, task=t, text="Xong", on_behalf=True),
    "recall": lambda _p, by, t: actions.recall(by=by, at=AT, task=t),
    "verify": lambda _p, by, t: actions.verify(by=by, at=AT, task=t),
    "send_back": lambda _p, by, t: actions.send_back(by=by, at=AT, task=t, text="Thiếu"),
    "close": lambda _p, by, t: actions.close(by=by, at=AT, task=t),
    "reopen": lambda _p, by, t: actions.reopen(by=by, at=AT, task=t, reason="Sai số liệu"),
    "ask_extension": lambda _p, by, t: actions.ask_extension(
        by=by, at=AT, task=t, until=DUE + dt.timedelta(days=9), reason="Chờ", no_fault=False
    ),
    "recall_extension": lambda p, by, t: actions.recall_extension(
        by=by, at=AT, extension=_extension(t, p)
    ),
    "decide_extension": lambda p, by, t: actions.decide_extension(
        by=by, at=AT, extension=_extension(t, p), grant=True
    ),
    "set_handlers": lambda _p, by, t: actions.set_handlers(
        by=by, at=AT, task=t, body=by.body, persons=[]
    ),
    "break_down": lambda p, by, t: actions.break_down(
        by=by, at=AT, task=t, title="Việc nhỏ", lead=p.body
    ),
    "cancel": lambda _p, by, t: actions.cancel(by=by, at=AT, task=t, reason="Thôi"),
    "supersede": lambda p, by, t: actions.supersede(
        by=by, at=AT, task=t, successor=make_task(p, title="Mới"), reason="Thay"
    ),
    "withdraw": lambda _p, by, t: actions.withdraw(by=by, at=AT, task=t),
    "restore": lambda _p, by, t: actions.restore(by=by, at=AT, task=t),
}
# A second time these change nothing, and are no error.
HARMLESS = {
    ("withdraw", TaskState.WITHDRAWN),
    *(("restore", state) for state in TaskState if state != TaskState.WITHDRAWN),
}


def test_every_act_is_tried() -> None:
    """The table names no act that is not called here, and the other way round."""
    assert set(CALLS) == set(states.acts())


def _expected(act: str, state: str, kind: str, name: str) -> str:
    if name not in MAY[states.acts()[act]]:
        return "not allowed"
    if act in states.steps(state, kind) or (act, state) in HARMLESS:
        return "done"
    return "refused"


def _outcome(people: People, act: str, user: User, task: Task) -> str:
    try:
        with transaction.atomic():
            CALLS[act](people, user, task)
    except NotAllowed:
        return "not allowed"
    except Refused:
        return "refused"
    return "done"


def _moved_right(act: str, state: str, kind: str, task: Task) -> bool:
    task.refresh_from_db()
    step = states.steps(state, kind).get(act)
    return task.state == (step.to if step is not None and step.to is not None else state)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [TaskKind.CARRY_OUT, TaskKind.INFORMATION])
@pytest.mark.parametrize("state", TaskState)
def test_every_act_by_everybody(state: TaskState, kind: TaskKind) -> None:
    """Whoever the table does not name is not allowed, whatever it has no row for is refused."""
    people = make_people()
    task = stand(people, state, kind)
    wrong = []
    for act in CALLS:
        for name, user in people.everybody.items():
            with transaction.atomic():
                outcome = _outcome(people, act, user, task)
                right = (
                    outcome != "done" or act == "restore" or _moved_right(act, state, kind, task)
                )
                transaction.set_rollback(True)
            if (outcome, right) != (_expected(act, state, kind, name), True):
                wrong.append((act, name, outcome, right))
    assert wrong == []


@pytest.mark.parametrize(
    ("children", "whole", "state"),
    [
        ([], True, None),
        (["assigned", "assigned"], True, TaskState.ASSIGNED),
        (["assigned", "accepted"], True, TaskState.IN_PROGRESS),
        (["verified", "assigned"], True, TaskState.IN_PROGRESS),
        (["verified", "closed"], True, TaskState.VERIFIED),
        (["closed", "cancelled"], True, TaskState.CLOSED),
        (["closed", "closed"], False, TaskState.IN_PROGRESS),
        (["cancelled", "withdrawn"], True, TaskState.CANCELLED),
        (["withdrawn"], True, None),
    ],
)
def test_a_group_stands_where_its_children_stand(
    children: list[str], whole: bool, state: TaskState | None
) -> None:
    """It is closed when all are; what was called off counts for nothing beside what was done."""
    assert states.summed(children, whole=whole) == state


def test_the_kinds_are_known() -> None:
    """Every kind either asks for something or informs; evidence is asked of some that ask."""
    assert set(TaskKind) == states.ASKS | states.INFORMS
    assert states.NEEDS_EVIDENCE < states.ASKS


def test_the_documentation_is_the_table() -> None:
    """docs/reference/states.md is what scripts/states.py prints."""
    page = (ROOT / "docs" / "reference" / "states.md").read_text("utf-8")
    assert page == diagram.page()
