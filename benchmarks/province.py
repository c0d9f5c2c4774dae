"""Fill an empty database with a province as it is after five years, as fast as the database can.

    python -m benchmarks.province            # the province
    python -m benchmarks.province big        # a million tasks in 34 blocs

The first rows are varied and made one by one; the others are copies that the database makes of
them. Every quarter but the last is closed by the act that the site closes it with.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import django

if __name__ == "__main__":
    django.setup()

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import BooleanField, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Concat, Mod

from giaoban.accounts.models import User
from giaoban.bodies import naming
from giaoban.bodies.models import Bloc, Body, BodyName, Membership
from giaoban.bodies.sorting import person_key, sort_key
from giaoban.core.enums import Role
from giaoban.core.folding import fold
from giaoban.core.models import AuditEntry, SearchEntry
from giaoban.core.search import row_number, spaced
from giaoban.reporting.actions import closing
from giaoban.reporting.enums import Aspect, PeriodKind, ReportState, RowKind
from giaoban.reporting.inserting import insert
from giaoban.reporting.models import Calendar, Indicator, Period, Report, ReportRow
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Assignment, Field, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import Model

PASSWORD = "mat-khau-vi-du-2022"  # noqa: S105 - a database that is thrown away
QUARTERS_A_YEAR, DAYS_A_QUARTER = 4, 90
SEEDS, BATCH = 20_000, 2_000
INDICATORS, FIELDS = 40, 5
# A report holds the tasks of three quarters: some 100 beside 40 indicators and 20 narratives.
WINDOW = 3
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
FIELD_NAMES = ("Giáo dục", "Y tế", "Khoa học và công nghệ", "Văn hóa", "Môi trường")


class Size(NamedTuple):
    """How much there is; ``bodies`` and ``accounts`` are those of all blocs together."""

    blocs: int = 1
    bodies: int = 150
    accounts: int = 600
    quarters: int = 20
    tasks: int = 100_000
    audit: int = 1_000_000
    first_year: int = 2022


PROVINCE = Size()
BIG = Size(blocs=34, bodies=5_100, accounts=20_400, quarters=2, tasks=1_000_000, first_year=2026)


class Built(NamedTuple):
    """What a driver needs to know of it."""

    bodies: list[int]
    blocs: list[int]
    open_periods: list[int]
    seconds: dict[str, float]


def build(size: Size = PROVINCE) -> Built:
    """Fill the database, which has to be migrated and empty."""
    seconds: dict[str, float] = {}

    def timed(name: str, make: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        with transaction.atomic():
            made = make()
        seconds[name] = round(time.perf_counter() - began, 2)
        print(f"{seconds[name]:8.2f} s  {name}", file=sys.stderr, flush=True)
        return made

    blocs, bodies = timed("bodies", lambda: _bodies(size))
    office = timed("accounts", lambda: _accounts(size, bodies))
    fields = timed("fields", _fields)
    timed("indicators", lambda: _indicators(bodies, fields))
    timed("tasks", lambda: _tasks(size, office, bodies, fields))
    timed("search", _search)
    periods = timed("periods", lambda: _periods(size, blocs))
    for at in range(size.quarters):
        quarter = [period for period in periods if period.ordinal_in_all == at]
        timed(
            f"rows of quarter {at + 1}",
            lambda at=at, quarter=quarter: _reports(size, at, quarter, office, fields),
        )
    if connection.vendor == "postgresql":
        # What autovacuum does within minutes on a server that lives.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    last = [period for period in periods if period.ordinal_in_all == size.quarters - 1]
    for period in periods:
        if period not in last:
            timed(f"closing {period}", lambda period=period: _close(period, office))
    timed("audit", lambda: _audit(size, office))
    return Built(
        [body.pk for body in bodies], [bloc.pk for bloc in blocs], [row.pk for row in last], seconds
    )


def _make(rows: Iterable[Any]) -> list[Any]:
    made = list(rows)
    return type(made[0]).objects.bulk_create(made, batch_size=BATCH) if made else []


def _bodies(size: Size) -> tuple[list[Bloc], list[Body]]:
    names = [f"Sở Ví dụ {at + 1}" for at in range(size.bodies)]
    bodies = _make(
        Body(kind="department", name=name, folded=fold(name), sort_key=sort_key(name))
        for name in names
    )
    _make(BodyName(body=each, name=each.name, folded=naming.key(each.name)) for each in bodies)
    blocs = _make(Bloc(name=f"Khối ví dụ {at + 1}", lead=bodies[at]) for at in range(size.blocs))
    _make(Membership(bloc=blocs[at % size.blocs], body=body) for at, body in enumerate(bodies))
    return blocs, bodies


def _accounts(size: Size, bodies: list[Body]) -> User:
    """Make four accounts a body: a leader and three focal points; the first are of the office."""
    password = make_password(PASSWORD)
    office = {0: Role.COORDINATOR, 1: Role.COORDINATOR, 2: Role.AUDITOR, 3: Role.LEADER}

    def account(at: int) -> User:
        role = office.get(at, Role.LEADER if at % 4 == 0 else Role.FOCAL_POINT)
        name = f"Nguyễn Ví Dụ {at}"
        email = f"nguoi{at}@vidu.example"
        return User(
            email=email,
            name=name,
            folded=fold(f"{name} {email}"),
            sort_key=person_key(name),
            role=role,
            body=bodies[0] if at in office else bodies[at // 4 % len(bodies)],
            password=password,
        )

    made: list[User] = _make(account(at) for at in range(size.accounts))
    return made[0]


def _fields() -> list[Field]:
    return [
        Field.objects.get_or_create(name=name, defaults={"order": at})[0]
        for at, name in enumerate(FIELD_NAMES[:FIELDS])
    ]


def _indicators(bodies: list[Body], fields: list[Field]) -> None:
    made = _make(
        Indicator(
            name=f"Chỉ tiêu ví dụ {at}",
            folded=fold(f"Chỉ tiêu ví dụ {at}"),
            code=f"VD{at:03}",
            unit="%",
            field=fields[at % FIELDS],
        )
        for at in range(INDICATORS)
    )
    through = Indicator.bodies.through
    _make(through(indicator_id=row.pk, body_id=body.pk) for row in made for body in bodies)


def _first_day(size: Size, quarter: int) -> dt.date:
    years, place = divmod(quarter, QUARTERS_A_YEAR)
    return dt.date(size.first_year + years, 1 + 3 * place, 1)


def _task(at: int, size: Size, office: User, bodies: list[Body], fields: list[Field]) -> Task:
    quarter = at // len(bodies) % size.quarters
    given = _first_day(size, quarter) + dt.timedelta(days=at * 37 % DAYS_A_QUARTER)
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


def _tasks(size: Size, office: User, bodies: list[Body], fields: list[Field]) -> None:
    """Make tasks for all quarters and bodies, each led by one body with two that cooperate."""
    # Seeds go round all bodies and quarters, or some reports would stay empty.
    seeds = min(size.tasks, max(SEEDS, len(bodies) * size.quarters))
    _make(_task(at, size, office, bodies, fields) for at in range(seeds))
    _copy(Task, size.tasks, {"title": Concat("title", Value(" (bản sao)"))})
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


def _copy(model: type[Model], wanted: int, changed: dict[str, Any]) -> None:
    """Copy the rows that there are until there are as many as wanted."""
    columns = {
        each.name: F(each.attname)
        for each in model._meta.concrete_fields  # noqa: SLF001
        if not each.primary_key and not each.generated
    } | changed
    rows = model._default_manager.order_by("pk")  # noqa: SLF001
    have = rows.count()
    while have < wanted:
        missing = wanted - have
        part = rows if missing >= have else rows.filter(pk__in=rows.values("pk")[:missing])
        have += insert(model, part, columns)


def _search() -> None:
    """Put the tasks into the search index under their own words; most titles come many times."""
    words = functools.cache(spaced)
    found = Task.objects.values_list("pk", "title", "lead__name").order_by("pk")
    fields = ("id", "kind", "object_id", "title", "identifier", "folded_identifier")
    _store(
        SearchEntry,
        (*fields, "folded_title", "folded_words"),
        (
            (row_number("task", pk), "task", pk, title[:500], "", "", words(title), words(lead))
            for pk, title, lead in found.iterator(chunk_size=BATCH)
        ),
    )


def _store(model: type[Model], fields: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Store rows as fast as the database takes them: COPY where there is one."""
    names = ", ".join(map(connection.ops.quote_name, fields))
    waiting = iter(rows)
    # No COPY goes on while rows are still read on the same connection.
    while batch := list(itertools.islice(waiting, BATCH)):
        if connection.vendor != "postgresql":
            _make(model(**dict(zip(fields, row, strict=True))) for row in batch)
            continue
        into = f"COPY {model._meta.db_table} ({names}) FROM STDIN"  # noqa: SLF001
        with connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in batch:
                copy.write_row(row)


