"""Long work: written with its act, seen while it runs, taken up again after a kill."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from giaoban.accounts.models import User
from giaoban.core import jobs
from giaoban.core.enums import JobState
from giaoban.core.errors import Refused
from giaoban.core.models import Job

LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)


@task()
def count_to(job_id: str, n: int) -> None:
    """Count, showing each step."""
    with jobs.running(job_id) as job:
        for at in range(1, n + 1):
            job.step(done=at, total=n, message=f"{at}")
        job.finish(result_url="/tim/")


@task()
def refuse(job_id: str) -> None:
    """Refuse with a reason for the person."""
    with jobs.running(job_id):
        raise Refused("Hãy chọn tệp khác.")


@pytest.fixture
def user(transactional_db: None) -> User:
    """Make a coordinator."""
    return User.objects.create_user("a@vidu.example", name="Lê Ví Dụ", role="coordinator")


def test_a_job_runs_and_says_where_its_result_is(user: User) -> None:
    """The worker runs the job; the person finds it done, with its result."""
    job = jobs.start(count_to, title="Đếm", by=user, at=AT, arguments={"n": 3})
    call_command("worker", batch=True, interval=0)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result_url) == (JobState.DONE, 3, 3, "/tim/")


def test_a_refusal_is_told(user: User) -> None:
    """What the person can mend stands in the job's message."""
    job = jobs.start(refuse, title="Từ chối", by=user, at=AT, arguments={})
    call_command("worker", batch=True, interval=0)
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "Hãy chọn tệp khác.")


def test_an_act_rolled_back_leaves_no_job(user: User) -> None:
    """Job and queue are written with the act, or not at all."""
    with transaction.atomic():
        jobs.start(count_to, title="Đếm", by=user, at=AT, arguments={"n": 1})
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def _die(job: Job, attempts: int, at: dt.datetime) -> None:
    """Leave the rows as a worker killed in the middle leaves them."""
    state = JobState.RUNNING if attempts else JobState.WAITING
    Job.objects.filter(pk=job.pk).update(state=state, beat_at=at, attempts=attempts)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=at)


@pytest.mark.parametrize("attempts", [0, 1, 2])
def test_a_killed_job_is_run_again(user: User, attempts: int) -> None:
    """A job whose worker was killed, before or after it began, goes back and ends done."""
    job = jobs.start(count_to, title="Đếm", by=user, at=AT, arguments={"n": 2})
    _die(job, attempts, LATER - jobs.LEASE * 2)
    assert jobs.recover(at=LATER) == 1
    call_command("worker", batch=True, interval=0)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_job_that_beats_is_left_alone(user: User) -> None:
    """A running job within its lease is nobody else's."""
    job = jobs.start(count_to, title="Đếm", by=user, at=AT, arguments={"n": 2})
    _die(job, 1, LATER - jobs.LEASE / 2)
    assert jobs.recover(at=LATER) == 0


def test_a_job_that_dies_again_and_again_is_given_up(user: User) -> None:
    """After the last attempt the job fails, and says what to do."""
    job = jobs.start(count_to, title="Đếm", by=user, at=AT, arguments={"n": 2})
    _die(job, jobs.MOST_ATTEMPTS, LATER - jobs.LEASE * 2)
    jobs.recover(at=LATER)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "báo quản trị" in job.message
