"""Make what the tests of closing stand on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from giaoban.bodies.models import Membership
from giaoban.reporting.actions import closing as actions
from giaoban.work.enums import TaskState
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.work import AssignmentFactory, TaskFactory

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from giaoban.reporting.models import Amendment, ClosedLine, Closing, Period
    from giaoban.work.models import Task

AFTER = dt.datetime(2022, 7, 5, 1, tzinfo=dt.UTC)
GIVEN = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)


def a_body(period: Period, **fields: object) -> Body:
    """Make a member of the period's bloc."""
    body = BodyFactory(**fields)
    Membership.objects.create(bloc=period.calendar.bloc, body=body)
    return body


def a_task(body: Body, **fields: object) -> Task:
    """Make a task that the body leads."""
    made = {"state": TaskState.IN_PROGRESS, "lead": body, "assigned_at": GIVEN} | fields
    task = TaskFactory(**made)
    AssignmentFactory(task=task, body=body)
    return task


def close(period: Period, **fields: object) -> Closing:
    """Close the period as a coordinator."""
    told = {"by": UserFactory(), "at": AFTER, "reason": "Quá hạn gửi"} | fields
    return actions.close(period=period, **told)


def amend(line: ClosedLine, name: str, old: str, new: str, reason: str = "Số sai") -> Amendment:
    """Correct a value as a coordinator."""
    return actions.amend(
        line=line, name=name, old=old, new=new, reason=reason, by=UserFactory(), at=AFTER
    )