def _periods(size: Size, blocs: list[Bloc]) -> list[Period]:
    made = []
    for bloc in blocs:
        calendar = Calendar.objects.create(
            name=f"Quý, {bloc}",
            bloc=bloc,
            kind=PeriodKind.QUARTER,
            cut_day=14,
            due_day=25,
            is_main=True,
        )
        made += [_period(size, calendar, quarter) for quarter in range(size.quarters)]
    return made


def _period(size: Size, calendar: Calendar, quarter: int) -> Period:
    first = _first_day(size, quarter)
    last = _first_day(size, quarter + 1) - dt.timedelta(days=1)
    row = Period.objects.create(
        calendar=calendar,
        name=f"Quý {quarter % QUARTERS_A_YEAR + 1} năm {first.year}",
        year=first.year,
        ordinal=quarter % QUARTERS_A_YEAR + 1,
        first_day=first,
        last_day=last,
        data_from=first,
        data_to=last - dt.timedelta(days=16),
        due_on=last - dt.timedelta(days=5),
        opened_at=dt.datetime.combine(first, dt.time(1), dt.UTC),
    )
    row.ordinal_in_all = quarter  # type: ignore[attr-defined]
    return row


def _reports(
    size: Size, quarter: int, periods: list[Period], office: User, fields: list[Field]
) -> int:
    """Make the reports of a quarter with some 160 rows each; one body in ten stays silent.

    A body is in one bloc, so that a quarter's reports of all blocs are told apart by it alone.
    """
    _make(report for period in periods for report in _reports_of(period, office))
    reports = Report.objects.filter(period__in=[period.pk for period in periods])
    mine = Subquery(reports.filter(body=OuterRef("lead")).values("pk")[:1])
    begin = _first_day(size, max(0, quarter - WINDOW + 1))
    tasks = Task.objects.filter(
        assigned_at__date__gte=begin,
        assigned_at__date__lte=periods[0].data_to,
        lead__in=reports.values("body"),
    )
    task = {"task": F("pk"), "percent": F("percent")}
    made = insert(ReportRow, tasks, _row(RowKind.TASK, mine) | task)
    through = Indicator.bodies.through.objects.filter(body__in=reports.values("body"))
    of_body = Subquery(reports.filter(body=OuterRef("body")).values("pk")[:1])
    indicator = {"indicator": F("indicator"), "value": Mod(F("pk"), Value(97))}
    made += insert(ReportRow, through, _row(RowKind.INDICATOR, of_body) | indicator)
    for field in fields:
        for aspect in Aspect.values:
            about = {"field": Value(field.pk), "aspect": Value(aspect)}
            made += insert(ReportRow, reports, _row(RowKind.NARRATIVE, F("pk")) | about)
    return made


