"""Fill an empty database with full registers, ask for their pages, print the times as JSON.

Run by ``benchmarks.lists`` in a process of its own, with the database in the environment.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

import django

django.setup()

# Models can be imported only once Django is set up.
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from giaoban.accounts.models import User  # noqa: E402
from giaoban.bodies.models import Bloc, Body, Membership  # noqa: E402
from giaoban.bodies.sorting import sort_key  # noqa: E402
from giaoban.core.folding import fold  # noqa: E402
from giaoban.core.models import SearchEntry  # noqa: E402
from giaoban.core.search import row_number, spaced  # noqa: E402
from giaoban.directives.models import Directive, Milestone, Relation  # noqa: E402
from giaoban.directives.queries import identity_of  # noqa: E402
from giaoban.documents.models import Document, Original  # noqa: E402
from giaoban.work.models import Assignment, Task  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = int(os.environ.get("GIAOBAN_BENCH_ROWS", "100000"))
BODIES, RUNS, WARM, BATCH = 150, 21, 3, 2_000
CASES = (
    ("directives: first page", "coordinator", "/van-ban-chi-dao/"),
    ("directives: page 1000", "coordinator", "/van-ban-chi-dao/?page=1000"),
    ("directives: one kind", "coordinator", "/van-ban-chi-dao/?kind=resolution"),
    ("directives: with a review ahead", "coordinator", "/van-ban-chi-dao/?review=ahead"),
    ("directives: search “nghi quyet 20”", "coordinator", "/van-ban-chi-dao/?q=nghi+quyet+20"),
    ("directives: search “nghi quyet”", "coordinator", "/van-ban-chi-dao/?q=nghi+quyet"),
    ("directives: by number", "coordinator", "/van-ban-chi-dao/?sap=number"),
    ("milestones", "coordinator", "/van-ban-chi-dao/moc/"),
    ("tasks: first page", "coordinator", "/nhiem-vu/"),
    ("tasks: page 1000", "coordinator", "/nhiem-vu/?page=1000"),
    ("tasks: one body", "coordinator", "/nhiem-vu/?body={body}"),
    ("tasks: late", "coordinator", "/nhiem-vu/?due=late"),
    ("tasks: search “nghi quyet 20”", "coordinator", "/nhiem-vu/?q=nghi+quyet+20"),
    ("tasks: search “nghi quyet”", "coordinator", "/nhiem-vu/?q=nghi+quyet"),
    ("tasks: newest first", "coordinator", "/nhiem-vu/?sap=new"),
    ("tasks: first page, focal point", "focal_point", "/nhiem-vu/"),
    ("papers: first page", "coordinator", "/van-ban-den/"),
    ("papers: page 1000", "coordinator", "/van-ban-den/?page=1000"),
    ("papers: waiting for an answer", "coordinator", "/van-ban-den/?answer=open"),
    ("papers: search “nghi quyet 20”", "coordinator", "/van-ban-den/?q=nghi+quyet+20"),
    ("papers: by number", "coordinator", "/van-ban-den/?sap=so"),
    ("search everywhere “nghi quyet 20”", "coordinator", "/tim/?q=nghi+quyet+20"),
    ("search everywhere, focal point", "focal_point", "/tim/?q=nghi+quyet+20"),
    ("home", "coordinator", "/"),
)
SUBJECTS = (
    "Phát triển khoa học và công nghệ",
    "Tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW",
    "Công tác khuyến học, khuyến tài",
    "Cải cách thủ tục hành chính",
    "Triển khai Nghị quyết về chuyển đổi số",
    "Bảo vệ môi trường nông thôn",
    "Phòng, chống thiên tai và tìm kiếm cứu nạn",
)


KINDS = (
    ("resolution", "NQ/TU", "Nghị quyết"),
    ("plan", "KH/TU", "Kế hoạch"),
    ("directive", "CT/TU", "Chỉ thị"),
    ("conclusion", "KL/TU", "Kết luận"),
)
TODAY = timezone.localdate()
NOW = dt.datetime.combine(TODAY, dt.time(8), dt.UTC)


def _day(at: int) -> dt.date:
    return TODAY - dt.timedelta(days=at * 7919 % 5_000)


def _subject(at: int) -> str:
    return f"{SUBJECTS[at % len(SUBJECTS)]}, đợt {at}"


def _fill(make: Callable[[int], Any]) -> list[int]:
    """Store ``ROWS`` rows of a model, a batch at a time; return their keys."""
    keys: list[int] = []
    for first in range(0, ROWS, BATCH):
        rows = [make(at) for at in range(first, min(first + BATCH, ROWS))]
        keys += [row.pk for row in type(rows[0]).objects.bulk_create(rows)]
    return keys


def _entry(kind: str, key: int, title: str, identifier: str, words: str) -> SearchEntry:
    return SearchEntry(
        pk=row_number(kind, key),
        kind=kind,
        object_id=key,
        title=title,
        identifier=identifier,
        folded_identifier=spaced(identifier),
        folded_title=spaced(title),
        folded_words=spaced(words),
    )


def _bodies() -> list[Body]:
    names = [f"Sở Ví dụ {at}" for at in range(BODIES)]
    made = Body.objects.bulk_create(
        Body(kind="department", name=name, folded=fold(name), sort_key=sort_key(name))
        for name in names
    )
    bloc = Bloc.objects.create(name="Khối ví dụ", lead=made[0])
    Membership.objects.bulk_create(Membership(bloc=bloc, body=body) for body in made)
    return made


def _directives(by: User, bodies: list[Body]) -> list[int]:
    def make(at: int) -> Directive:
        kind, symbol, _label = KINDS[at % len(KINDS)]
        row = Directive(
            kind=kind,
            identifier=f"{at % 400 + 1}-{symbol}",
            standard=fold(f"{at % 400 + 1}-{symbol}"),
            title=_subject(at),
            issuer=f"Tỉnh ủy Ví dụ {at}",
            issuer_body=bodies[at % BODIES],
            issued_on=None if at % 20 == 0 else _day(at),
            created_by=by,
            created_at=NOW,
        )
        identity = identity_of(row)
        row.key, row.number, row.term = identity.key, identity.number, identity.known_term
        row.folded = fold(f"{row.identifier} {row.title} {row.issuer}")
        return row

    keys = _fill(make)
    _fill(
        lambda at: _entry(
            "directive",
            keys[at],
            _subject(at),
            f"{KINDS[at % len(KINDS)][2]} {at % 400 + 1}-{KINDS[at % len(KINDS)][1]}",
            f"Tỉnh ủy Ví dụ {at}",
        )
    )
    _fill(
        lambda at: Relation(
            origin_id=keys[at],
            target_id=keys[(at // 9) if at else 1],
            kind="implements",
            created_by=by,
            created_at=NOW,
        )
    )
    _fill(
        lambda at: Milestone(
            directive_id=keys[at],
            final=True,
            years=10,
            source="rule",
            due_on=None if at % 20 == 0 else _day(at) + dt.timedelta(days=3_652),
        )
    )
    return keys


def _papers(by: User) -> list[int]:
    originals = _fill(
        lambda at: Original(
            sha256=f"{at:064x}", name=f"{at}.docx", media_type="x", size=1, path=f"{at:064x}"
        )
    )

    def make(at: int) -> Document:
        kind, symbol, _label = KINDS[at % len(KINDS)]
        row = Document(
            original_id=originals[at],
            state="read",
            title=_subject(at),
            kind=kind,
            identifier=f"{at % 400 + 1}-{symbol}",
            issuer=f"Tỉnh ủy Ví dụ {at}",
            issued_on=_day(at),
            arrived_on=_day(at),
            arrival_year=2000 + at // 10_000,
            arrival_number=at % 10_000 + 1,
            answer_due_on=TODAY + dt.timedelta(days=at % 60 - 30) if at % 10 == 0 else None,
            owner=by,
            text=" ".join(SUBJECTS) * 2,
            received_at=NOW,
        )
        row.folded = fold(f"{row.identifier} {row.title} {row.issuer}")
        return row

    keys = _fill(make)
    _fill(
        lambda at: _entry(
            "document",
            keys[at],
            _subject(at),
            f"{at % 400 + 1}-{KINDS[at % len(KINDS)][1]}",
            f"Tỉnh ủy Ví dụ {at} {' '.join(SUBJECTS)}",
        )
    )
    return keys


def _tasks(by: User, bodies: list[Body], papers: list[int], directives: list[int]) -> None:
    def make(at: int) -> Task:
        due = None if at % 10 == 0 else TODAY + dt.timedelta(days=at * 7919 % 700 - 100)
        title = f"{_subject(at)}: gửi báo cáo"
        return Task(
            title=title,
            folded=fold(title),
            due_on=due,
            first_due_on=due,
            document_id=papers[at],
            start=0,
            end=40,
            sentence=title,
            state="withdrawn" if at % 50 == 0 else "draft",
            created_by=by,
            created_at=NOW,
        )

    keys = _fill(make)
    for part, step in (("lead", 0), ("cooperating", 1), ("cooperating", 2)):
        _fill(
            lambda at, part=part, step=step: Assignment(  # type: ignore[misc]
                task_id=keys[at], part=part, body=bodies[(at + step) % BODIES]
            )
        )
    _fill(lambda at: Task.directives.through(task_id=keys[at], directive_id=directives[at]))
    _fill(
        lambda at: _entry(
            "task",
            keys[at],
            f"{_subject(at)}: gửi báo cáo",
            "",
            " ".join(bodies[(at + step) % BODIES].name for step in range(3)),
        )
    )


def fill_all() -> dict[str, Client]:
    """Fill the database; return clients that are signed in, by role."""
    call_command("migrate", verbosity=0)
    bodies = _bodies()
    users = {
        "coordinator": User.objects.create(email="a@vidu.example", name="A", role="coordinator"),
        "focal_point": User.objects.create(
            email="b@vidu.example", name="B", role="focal_point", body=bodies[7]
        ),
    }
    office = users["coordinator"]
    directives = _directives(office, bodies)
    _tasks(office, bodies, _papers(office), directives)
    if connection.vendor == "postgresql":
        # What autovacuum does within minutes on a server that lives.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    clients = {}
    for role, user in users.items():
        clients[role] = Client(headers={"host": "127.0.0.1"})
        clients[role].force_login(user)
    return clients


def _ask(name: str, url: str, client: Client) -> tuple[str, float, int, int]:
    """Return the name, the median in milliseconds, the number of queries, the size in bytes."""
    for _ in range(WARM):
        answer = client.get(url)
        if answer.status_code != 200:
            sys.exit(f"{url} answers {answer.status_code}")
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    if os.environ.get("GIAOBAN_BENCH_SLOW"):
        for each in sorted(queries.captured_queries, key=lambda q: -float(q["time"]))[:4]:
            print(name, each["time"], each["sql"][:1500], file=sys.stderr)
    return name, statistics.median(times), len(queries), len(answer.content)


def main() -> None:
    """Fill, ask, print."""
    began = time.perf_counter()
    clients = fill_all()
    print(f"{connection.vendor}: filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    body = Body.objects.order_by("pk")[7].pk
    print(
        json.dumps([_ask(name, url.format(body=body), clients[role]) for name, role, url in CASES])
    )


if __name__ == "__main__":
    main()
