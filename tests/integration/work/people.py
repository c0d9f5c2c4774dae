"""Who acts on tasks in the tests: the office twice, bodies with their persons, a lead body."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from giaoban.core.enums import Role
from giaoban.work import actions
from giaoban.work.enums import TaskKind, TaskState
from giaoban.work.models import Extension, Submission, Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)
TODAY = dt.date(2022, 4, 8)
DUE = dt.date(2022, 6, 15)
PDF = b"%PDF-1.4 not much of a file"


class People(NamedTuple):
    """A bloc in small."""

    office: User
    second: User
    lead: User
    cooperating: User
    foreign: User
    leader: User
    chief: User
    auditor: User
    body: Body
    other: Body

    @property
    def everybody(self) -> dict[str, User]:
        """Everybody who signs in, by name."""
        return {name: each for name, each in self._asdict().items() if hasattr(each, "role")}


def make_people() -> People:
    """Make a lead body with its office and leader, and three bodies with their focal points."""
    first = BlocFactory().lead
    one, two, three = (BodyFactory(name=f"Sở {name}") for name in ("Một", "Hai", "Ba"))
    focal = [UserFactory(role=Role.FOCAL_POINT, body=body) for body in (one, two, three)]
    return People(
        UserFactory(body=first),
        UserFactory(body=first),
        *focal,
        UserFactory(role=Role.LEADER, body=one),
        UserFactory(role=Role.LEADER, body=first),
        UserFactory(role=Role.AUDITOR, body=first),
        one,
        two,
    )


def make_task(people: People, **fields: object) -> Task:
    """Give a task to the first body, the second cooperates."""
    given: dict[str, object] = {
        "title": "Gửi số liệu quý II",
        "lead": [(people.body.name, people.body)],
        "cooperating": [(people.other.name, people.other)],
        "due_on": DUE,
        "reason": "Trưởng ban giao",
    }
    return actions.confirm(by=people.office, at=AT, **{**given, **fields})  # type: ignore[arg-type]


def stand(people: People, state: str, kind: str = TaskKind.CARRY_OUT) -> Task:
    """Make a task of a kind that stands in a state, by rows alone."""
    task = make_task(people, kind=kind, draft=state == TaskState.DRAFT)
    task.evidence.create(title="a", url="https://vidu.example/a", by=people.lead, at=AT)
    done = state in {TaskState.VERIFIED, TaskState.CLOSED}
    Task.objects.filter(pk=task.pk).update(
        state=state, state_reason="vì thế", done_on=TODAY if done else None
    )
    if state == TaskState.SUBMITTED:
        submission(task, people.lead)
    task.refresh_from_db()
    return task


def submission(task: Task, by: User) -> Submission:
    """Send work in, by rows alone."""
    sent = Submission.objects.create(task=task, number=1, body=task.lead, by=by, at=AT)
    task.evidence.update(submission=sent)
    return sent


def extension(task: Task, by: User) -> Extension:
    """Ask for an extension, by rows alone."""
    return Extension.objects.create(
        task=task,
        number=1,
        reason="Chờ số liệu",
        from_due_on=DUE,
        asked_due_on=DUE + dt.timedelta(days=10),
        body=task.lead,
        by=by,
        at=AT,
    )
