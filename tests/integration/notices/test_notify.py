"""The command: the same round by hand, or a look at what it would do; and the worker by itself."""

from __future__ import annotations

import datetime as dt
import io
import signal
import time
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from giaoban.directives import reminding
from giaoban.notices.models import Collection, Mail, Notice
from tests import processes
from tests.factories.directives import DirectiveFactory, MilestoneFactory
from tests.factories.notices import NoticeFactory
from tests.smtp import sink

if TYPE_CHECKING:
    from pathlib import Path

    from giaoban.accounts.models import User

MORNING = "2022-06-10T07:00"
PATIENCE = 60


def notify(*words: str) -> str:
    """Run the command; return what it says."""
    out = io.StringIO()
    call_command("notify", *words, stdout=out)
    return out.getvalue()


def milestone() -> User:
    """Make a review whose time to begin has come on that day; return who is told of it."""
    directive = DirectiveFactory(identifier="20-NQ/TW")
    MilestoneFactory(directive=directive, due_on=dt.date(2022, 11, 1))
    return directive.created_by


def everything() -> dict[str, list[dict[str, object]]]:
    """Return every row of every table."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed
    }


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(mailoutbox) -> None:
    """It says who would get which mail; no table changes and no mail goes."""
    person = milestone()
    NoticeFactory(person=person)
    before = everything()
    said = notify("--dry-run", "--at", MORNING)
    assert f"{person.email}: 1 việc quá hạn, 1 mốc sắp tới – Giao ban" in said
    assert "Chạy thử, không ghi gì: 1 thông báo mới, soạn 1 thư, 0 thư đang chờ." in said
    assert everything() == before
    assert mailoutbox == []
    assert "Kính gửi" in notify("--dry-run", "--at", MORNING, "--verbosity", "2")


@pytest.mark.django_db
def test_a_run_does_what_the_dry_run_said(mailoutbox) -> None:
    """Once; the second run finds nothing to do."""
    milestone()
    assert "1 thông báo mới, soạn 1 thư, gửi 1 thư." in notify("--at", MORNING)
    assert "0 thông báo mới, soạn 0 thư, gửi 0 thư." in notify("--at", MORNING)
    assert [mail.subject for mail in mailoutbox] == ["1 mốc sắp tới – Giao ban"]


@pytest.mark.django_db
def test_at_night_it_says_why_nothing_goes(mailoutbox) -> None:
    """What was found is kept for the morning."""
    milestone()
    assert "Đang giờ yên lặng" in notify("--at", "2022-06-10T23:00:00+07:00")
    assert (Notice.objects.count(), Mail.objects.count(), mailoutbox) == (1, 0, [])


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["sáng mai", "2022-13-40T07:00"])
def test_a_moment_that_is_none_is_refused(text: str) -> None:
    """It says how to write one."""
    with pytest.raises(CommandError, match="2022-06-10T07:00"):
        notify("--at", text)


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_it_by_itself(tmp_path: Path) -> None:
    """A worker that runs collects and sends, without a command; stopped, it ends well."""
    MilestoneFactory(directive=DirectiveFactory(), due_on=timezone.localdate())
    NoticeFactory(back=True)
    with sink() as server:
        url = f"smtp+plain://127.0.0.1:{server.port}"
        given = processes.environment(tmp_path, GIAOBAN_EMAIL_URL=url, GIAOBAN_QUIET_HOURS="")
        worker = processes.start(given, "worker")
        until = time.monotonic() + PATIENCE
        while not server.taken and time.monotonic() < until:
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        _out, error = worker.communicate(timeout=PATIENCE)
        assert worker.returncode == 0, error
    looked = Collection.objects.get(collector="directives.milestones")
    assert looked.found == Notice.objects.filter(kind=reminding.AHEAD).count() > 0