def _reports_of(period: Period, office: User) -> Iterator[Report]:
    sent = dt.datetime.combine(period.due_on, dt.time(3), dt.UTC)
    members = Membership.objects.filter(bloc=period.calendar.bloc_id).values_list("body_id")
    for at, (body,) in enumerate(members.order_by("body_id")):
        moment = sent + dt.timedelta(days=at % 9 - 6)
        told: dict[str, Any] = {"submitted_at": moment, "first_submitted_at": moment}
        told |= {"state": ReportState.SUBMITTED}
        if at % 2:
            decided = {"decided_by": office, "decided_at": moment}
            told |= {"state": ReportState.ACCEPTED, **decided}
        yield Report(period=period, body_id=body, **({} if at % 10 == 9 else told))


def _row(kind: RowKind, report: Any) -> dict[str, Any]:
    return {
        "report": report,
        "kind": Value(kind.value),
        "aspect": Value(""),
        "order": Value(0),
        "claims_done": Value(value=False, output_field=BooleanField()),
        "text": Value("Đã thực hiện theo kế hoạch; tiếp tục trong quý sau."),
        "mend": Value(""),
        "version": Value(1),
    }


def _close(period: Period, office: User) -> None:
    at = dt.datetime.combine(period.last_day + dt.timedelta(days=5), dt.time(3), dt.UTC)
    closing.close(period=period, by=office, at=at, reason="Quá hạn gửi báo cáo")


def _audit(size: Size, office: User) -> None:
    """Put a trail on record; it is not sealed, which a worker does in its own time."""
    have = AuditEntry.objects.count()
    task = Task.objects.order_by("pk").first()
    if task is None or size.audit <= have:
        return
    at = dt.datetime(size.first_year, 1, 1, 2, tzinfo=dt.UTC)
    _make(
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
    _copy(AuditEntry, size.audit, {})


def main() -> None:
    """Migrate, fill, tell the times."""
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    build(BIG if sys.argv[1:] == ["big"] else PROVINCE)
    print(f"{time.perf_counter() - began:8.2f} s  in all, on {connection.vendor}")


if __name__ == "__main__":
    main()
