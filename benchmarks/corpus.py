"""Corpus: the reader's scores on annotated texts, with gains and losses since the last commit.

Three sets: the shared texts; windows of our own (tests/corpus/NNN.json), cut out of further shared
documents by file and offsets, so that no text is copied; and news pages and minutes that we wrote
(tests/corpus/news), for bodies, dates, figures, events and people. The first two are scored by the
shared score.py. What is missed or alarmed is kept as short digests in benchmarks/corpus.json:
committed, they tell which readings were won or lost since.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import score_facts
from benchmarks.figures import ROOT, git, table, this_tree, write
from benchmarks.texts import SHARED
from vanban import read_file

COMMAND = "make corpus"
KEPT = Path(__file__).with_name("corpus.json")
WINDOWS = ROOT / "tests" / "corpus"
NEWS = WINDOWS / "news"
# Windows below 200 are annotated for citations and relations, those from 200 on for tasks, those
# in people.json for people; only the figures of its family count on a window. Those from 300 on are
# annotated in full, by somebody who had not read with the reader first: they count for all.
FAMILIES = {
    "citations": ("citation", "party", "relations"),
    "tasks": ("task",),
    "people": ("people", "posts"),
}
_FIRST_OF_TASKS, _FIRST_IN_FULL = 200, 300
AIMS = {
    "citation identity": 0.99,
    "party citations": 0.99,
    "citation exact spans": 0.97,
    "citation date": 0.97,
    "citation issuer": 0.97,
    "citation name": 0.97,
    "tasks": 0.90,
    "tasks with lead": 0.85,
    "relations": 0.90,
    "people": 0.95,
}
_FIGURE = re.compile(r"(.{22}) P (\S+)  R (\S+)  F1 (\S+)   \((\d+) of (\d+), (\d+) found\)")


class Score(NamedTuple):
    """What score.py prints: a row for each figure, and the lines of misses and false alarms."""

    rows: dict[str, list[str]]
    faults: list[str]


def main() -> int:
    """Score all sets, print and write the figures; exit 1 where the shared texts are missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--most", type=int, default=25, help="how many new faults to print")
    most = parser.parse_args().most
    if not (SHARED / "score.py").exists():
        sys.stderr.write(f"{SHARED} is missing: put the shared texts beside the project\n")
        return 1
    before = committed()
    shared = records(SHARED / "texts")
    scores = {
        "shared texts": score(SHARED / "texts", shared),
        "own windows": own_windows(),
        "bodies, dates, figures and events of the shared texts": facts(shared, SHARED / "texts"),
        "news pages and minutes of our own": facts(records(NEWS), NEWS, NEWS),
    }
    body, now = [], {}
    for name, one in scores.items():
        old = before.get(name, {})
        now[name] = {
            "figures": {figure: row[2] for figure, row in one.rows.items()},
            "faults": sorted(map(digest, one.faults)),
        }
        body.append(f"### {name.capitalize()}\n\n{_table(one, old)}\n\n{_moves(one, old, most)}")
    text = "\n\n".join(body)
    print(text)
    KEPT.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", "utf-8")
    write("corpus", "Accuracy of reading", COMMAND, text)
    return 0


def records(folder: Path) -> bytes:
    """Return the reader's output on a folder's texts: a record a line."""
    texts = sorted(map(str, folder.glob("*.txt")))
    return subprocess.run(
        [sys.executable, "-m", "vanban", "read", "--json", *texts],
        check=True, capture_output=True, env=this_tree(),
    ).stdout  # fmt: skip


def score(folder: Path, read: bytes) -> Score:
    """Return the score of records on a folder of NNN.txt with NNN.json beside it."""
    told = subprocess.run(
        [sys.executable, str(SHARED / "score.py"), str(folder), "--most", "100000"],
        input=read, check=True, capture_output=True,
    )  # fmt: skip
    lines = told.stdout.decode().splitlines()
    rows = {
        hit[1].strip(): [*hit.groups()[1:4], f"{hit[5]} of {hit[6]}, {hit[7]} found"]
        for line in lines
        if (hit := _FIGURE.fullmatch(line))
    }
    return Score(rows, [line for line in lines if line.startswith(("miss ", "alarm "))])


def facts(read: bytes, texts: Path, annotated: Path = WINDOWS) -> Score:
    """Return the score on what score.py does not know, by annotations of our own."""
    found = {Path(one["source"]).stem: one for one in map(json.loads, read.splitlines())}
    scored = score_facts.score(found, texts, annotated)
    faults = []
    for path in sorted(annotated.glob("*.facts.json")):
        name = path.name.partition(".")[0]
        text = (texts / f"{name}.txt").read_bytes().decode("utf-8")
        gold = json.loads(path.read_text("utf-8"))
        faults += [
            f"{kind} {name} {figure} {words!r}"
            for figure, kind, words in score_facts.misses(found[name], text, gold)
        ]
    return Score({name: ["", "", f"{f1:.3f}", ""] for name, f1 in scored.items()}, faults)


