"""Reading: characters a second, growth with length, memory, and a page from cold."""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import pathological
from benchmarks.figures import table, this_tree, write
from benchmarks.texts import Texts, texts
from vanban import read
from vanban.serial import to_json

if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND = "make bench"
_PASSES = 3
_LONG, _SHORT = 800_000, 50_000
_DOUBLED = 40_000
_GRAIN = 0.02
_COLD_RUNS = 9
_NER_LENGTH = 12_000
# Aims of the project, beside which the figures stand.
_RATE, _EVEN, _DOUBLING, _COLD, _MEMORY = 2.4e6, 0.9, 2.2, 0.3, 20.0


def main(peers: Path | None) -> None:
    """Measure all and write the section; without the peers' environment they are left out."""
    ours = texts()
    speed = [_speed(ours), _even(ours), _growth(), _cold(ours), _memory(ours)]
    body = f"Text: {ours.origin}, {ours.length:,} characters.\n\n"
    body += table(["what", "measured", "aim", "holds"], speed)
    body += "\n\n" + _beside(ours, peers)
    print(body)
    write("reading", "Speed of reading", COMMAND, body)


def seconds(act: Callable[[], object], passes: int = _PASSES) -> float:
    """Return the processor time of an act, the best of several passes."""
    best = float("inf")
    for _ in range(passes):
        began = time.process_time()
        act()
        best = min(best, time.process_time() - began)
    return best


def _row(what: str, measured: str, aim: str, holds: bool) -> list[str]:
    return [what, measured, aim, "yes" if holds else "**no**"]


def _speed(ours: Texts) -> list[str]:
    rate = ours.length / seconds(lambda: [read(one) for one in ours.documents])
    records = [read(one) for one in ours.documents]
    written = ours.length / seconds(lambda: [to_json(one) for one in records], passes=1)
    return _row(
        "whole record, one core",
        f"{rate / 1e6:.2f} M characters/s (writing it as JSON: {written / 1e6:.1f} M/s)",
        f"≥ {_RATE / 1e6} M",
        rate >= _RATE,
    )


def _even(ours: Texts) -> list[str]:
    """Return the rate of one long text against the same text cut short."""
    long = ours.joined(_LONG)
    parts = [long[at : at + _SHORT] for at in range(0, _LONG, _SHORT)]
    whole = seconds(lambda: read(long), 5)
    cut = seconds(lambda: [read(part) for part in parts], 5)
    return _row(
        f"rate at {_LONG:,} characters in one text against {_SHORT:,}",
        f"{cut / whole:.2f} ({_LONG / whole / 1e6:.2f} M against {_LONG / cut / 1e6:.2f} M)",
        f"≥ {_EVEN}",
        cut / whole >= _EVEN,
    )


def _growth() -> list[str]:
    """Return the largest factor by which doubling a pathological text multiplies its time."""
    factors = {name: growth(seed) for name, seed in pathological.SEEDS.items()}
    worst = sorted(factors, key=lambda name: -factors[name])[:5]
    told = ", ".join(f"{name} {factors[name]:.2f}" for name in worst)
    return _row(
        f"doubling of {len(factors)} pathological texts",
        f"{told}; median {statistics.median(factors.values()):.2f}",
        f"≤ {_DOUBLING}",
        max(factors.values()) <= _DOUBLING,
    )


def growth(seed: str, length: int = _DOUBLED) -> float:
    """Return how many times longer twice the text takes; without end where it breaks the reader.

    The shorter text takes at least 20 ms to read, else the clock's grain would be measured; a
    factor over the aim is measured again, since other work on the machine only ever adds.
    """
    try:
        while _time_of(seed, length, 1) < _GRAIN and length < _LONG:
            length *= 2
        least = float("inf")
        for _ in range(_PASSES):
            least = min(least, _time_of(seed, 2 * length, 4) / _time_of(seed, length, 4))
            if least <= _DOUBLING:
                break
    except RecursionError:
        return float("inf")
    return least


