"""Long work on the database queue: seen, left, come back to, and run again after a kill.

The queue row is written in the act's own transaction. A running job beats; the worker puts a job
that stopped beating back into the queue, at most ``MOST_ATTEMPTS`` times. So a task may run twice
and must lead to the same result when it does.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from giaoban.core.enums import JobState
from giaoban.core.errors import Refused
from giaoban.core.models import Job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrOrPromise
    from django_tasks.base import Task

    from giaoban.core.policies import Account

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
BEAT_SECONDS = 5
LEASE = dt.timedelta(seconds=30)
_running: set[uuid.UUID] = set()
_guard = threading.Lock()


def start(
    task: Task[Any, Any],
    *,
    title: StrOrPromise,
    by: Account,
    at: dt.datetime,
    total: int = 0,
    arguments: dict[str, Any],
) -> Job:
    """Begin long work; ``task`` is called with ``job_id`` and the arguments.

    Call it inside the act's transaction: either both are written or neither.
    """
    with transaction.atomic():
        job = Job.objects.create(title=str(title)[:200], owner_id=by.pk, total=total, began_at=at)
        result = task.enqueue(job_id=str(job.pk), **arguments)
        job.task_id = str(result.id)
        job.save(update_fields=["task_id"])
    return job


class Running:
    """A job while it runs: what the task tells the person who waits."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def step(self, *, done: int | None = None, total: int | None = None, message: str = "") -> None:
        """Show how far the work is; it is also a beat."""
        self.job.done = self.job.done if done is None else done
        self.job.total = self.job.total if total is None else total
        self.job.message = message[:500]
        self.job.beat_at = timezone.now()
        self.job.save(update_fields=["done", "total", "message", "beat_at"])

    def finish(self, *, result_url: str = "", message: str = "") -> None:
        """Say where the result is; the job ends when its task returns."""
        self.job.result_url = result_url
        self.job.message = message[:500]


@contextmanager
def running(job_id: str) -> Iterator[Running]:
    """Run a job: it beats from here on, and ends done, or failed with a message for the person."""
    job = _begin(uuid.UUID(job_id))
    with _guard:
        _running.add(job.pk)
    handle = Running(job)
    try:
        yield handle
    except Refused as refusal:
        _end(job, JobState.FAILED, str(refusal))
    except Exception:
        _end(
            job,
            JobState.FAILED,
            _("Có lỗi trong lúc chạy. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị viên."),
        )
        raise
    else:
        _end(job, JobState.DONE, job.message)
    finally:
        with _guard:
            _running.discard(job.pk)


def _begin(job_id: uuid.UUID) -> Job:
    now = timezone.now()
    Job.objects.filter(pk=job_id).update(
        state=JobState.RUNNING, beat_at=now, attempts=F("attempts") + 1, message=""
    )
    return Job.objects.get(pk=job_id)


def _end(job: Job, state: JobState, message: str) -> None:
    job.state = state
    job.message = message[:500]
    job.ended_at = timezone.now()
    if state is JobState.DONE and job.total:
        job.done = job.total
    job.save(update_fields=["state", "message", "ended_at", "done", "result_url"])


def beat() -> None:
    """Beat for every job that runs in this process."""
    with _guard:
        mine = list(_running)
    if mine:
        Job.objects.filter(pk__in=mine).update(beat_at=timezone.now())


def recover(*, at: dt.datetime) -> int:
    """Put jobs whose worker died back into the queue; return how many.

    A job whose last allowed attempt died is ended as failed, with what to do.
    """
    with transaction.atomic():
        dead = Job.objects.select_for_update().filter(
            Q(state=JobState.RUNNING, beat_at__lt=at - LEASE)
            | Q(state=JobState.WAITING, task_id__in=_claimed_before(at - LEASE))
        )
        lost = list(dead)
        for job in lost:
            _requeue(job, at)
    return len(lost)


def _claimed_before(limit: dt.datetime) -> list[str]:
    claimed = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=limit)
    return [str(pk) for pk in claimed.values_list("pk", flat=True)]


def _requeue(job: Job, at: dt.datetime) -> None:
    rows = DBTaskResult.objects.filter(pk=job.task_id)
    if job.attempts >= MOST_ATTEMPTS:
        logger.error("job %s given up after %s attempts", job.pk, job.attempts)
        rows.update(status=TaskResultStatus.FAILED, finished_at=at)
        job.state = JobState.FAILED
        job.ended_at = at
        job.message = _("Máy chủ dừng giữa chừng nhiều lần. Hãy thử lại hoặc báo quản trị viên.")
    else:
        logger.warning("job %s put back into the queue", job.pk)
        rows.update(status=TaskResultStatus.READY, started_at=None)
        job.state = JobState.WAITING
        job.beat_at = None
    job.save(update_fields=["state", "ended_at", "message", "beat_at"])
