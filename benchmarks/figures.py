"""Figures: named sections of docs/figures.md, each written by the command that measured it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "figures.md"
_TITLE = """# Figures

Measured, never typed in: every section is written by the command that it names, over the one
before it.
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table.

    >>> print(table(["what", "rate"], [["read", "3"]]))
    | what | rate |
    | --- | --- |
    | read | 3 |
    """
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def machine() -> str:
    """Return what the figures were taken on, in one line."""
    return (
        f"{_processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}; {time.strftime('%Y-%m-%d')}, "
        f"commit {_commit()}"
    )


def write(name: str, title: str, command: str, body: str, page: Path = PAGE) -> None:
    """Put a section in its place on the page; a new one comes last."""
    page.parent.mkdir(exist_ok=True)
    text = page.read_text("utf-8") if page.exists() else _TITLE
    page.write_text(
        placed(text, name, f"## {title}\n\n`{command}` on {machine()}\n\n{body}"), "utf-8"
    )


def placed(text: str, name: str, section: str) -> str:
    """Return the page's text with the section between its two marks."""
    first, last = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    block = f"{first}\n{section.strip()}\n{last}"
    before, found, rest = text.partition(first)
    if not found:
        return f"{text.rstrip()}\n\n{block}\n"
    return before + block + rest.partition(last)[2]


def this_tree() -> dict[str, str]:
    """Return the environment in which a process measures this tree and no installed one."""
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def git() -> str:
    """Return the path of git."""
    return shutil.which("git") or "git"


def _processor() -> str:
    """Return the processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return platform.processor() or "unknown processor"


def _commit() -> str:
    """Return the commit that was measured, marked where the tree differs from it."""
    told = subprocess.run(
        [git(), "describe", "--always", "--dirty", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() or "unknown"