def _time_of(seed: str, length: int, passes: int) -> float:
    text = pathological.text(seed, length)
    return seconds(lambda: read(text), passes)


def _cold(ours: Texts) -> list[str]:
    """Return the wall time of reading one page in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        # Python keeps its bytecode, as it does where a package is installed.
        as_installed = {**this_tree(), "PYTHONPYCACHEPREFIX": str(Path(folder) / "cache")}
        as_installed.pop("PYTHONDONTWRITEBYTECODE", None)
        page = Path(folder) / "page.txt"
        page.write_text(ours.documents[0][:3000], "utf-8")
        times = []
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        for _ in range(_COLD_RUNS):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "vanban", "read", str(page)],
                check=True, stdout=subprocess.DEVNULL, env=as_installed,
            )  # fmt: skip
            times.append(time.perf_counter() - began)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = (now.ru_utime + now.ru_stime - spent.ru_utime - spent.ru_stime) / _COLD_RUNS
    median = statistics.median(times)
    return _row(
        "`vanban read` of one page, from cold",
        f"{median:.2f} s (best {min(times):.2f}; {own:.2f} s of processor time)",
        f"≤ {_COLD} s",
        median <= _COLD,
    )


def _memory(ours: Texts) -> list[str]:
    """Return the peak above the baseline for texts of 1 to 4 MB, each in a fresh process."""
    factors = []
    for size in (1_000_000, 4_000_000):
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.reading"],
            env=this_tree(), input=ours.joined(size), check=True, capture_output=True, text=True,
        )  # fmt: skip
        factors.append(float(told.stdout))
    return _row(
        "memory above the baseline, texts of 1 and 4 M characters",
        " and ".join(f"{factor:.1f}" for factor in factors) + " times the text in UTF-8",
        f"≤ {_MEMORY:.0f} times",
        max(factors) <= _MEMORY,
    )


def peak_over_text() -> float:
    """Return the peak above the baseline while standard input is read, in sizes of the text.

    The baseline is what the process holds with the text in it and everything compiled.
    """
    text = sys.stdin.read()
    read(text[:20_000])
    gc.collect()
    before = _resident(peak=False)
    record = read(text)
    return (_resident(peak=True) - before) / len(record.text.encode())


def _resident(*, peak: bool) -> int:
    """Return the bytes that this process holds; the peak is counted from the last call on."""
    status = Path("/proc/self/status")
    if not status.exists():
        # Elsewhere only the peak since the start is told: an upper bound, with a low baseline.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wanted = "VmHWM:" if peak else "VmRSS:"
    held = next(line for line in status.read_text("utf-8").splitlines() if line.startswith(wanted))
    Path("/proc/self/clear_refs").write_text("5", "utf-8")
    return int(held.split()[1]) * 1024


def _beside(ours: Texts, peers: Path | None) -> str:
    """Return the table of all readers, each on text of its own kind."""
    rows = [["vanban, whole record", "ours", f"{_sample_rate(ours):,.0f}"]]
    if peers is None:
        return table(["reader", "text", "characters/s"], rows) + "\n\nThe peers were not measured."
    told = subprocess.run(
        [str(peers), str(Path(__file__).with_name("peers.py"))],
        input=json.dumps({"ours": ours.joined(_NER_LENGTH)}),
        check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    # What a peer prints on its way to the last line is its own affair.
    measured = json.loads(told.stdout.splitlines()[-1])
    rows += [[row["name"], row["text"], f"{row['rate']:,.0f}"] for row in measured]
    return "Side by side, one core, the same run:\n\n" + table(
        ["reader", "text", "characters/s"], rows
    )


def _sample_rate(ours: Texts) -> float:
    sample = ours.documents[:40]
    return sum(map(len, sample)) / seconds(lambda: [read(one) for one in sample])


if __name__ == "__main__":
    print(peak_over_text())
