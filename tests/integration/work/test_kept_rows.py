"""The rows of a list are written out once, and anew as soon as anything is written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.work.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.work import TaskFactory

# Inside a transaction nothing is kept.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Client:
    """Sign a coordinator in."""
    client = Client()
    client.force_login(UserFactory())
    return client


def asked(client: Client) -> tuple[str, int]:
    """Return the list, and how many queries it took that read more of tasks than their number."""
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/nhiem-vu/").content.decode()
    return page, sum('"work_task"."title"' in each["sql"] for each in queries.captured_queries)


def test_rows_are_read_once_until_something_is_written(office: Client) -> None:
    """The second look reads no row; a changed title is there at the third."""
    task = TaskFactory(title="Rà soát trường lớp")
    asked(office)
    page, n_read = asked(office)
    assert "Rà soát trường lớp" in page
    assert n_read == 0
    Task.objects.filter(pk=task.pk).update(title="Rà soát thư viện")
    page, n_read = asked(office)
    assert "Rà soát thư viện" in page
    assert "Rà soát trường lớp" not in page
    assert n_read == 1


def test_each_reads_in_the_own_language_what_they_may_do(office: Client) -> None:
    """What is kept for a coordinator in Vietnamese is not shown to a leader in English."""
    TaskFactory()
    assert "Chủ trì" in asked(office)[0]
    assert 'name="tick"' in asked(office)[0]
    leader = Client()
    leader.force_login(UserFactory(role="leader", language="en"))
    page = asked(leader)[0]
    assert "Chủ trì" not in page
    assert 'name="tick"' not in page
