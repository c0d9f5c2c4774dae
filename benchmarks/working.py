"""Fill an empty database with a province and sign its people in; print their sessions as JSON.

Run by ``benchmarks.load`` in a process of its own, with home and database in the environment.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module

# Models can be imported only once Django is set up, which registers does.
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command

from benchmarks import registers
from giaoban.accounts.models import User
from giaoban.accounts.trail import SESSION_FLAG
from giaoban.bodies.models import Body
from giaoban.work.models import Task

# Who works at once in a province: the office, the bodies' focal points, some leaders.
ROLES = ("coordinator", "focal_point", "focal_point", "leader", "coordinator", "focal_point")
PEOPLE = int(os.environ.get("GIAOBAN_BENCH_PEOPLE", "90"))
ROWS_EACH = 20


def _cookie(user: User) -> str:
    """Store a session as one has it after both steps of signing in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SESSION_FLAG] = True
    session.save()
    return str(session.session_key)


def _people() -> list[dict[str, object]]:
    """Return who works, each with a session and rows that nobody else writes to."""
    bodies = list(Body.objects.order_by("pk"))
    rows = list(Task.objects.filter(state="open").order_by("-pk")[: PEOPLE * ROWS_EACH])
    made = []
    for at in range(PEOPLE):
        role = ROLES[at % len(ROLES)]
        user, _new = User.objects.get_or_create(
            email=f"p{at}@vidu.example",
            defaults={
                "name": f"Nguyễn Văn {at}",
                "role": role,
                "body": None if role == "coordinator" else bodies[at % len(bodies)],
            },
        )
        mine = [row.pk for row in rows[at::PEOPLE]]
        cookies = {settings.SESSION_COOKIE_NAME: _cookie(user)}
        made.append({"cookies": cookies, "role": role, "rows": mine})
    return made


def main() -> None:
    """Fill what is empty, sign everybody in, print."""
    call_command("migrate", verbosity=0)
    if not Task.objects.exists():
        registers.fill_all()
    json.dump(_people(), sys.stdout)


if __name__ == "__main__":
    main()