def own_windows() -> Score:
    """Return the score on our windows, each family of figures on those annotated for it."""
    rows: dict[str, list[str]] = {}
    faults: list[str] = []
    for family, figures in FAMILIES.items():
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            for name, gold in windows(family):
                lay_out(name, gold, folder, family)
            one = score(folder, records(folder))
        rows |= {name: row for name, row in one.rows.items() if name.startswith(figures)}
        faults += [fault for fault in one.faults if _family_of(fault) == family]
    return Score(rows, faults)


def windows(family: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the windows annotated for a family, each with its name."""
    if family == "people":
        every = json.loads((WINDOWS / "people.json").read_text("utf-8"))
        return [
            *in_full(),
            *(
                (
                    f"{at:03}",
                    {
                        "file": f"more/{one['text']}.txt",
                        "from": one["start"],
                        "to": one["end"],
                        "people": one["people"],
                    },
                )
                for at, one in enumerate(every)
            ),
        ]
    return [
        (path.stem, json.loads(path.read_text("utf-8")))
        for path in sorted(WINDOWS.glob("[0-9][0-9][0-9].json"))
        if int(path.stem) >= _FIRST_IN_FULL
        or (int(path.stem) >= _FIRST_OF_TASKS) == (family == "tasks")
    ]


def in_full() -> list[tuple[str, dict[str, Any]]]:
    """Return the windows that are annotated for all families, each with its name."""
    return [
        (path.stem, json.loads(path.read_text("utf-8")))
        for path in sorted(WINDOWS.glob("[3-9][0-9][0-9].json"))
    ]


def lay_out(name: str, gold: dict[str, Any], folder: Path, family: str) -> None:
    """Put a window's text and its annotation for a family into a folder."""
    text = window(gold)
    made: dict[str, Any] = {"citations": [], "tasks": []}
    made[family] = [surfaced(entry, text) for entry in gold[family]]
    if family == "citations" and "relations" in gold:
        made["relations"] = gold["relations"]
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}.json").write_text(json.dumps(made, ensure_ascii=False), "utf-8")


def window(gold: dict[str, Any]) -> str:
    """Return the text of a window: characters ``from`` to ``to`` of a shared document.

    A text of our own stands in the annotation itself; that of a file is what the reader gets.
    """
    if "text" in gold:
        return str(gold["text"])
    if not gold["file"].endswith(".txt"):
        return (read_file(SHARED / gold["file"]).text or "")[gold["from"] : gold["to"]]
    text = (SHARED / gold["file"]).read_bytes().decode("utf-8")
    return text[gold["from"] : gold["to"]]


def surfaced(entry: dict[str, Any], text: str) -> dict[str, Any]:
    """Return an entry that has offsets with its surface and occurrence instead.

    >>> surfaced({"start": 3, "end": 5, "lead": []}, "ab ab")
    {'lead': [], 'surface': 'ab', 'occurrence': 2}
    """
    if "start" not in entry:
        return entry
    rest = {key: value for key, value in entry.items() if key not in {"start", "end"}}
    surface = text[entry["start"] : entry["end"]]
    at, occurrence = text.find(surface), 1
    while at != entry["start"]:
        at, occurrence = text.find(surface, at + 1), occurrence + 1
    return {**rest, "surface": surface, "occurrence": occurrence}


def digest(fault: str) -> str:
    """Return a fault as its text's name and a digest: enough to know it again, no text copied."""
    kind, name, rest = fault.split(maxsplit=2)
    return f"{name} {kind} {hashlib.sha256(rest.encode()).hexdigest()[:12]}"


def committed() -> dict[str, Any]:
    """Return the figures of the last commit, or nothing."""
    told = subprocess.run(
        [git(), "show", f"HEAD:{KEPT.relative_to(ROOT).as_posix()}"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    kept: dict[str, Any] = json.loads(told.stdout) if told.returncode == 0 else {}
    return kept


def _family_of(fault: str) -> str:
    """Return what a line of score.py is about: "miss  014 task missed …" is about tasks.

    About people it has no lines.
    """
    return "tasks" if fault.split(maxsplit=3)[2].startswith("task") else "citations"


def _table(one: Score, old: dict[str, Any]) -> str:
    rows = []
    for figure, (precision, recall, f1, counts) in one.rows.items():
        aim = AIMS.get(figure)
        holds = "" if aim is None else ("yes" if float(f1) >= aim else "**no**")
        last = old.get("figures", {}).get(figure)
        change = "" if last is None else f"{float(f1) - float(last):+.3f}"
        rows.append([figure, precision, recall, f1, str(aim or ""), holds, change, counts])
    return table(["figure", "P", "R", "F1", "aim", "holds", "change", "counts"], rows)


def _moves(one: Score, old: dict[str, Any], most: int) -> str:
    """Return how many faults are new or gone, and print the new ones; the page has no text."""
    known = set(old.get("faults", []))
    new = [fault for fault in one.faults if digest(fault) not in known]
    for fault in new[:most]:
        print(fault)
    total = f"{len(one.faults)} misses and false alarms"
    if not old:
        return f"{total}, measured for the first time."
    gone = sorted(known - set(map(digest, one.faults)))
    for fault in gone[:most]:
        print("gained", fault)
    return f"{total}; against the last commit {len(gone)} gained, {len(new)} lost."


if __name__ == "__main__":
    sys.exit(main())
