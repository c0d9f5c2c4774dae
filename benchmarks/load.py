"""Drive the site as people do: the real server over HTTP, on both databases.

python -m benchmarks.load                   # the province, and the big one on PostgreSQL
python -m benchmarks.load --quick           # a hundred thousand tasks of four quarters
python -m benchmarks.load --keep FOLDER     # keeps the filled SQLite database
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from benchmarks import figures, telling
from benchmarks.people import Driven, Filled, Person, Proof, Sample, Step, drive
from benchmarks.telling import Spent
from tests import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.people import Fields

COMMAND = "python -m benchmarks.load"
CLIENTS, THINK = 16, 8.0
SECONDS, WORK_SECONDS = 20.0, 60.0
# Let the processes read in what they need and the database what is asked for all the time.
WARM_SECONDS = 60.0
_BEFORE = (
    "Before, each database was filled, its people were told all that a site that lives has told "
    f"them, and the people of the mix worked for {WARM_SECONDS:.0f} s that are not counted. The "
    "worker runs beside."
)
_START_SECONDS = 120
_TICKS = os.sysconf("SC_CLK_TCK")
_OFFICE, _FOCAL = frozenset({"coordinator"}), frozenset({"focal_point"})
_WRITER = frozenset({"writer"})
YEARS = ("/bao-cao/chot/nhieu-nam/", "/bao-cao/chi-tieu/nhieu-nam/")
_WORDS = ("nghi+quyet+20", "chuyen+doi+so", "khuyen+hoc", "bao+ve+moi+truong", "dot+4711")


def _list(person: Person) -> str:
    return f"/nhiem-vu/?page={person.dice.randint(2, 40)}"


def _row(person: Person) -> str:
    return f"/nhiem-vu/{person.dice.choice(person.rows)}/"


def _change(person: Person) -> str:
    return f"{_row(person)}sua/"


def _mended(person: Person, path: str, fields: Fields) -> Filled:
    """Write a title that nobody else can have written."""
    given = dict(fields)
    mark = f"{person.dice.getrandbits(64):016x}"
    kept = [(name, value) for name, value in fields if name != "title"]
    title = f"{given['title'].partition(' [')[0]} [{mark}]"
    return Filled([*kept, ("title", title)], Proof(path.removesuffix("sua/"), mark))


def _told_of(person: Person, path: str, fields: Fields) -> Filled:
    """Tell progress in words that nobody else can have told."""
    mark = f"{person.dice.getrandbits(64):016x}"
    given = {**dict(fields), "percent": str(person.dice.randint(0, 99)), "text": f"[{mark}]"}
    return Filled(list(given.items()), Proof(path.removesuffix("tien-do/"), mark))


def _report(person: Person) -> str:
    return f"/bao-cao/{person.dice.choice(person.reports)}/"


def _found(person: Person) -> str:
    return f"/tim/?q={person.dice.choice(_WORDS)}"


TASK_LIST = [Step(1, "task list", lambda _person: "/nhiem-vu/")]
# What is kept until something is written is no help to those who read while others write.
WHILE_WRITING = [
    TASK_LIST[0]._replace(roles=_OFFICE | _FOCAL | {"leader"}),
    Step(1, "change a task", _change, "POST", _mended, _WRITER, rest=1.0),
]
MIX = [
    Step(15, "home", lambda _person: "/"),
    Step(20, "task list", lambda _person: "/nhiem-vu/"),
    Step(12, "task list: another page", _list),
    Step(12, "task list: late", lambda _person: "/nhiem-vu/?due=late"),
    Step(8, "directives", lambda _person: "/van-ban-chi-dao/"),
    Step(8, "search", _found),
    Step(6, "record of a task", _row),
    Step(6, "task list: closed, of a field", lambda _person: "/nhiem-vu/?state=closed&field=1"),
    Step(6, "report of a body", _report),
    Step(4, "board", lambda _person: "/bao-cao/bang/"),
    Step(8, "change a task", _change, "POST", _mended, _OFFICE),
    Step(8, "tell progress", _row, "POST", _told_of, _FOCAL, "tien-do/"),
]


class Site(NamedTuple):
    """A site that runs: its port, its processes, who is signed in, how long its making took."""

    port: int
    processes: list[int]
    people: list[Person]
    seconds: dict[str, float]


class Run(NamedTuple):
    """What is measured: a size of ``benchmarks.working``, for how long, on which databases.

    What is asked of it: answers a second of the list without think time, milliseconds of people.
    """

    size: str = "province"
    at_least: float = 200
    at_most: int = 150
    ceiling_seconds: float = SECONDS
    work_seconds: float = WORK_SECONDS
    servers: tuple[str, ...] = ("SQLite", "PostgreSQL")


# The big one may be a half slower for people, and a fifth for the list.
_BIG_LIST = 0.8
WHOLE = (Run(), Run("big", at_most=225, servers=("PostgreSQL",)))
QUICK = (Run("quick", ceiling_seconds=15, work_seconds=40),)


def main(
    _peers: Path | None = None, keep: Path | None = None, runs: tuple[Run, ...] = WHOLE
) -> None:
    """Measure on both databases, and write the section of docs/figures.md."""
    told: list[str] = []
    rates: dict[str, float] = {}
    with contextlib.ExitStack() as stack:
        home = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for run in runs:
            for server in run.servers:
                with contextlib.ExitStack() as inner:
                    is_sqlite = server == "SQLite"
                    url = "" if is_sqlite else inner.enter_context(postgres.cluster())
                    asked = run
                    if run.size == "big" and server in rates:
                        asked = run._replace(at_least=rates[server] * _BIG_LIST)
                    folder = home / f"{run.size}-{server.lower()}"
                    rates[server], words = measure(asked, server, folder, url)
                    told += words
    body = "\n\n".join([_BEFORE, *told])
    if runs == WHOLE:
        figures.write("load", "People at work", "make bench", body)
    elif runs == QUICK:
        figures.write("load-quick", "People at work, quickly", f"{COMMAND} --quick", body)
    print(body)


def measure(run: Run, name: str, home: Path, url: str) -> tuple[float, list[str]]:
    """Fill, serve and drive one database; return the list's answers a second, what is told."""
    with site(home, url, size=run.size) as served:
        drive(served.port, served.people, MIX, seconds=WARM_SECONDS, think=THINK)
        clients = served.people[:CLIENTS]
        ceiling = _driven(served, clients, TASK_LIST, run.ceiling_seconds, 0)
        writer = replace(next(p for p in served.people if p.role in _OFFICE), role="writer")
        beside = _driven(served, [*clients, writer], WHILE_WRITING, run.ceiling_seconds, 0)
        work = _driven(served, served.people, MIX, run.work_seconds, THINK)
        years = _years(served)
    title = f"**{name}, {run.size}**"
    ceiling_told = (
        f"{title}: the task list of 25 rows, {CLIENTS} clients without think time: "
        f"{telling.many(ceiling[0], run.at_least)}."
    )
    work_told = (
        f"{title}: {len(served.people)} people, {THINK:.0f} s of thought on average: "
        f"{telling.waiting(work[0], run.at_most)}."
    )
    words = [
        ceiling_told,
        telling.told(*ceiling),
        f"{title}, the same while one more person changes a task each second:",
        telling.told(*beside),
        work_told,
        telling.told(*work),
        f"{title}, beside what a city's tender of 2026 allows:",
        telling.tender(work[0].samples, years),
        f"{title}: {telling.closing(served.seconds, years)}.",
    ]
    return telling.rate(ceiling[0]), words


