"""Whatever happens in whatever order: told once, one mail a day, quiet nights, nothing lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.core import mail as post
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.notices import jobs, quiet
from giaoban.notices.actions import notices
from giaoban.notices.models import Mail, Notice
from tests.factories.accounts import UserFactory
from tests.factories.notices import AT

EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), st.sampled_from(["test.late", "test.soon", "test.back"])),
        st.tuples(st.just("wait"), st.sampled_from([1, 29, 55, 4 * 60, 11 * 60, 26 * 60])),
        st.tuples(st.just("back"), st.sampled_from([5, 90, 25 * 60])),
        st.tuples(st.just("look"), st.just(0)),
        st.tuples(st.just("die"), st.just(0)),
    ),
    max_size=25,
)
AWAY = override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
    EMAIL_HOST="127.0.0.1",
    EMAIL_PORT=1,
)


@pytest.mark.django_db
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=EVENTS)
def test_whatever_happens(events: list[tuple[str, str | int]]) -> None:
    """People are told, looks are taken, the clock jumps, the mail server is away for a while."""
    with transaction.atomic():
        post.outbox.clear()
        _play(events)
        transaction.set_rollback(True)


def _play(events: list[tuple[str, str | int]]) -> None:
    person, at, told = UserFactory(), AT, 0
    for what, value in events:
        if what == "tell":
            told += 1
            for _twice in range(2):
                given_ = {"facts": {"title": f"việc {told}"}, "link": "/", "at": at}
                notices.put(to=person, kind=value, key=f"k{told}", **given_)
        elif what == "look":
            notices.see_all(by=person, at=at)
        elif what == "die":
            with AWAY:
                jobs.go_round(lambda at=at: at)
        else:
            minutes = value if what == "wait" else -value
            at += dt.timedelta(minutes=minutes)
            _round(at)
    for days in range(1, 4):
        for hour in (7, 8):
            morning = timezone.localtime(at + dt.timedelta(days=days)).replace(hour=hour, minute=0)
            _round(morning)
    assert Notice.objects.count() == told
    _every_notice_was_told_once(told)
    _no_day_has_two()


def _round(at: dt.datetime) -> None:
    before = len(post.outbox)
    jobs.go_round(lambda: at)
    assert len(post.outbox) == before or not quiet.holds(at)


def _every_notice_was_told_once(told: int) -> None:
    said = Counter(
        line[3:]
        for mail in post.outbox
        for line in mail.body.splitlines()
        if line[3:].startswith("việc ")
    )
    assert set(said.values()) <= {1}
    seen = set(Notice.objects.exclude(seen_at=None).values_list("key", flat=True))
    assert {f"việc {n}" for n in range(1, told + 1) if f"k{n}" not in seen} <= set(said)


def _no_day_has_two() -> None:
    days = list(Mail.objects.filter(kind="digest").values_list("day", flat=True))
    assert len(days) == len(set(days))
    assert not Mail.objects.filter(state__in=["waiting", "sending", "failed"]).exists()
