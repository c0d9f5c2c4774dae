"""Tie the tasks that a paper gave to the directive that the paper itself is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from giaoban.work import permissions
from giaoban.work.actions.moving import record
from giaoban.work.enums import TaskState
from giaoban.work.models import Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from giaoban.accounts.models import User
    from giaoban.directives.models import Directive
    from giaoban.documents.models import Document


@transaction.atomic
def tie(*, by: User, at: dt.datetime, directive: Directive, document: Document) -> list[int]:
    """Let what the paper gave hang on the directive; return the tasks that did not before."""
    permissions.tasks.require(by, "confirm")
    given = Task.objects.filter(document=document).exclude(state=TaskState.WITHDRAWN)
    loose = list(given.exclude(directives=directive).order_by("pk"))
    for task in loose:
        task.directives.add(directive)
        record("tie", by=by, at=at, task=task, directive=directive.pk)
    return [task.pk for task in loose]


@transaction.atomic
def untie(*, by: User, at: dt.datetime, directive: Directive, tasks: Iterable[int]) -> None:
    """Take back that tasks hang on a directive; nothing where they do not."""
    permissions.tasks.require(by, "confirm")
    for task in Task.objects.filter(pk__in=tasks, directives=directive).order_by("pk"):
        task.directives.remove(directive)
        record("untie", by=by, at=at, task=task, directive=directive.pk)
