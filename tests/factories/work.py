"""Make tasks and who has a part in them."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from giaoban.core.folding import fold
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Assignment, Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory

AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)


class TaskFactory(DjangoModelFactory):
    """Make a task that was typed with a reason."""

    class Meta:
        model = Task

    class Params:
        withdrawn = factory.Trait(state=TaskState.WITHDRAWN)

    title = factory.Sequence(lambda at: f"Gửi báo cáo ví dụ {at}")
    folded = factory.LazyAttribute(lambda row: fold(row.title))
    due_on = None
    first_due_on = factory.SelfAttribute("due_on")
    reason = "Trưởng ban giao tại giao ban"
    created_by = factory.SubFactory(UserFactory)
    created_at = AT


class AssignmentFactory(DjangoModelFactory):
    """Let a body lead a task."""

    class Meta:
        model = Assignment

    task = factory.SubFactory(TaskFactory)
    part = Part.LEAD
    body = factory.SubFactory(BodyFactory)
