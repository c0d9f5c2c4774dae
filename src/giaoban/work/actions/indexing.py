"""Let many tasks be found by their words and bodies, in few queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.core import search
from giaoban.core.folding import fold
from giaoban.work.actions.giving import KIND
from giaoban.work.models import Assignment, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

_BATCH = 500


def reindex(keys: Iterable[int]) -> None:
    """Write anew what the tasks are found by."""
    wanted = list(keys)
    for at in range(0, len(wanted), _BATCH):
        _reindex(wanted[at : at + _BATCH])


def _reindex(keys: list[int]) -> None:
    names: dict[int, list[str]] = {}
    for each in Assignment.objects.filter(task__in=keys).select_related("body").order_by("pk"):
        names.setdefault(each.task_id, []).append(each.body.name if each.body else each.written)
    tasks = list(Task.objects.filter(pk__in=keys).only("title", "sentence", "folded"))
    for task in tasks:
        task.folded = fold(" ".join([task.title, *names.get(task.pk, [])]))
    Task.objects.bulk_update(tasks, ["folded"])
    search.put_many(KIND, (_words(task, names.get(task.pk, [])) for task in tasks))


def _words(task: Task, names: list[str]) -> search.Words:
    words = " ".join([task.title[500:], *names, task.sentence])
    return search.Words(task.pk, task.title, words=words)
