"""Fill an empty database and sign its people in; print sessions and the times taken as JSON.

Run by ``benchmarks.load`` in a process of its own, with home, database and size in the environment.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING

import django

if __name__ == "__main__":
    django.setup()

# Models can be imported only once Django is set up.
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command

from benchmarks.province import build
from benchmarks.sizes import BIG, PROVINCE, Size
from giaoban.accounts.models import User
from giaoban.accounts.trail import SESSION_FLAG
from giaoban.core.enums import Role
from giaoban.notices import jobs
from giaoban.reporting.models import Report
from giaoban.work.enums import TaskState
from giaoban.work.models import Task

if TYPE_CHECKING:
    from collections.abc import Iterator

# The quick one has as many tasks, so that its task list says what the whole one's would.
SIZES = {
    "tiny": Size(bodies=12, accounts=48, quarters=2, tasks=4_000, audit=100),
    "quick": Size(tasks=100_000, audit=20_000, quarters=4),
    "province": PROVINCE,
    "big": BIG,
}
# Who works at once in a province: the office, the bodies' focal points, some leaders.
ROLES = ("coordinator", "focal_point", "focal_point", "leader", "coordinator", "focal_point")
PEOPLE = int(os.environ.get("GIAOBAN_BENCH_PEOPLE", "90"))
ROWS_EACH, REPORTS_EACH = 20, 10


def _cookie(user: User) -> str:
    """Store a session as one has it after both steps of signing in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SESSION_FLAG] = True
    session.save()
    return str(session.session_key)


def _one_a_body(role: Role) -> Iterator[User]:
    """Yield people of a role, no two of one body, so that nobody writes to another's rows."""
    seen: set[int | None] = set()
    for user in User.objects.filter(role=role).order_by("pk").iterator():
        if user.body_id not in seen and _rows(user, 0):
            seen.add(user.body_id)
            yield user


def _office() -> Iterator[User]:
    """Yield people of the office: those that there are, then more."""
    yield from User.objects.filter(role=Role.COORDINATOR).order_by("pk")
    at = 0
    while True:
        at += 1
        yield User.objects.create(
            email=f"p{at}@vidu.example", name=f"Nguyễn Văn {at}", role=Role.COORDINATOR
        )


def _rows(user: User, at: int) -> list[int]:
    """Return open tasks that nobody else writes to: a body's own, or a share of what is new."""
    rows = Task.objects.filter(state=TaskState.IN_PROGRESS)
    if user.body_id is not None and user.role != Role.COORDINATOR:
        return list(rows.filter(lead=user.body_id).values_list("pk", flat=True)[:ROWS_EACH])
    new = Task.objects.filter(state=TaskState.ASSIGNED).order_by("-pk")
    return list(new.values_list("pk", flat=True)[at * ROWS_EACH : (at + 1) * ROWS_EACH])


def _reports(user: User) -> list[int]:
    """Return reports that the person may look at, the newest first."""
    rows = Report.objects.order_by("-period__first_day", "-pk")
    if user.role != Role.COORDINATOR:
        rows = rows.filter(body=user.body_id)
    return list(rows.values_list("pk", flat=True)[:REPORTS_EACH])


def people() -> list[dict[str, object]]:
    """Return who works, each with a session and rows that nobody else writes to."""
    found = {
        "coordinator": _office(),
        "focal_point": _one_a_body(Role.FOCAL_POINT),
        "leader": _one_a_body(Role.LEADER),
    }
    made: list[dict[str, object]] = []
    for at in range(PEOPLE):
        role = ROLES[at % len(ROLES)]
        user = next(found[role])
        made.append(
            {
                "cookies": {settings.SESSION_COOKIE_NAME: _cookie(user)},
                "role": role,
                "rows": _rows(user, at),
                "reports": _reports(user),
            }
        )
    return made


def _tell() -> None:
    """Tell people what they have been told of by now on a site that lives, as the worker does."""
    while jobs.go_round(lambda: dt.datetime.fromtimestamp(time.time(), dt.UTC)).sent:
        pass


def main() -> None:
    """Fill what is empty, sign everybody in, print."""
    call_command("migrate", verbosity=0)
    seconds: dict[str, float] = {}
    if not Task.objects.exists():
        seconds = build(SIZES[os.environ.get("GIAOBAN_BENCH_SIZE", "province")]).seconds
    began = time.perf_counter()
    _tell()
    seconds["telling"] = round(time.perf_counter() - began, 2)
    print(f"{seconds['telling']:8.2f} s  telling", file=sys.stderr, flush=True)
    json.dump({"people": people(), "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
