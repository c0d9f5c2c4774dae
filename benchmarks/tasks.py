"""Tasks of all quarters with who does them, their words in the search index, their trail."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Concat, Mod

from benchmarks.rows import BATCH, make, multiply, store
from benchmarks.sizes import Size, first_day
from benchmarks.staff import FIELDS
from giaoban.core.folding import fold
from giaoban.core.models import AuditEntry, SearchEntry
from giaoban.core.search import row_number, spaced
from giaoban.reporting.inserting import insert
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Assignment, Field, Task

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

SEEDS, DAYS_A_QUARTER = 20_000, 90
VERBS = ("Tham mưu", "Rà soát", "Tổng kết", "Kiểm tra", "Báo cáo", "Triển khai", "Sơ kết")
SUBJECTS = (
    "chuyển đổi số trong trường học",
    "kế hoạch bảo vệ môi trường nông thôn",
    "công tác dân số và phát triển",
    "đề án truy xuất nguồn gốc sản phẩm",
    "phong trào toàn dân đoàn kết",
    "Nghị quyết số 20-NQ/TW tại cơ sở",
    "chương trình khoa học và công nghệ cấp tỉnh",
    "công tác khuyến học, khuyến tài",
    "phòng, chống dịch bệnh mùa hè",
    "chế độ cho nhà giáo vùng khó khăn",
    "hoạt động của đài truyền thanh xã",
)


def _task(at: int, size: Size, office: User, bodies: list[Body], fields: list[Field]) -> Task:
    quarter = at // len(bodies) % size.quarters
    given = first_day(size, quarter) + dt.timedelta(days=at * 37 % DAYS_A_QUARTER)
    due = None if at % 10 == 0 else given + dt.timedelta(days=20 + at * 53 % 120)
    ended = quarter < size.quarters - 1 and at % 13 != 0
    late = at % 7 == 0
    done = given + dt.timedelta(days=10 + (150 if late else 0)) if ended else None
    moment = dt.datetime.combine(given, dt.time(8), dt.UTC)
    title = f"{VERBS[at % len(VERBS)]} {SUBJECTS[at % len(SUBJECTS)]}, lần {at // 77 + 1}"
    # Not by the place among the bodies, or some would have nothing of one kind.
    open_states = (TaskState.IN_PROGRESS, TaskState.ASSIGNED)
    return Task(
        title=title,
        folded=fold(title),
        field=fields[at % FIELDS],
        lead=bodies[at % len(bodies)],
        state=TaskState.CLOSED if ended else open_states[at // (len(bodies) * size.quarters) % 2],
        percent=100 if ended else at * 17 % 100,
        due_on=due,
        first_due_on=due,
        done_on=done,
        ended_at=dt.datetime.combine(done, dt.time(9), dt.UTC) if done else None,
        reason="Kết luận giao ban",
        created_by=office,
        created_at=moment,
        assigned_at=moment,
        touched_at=moment,
    )


def of_all_bodies(size: Size, office: User, bodies: list[Body], fields: list[Field]) -> None:
    """Make tasks for all quarters and bodies, each led by one body with two that cooperate."""
    # Seeds go round all bodies and quarters twice: each then has open tasks in both states.
    seeds = min(size.tasks, max(SEEDS, 2 * len(bodies) * size.quarters))
    make(_task(at, size, office, bodies, fields) for at in range(seeds))
    multiply(Task, size.tasks, {"title": Concat("title", Value(" (bản sao)"))})
    insert(
        Assignment,
        Task.objects.all(),
        {"task": F("pk"), "body": F("lead"), "part": Value(Part.LEAD.value), "written": Value("")},
    )
    first, n = bodies[0].pk, len(bodies)
    for step in (1, 2):
        beside = Mod(F("lead") - Value(first) + Value(step), Value(n), output_field=IntegerField())
        insert(
            Assignment,
            Task.objects.all(),
            {
                "task": F("pk"),
                "body": beside + Value(first),
                "part": Value(Part.COOPERATING.value),
                "written": Value(""),
            },
        )


def search() -> None:
    """Put the tasks into the search index under their own words; most titles come many times."""
    words = functools.cache(spaced)
    found = Task.objects.values_list("pk", "title", "lead__name").order_by("pk")
    fields = ("id", "kind", "object_id", "title", "identifier", "folded_identifier")
    store(
        SearchEntry,
        (*fields, "folded_title", "folded_words"),
        (
            (row_number("task", pk), "task", pk, title[:500], "", "", words(title), words(lead))
            for pk, title, lead in found.iterator(chunk_size=BATCH)
        ),
    )


def audit(size: Size, office: User) -> None:
    """Put a trail on record; it is not sealed, which a worker does in its own time."""
    have = AuditEntry.objects.count()
    task = Task.objects.order_by("pk").first()
    if task is None or size.audit <= have:
        return
    at = dt.datetime.combine(first_day(size, 0), dt.time(2), dt.UTC)
    make(
        AuditEntry(
            at=at + dt.timedelta(minutes=n * 13),
            act="work.save",
            actor_id=office.pk + n % size.accounts,
            subject_type="work.task",
            subject_id=str(task.pk + n % size.tasks),
            facts={"percent": n % 100},
        )
        for n in range(min(SEEDS, size.audit - have))
    )
    multiply(AuditEntry, size.audit, {})