def _years(served: Site) -> list[Sample]:
    """Ask for the tables over years once each, one after the other."""
    office = [each for each in served.people if each.role == "coordinator"][:1]
    found: list[Sample] = []
    for path in YEARS:
        steps = [Step(1, path, lambda _person, path=path: path)]
        found += drive(served.port, office, steps, seconds=0.01, think=0).samples[:1]
    return found


def _driven(
    served: Site, people: list[Person], steps: list[Step], seconds: float, think: float
) -> tuple[Driven, Spent]:
    before, own = cpu_of(served.processes), time.process_time()
    driven = drive(served.port, people, steps, seconds=seconds, think=think)
    each = 1000 / max(1, len(driven.samples))
    spent = cpu_of(served.processes) - before
    return driven, Spent(spent * each, (time.process_time() - own) * each)


@contextlib.contextmanager
def site(
    home: Path, url: str, builder: str = "benchmarks.working", size: str = "province"
) -> Iterator[Site]:
    """Fill the database where it is empty, and serve it as an operator does."""
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **figures.this_tree(),
        "GIAOBAN_HOME": str(home),
        "GIAOBAN_BENCH_SIZE": size,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
    }
    built = subprocess.run(
        [sys.executable, "-m", builder],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        cwd=figures.ROOT,
    )
    port = postgres.free_port()
    told = json.loads(built.stdout)
    people = [
        Person(**each, dice=random.Random(at))  # noqa: S311
        for at, each in enumerate(told["people"])
    ]
    command = [sys.executable, "-m", "giaoban", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(server, port)
        yield Site(port, [server.pid, *_database(url)], people, told["seconds"])
    finally:
        server.terminate()
        server.wait(timeout=_START_SECONDS)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/tai-khoan/login/", timeout=5).close()
            return
        time.sleep(0.2)
    raise SystemExit("the site did not start")


def _database(url: str) -> list[int]:
    """Return the process of the database server, told by its port (Linux)."""
    wanted = f"-p\0{urlsplit(url).port}\0".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = path.read_bytes()
            if b"/postgres\0" in words and wanted in words:
                found.append(int(path.parent.name))
    return found


def cpu_of(processes: list[int]) -> float:
    """Return the seconds of processor time of processes and all that they started (Linux)."""
    below: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name, in brackets, may hold blanks.
            told = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            number = int(path.parent.name)
            below.setdefault(int(told[1]), []).append(number)
            used[number] = (int(told[11]) + int(told[12])) / _TICKS
    waiting, total = list(processes), 0.0
    while waiting:
        each = waiting.pop()
        total += used.get(each, 0.0)
        waiting += below.get(each, [])
    return total


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    asked.add_argument("--keep", type=Path, help="a folder for the filled SQLite databases")
    asked.add_argument("--quick", action="store_true", help="a hundred thousand tasks alone")
    asked.add_argument("--size", help="one size on both databases, for 15 and 40 seconds")
    given = asked.parse_args()
    wanted = (
        (Run(given.size, ceiling_seconds=15, work_seconds=40),)
        if given.size
        else QUICK
        if given.quick
        else WHOLE
    )
    main(keep=given.keep, runs=wanted)
