"""A person leaves: who takes over follows their open tasks, watches theirs, keeps their filters."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from giaoban.accounts.actions import accounts as actions
from giaoban.accounts.models import Handover
from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry, SavedFilter
from giaoban.work.enums import TaskState
from giaoban.work.models import Watch
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.work import AssignmentFactory, TaskFactory

if TYPE_CHECKING:
    from giaoban.accounts.models import User

pytestmark = pytest.mark.django_db
AT = dt.datetime(2022, 6, 10, 1, tzinfo=dt.UTC)


def hand_over(going: User, coming: User) -> dict[str, int]:
    """Hand over; return how much of each thing moved."""
    by = UserFactory(role=Role.ADMINISTRATOR)
    return actions.hand_over(from_user=going, to_user=coming, reason="Nghỉ hưu", by=by, at=AT).moved


def test_open_tasks_are_followed_by_who_takes_over() -> None:
    """On record for each; what is done keeps the name of who followed it."""
    going, coming = UserFactory(), UserFactory()
    task = TaskFactory(state=TaskState.IN_PROGRESS, lead=BodyFactory(), follower=going)
    done = TaskFactory(
        state=TaskState.VERIFIED, lead=BodyFactory(), follower=going, done_on=AT.date()
    )
    version = task.version
    assert hand_over(going, coming)["work.follower"] == 1
    task.refresh_from_db()
    done.refresh_from_db()
    assert (task.follower, task.version, done.follower) == (coming, version + 1, going)
    entry = AuditEntry.objects.get(act="work.follow")
    assert (entry.actor_id, entry.facts) == (
        Handover.objects.get().by_id,
        {"before": going.pk, "after": coming.pk},
    )


def test_who_may_not_follow_takes_nothing() -> None:
    """A focal point of a body follows no tasks of the office."""
    going, coming = UserFactory(), UserFactory(role=Role.FOCAL_POINT, body=BodyFactory())
    task = TaskFactory(state=TaskState.IN_PROGRESS, lead=BodyFactory(), follower=going)
    assert hand_over(going, coming)["work.follower"] == 0
    task.refresh_from_db()
    assert task.follower == going


def test_watches_go_as_far_as_the_other_may_see() -> None:
    """What both watch is watched once; what the other may not see is dropped."""
    going, body = UserFactory(), BodyFactory()
    coming = UserFactory(role=Role.FOCAL_POINT, body=body)
    own = TaskFactory(state=TaskState.IN_PROGRESS, lead=body)
    AssignmentFactory(task=own, body=body)
    foreign = TaskFactory(state=TaskState.IN_PROGRESS, lead=BodyFactory())
    for task in (own, foreign):
        Watch.objects.create(task=task, user=going)
    assert hand_over(going, coming)["work.watches"] == 1
    assert list(Watch.objects.values_list("task", "user")) == [(own.pk, coming.pk)]


def test_saved_filters_are_copied_and_none_is_overwritten() -> None:
    """The same name stays as the other keeps it."""
    going, coming = UserFactory(), UserFactory()
    for user, name, query in (
        (going, "Trễ hạn", "state=late"),
        (going, "Của tôi", "q=a"),
        (coming, "Của tôi", "q=b"),
    ):
        SavedFilter.objects.create(user_id=user.pk, page="work:list", name=name, query=query)
    assert hand_over(going, coming)["core.filters"] == 1
    kept = SavedFilter.objects.filter(user_id=coming.pk).values_list("name", "query")
    assert dict(kept) == {"Trễ hạn": "state=late", "Của tôi": "q=b"}
