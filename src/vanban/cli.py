"""The command line: ``vanban read [--json] [--with-text] [--jobs N] [FILE|FOLDER|-]…``.

Imports nothing that plain text does not need: one page is read within a third of a second from
cold. What several processes need (`vanban.parallel`) is imported when they are asked for.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import TYPE_CHECKING, TextIO

from vanban.batch import Outcome, Wish, named, outcome
from vanban.files.refusals import told
from vanban.progress import Progress
from vanban.summary import Style
from vanban.words import language_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALL_READ, SOME_UNREAD = 0, 2
# As a shell reports them: 128 and the number of the signal.
_INTERRUPTED, _BROKEN_PIPE = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, or 2 where a file could not be read."""
    language = language_of(os.environ)
    asked = _parser(words(language)).parse_args(arguments)
    _in_utf8(sys.stdout)
    _in_utf8(sys.stderr)
    style = Style(language, sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    try:
        status = _read(asked, Wish(asked.json, asked.with_text, style))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left: nothing more to say, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    return status


def _parser(say: dict[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vanban", description=say["help"])
    commands = parser.add_subparsers(dest="command", required=True, metavar="read")
    read = commands.add_parser("read", help=say["help_read"], description=say["help"])
    read.add_argument("files", nargs="+", metavar="FILE|FOLDER|-", help=say["help_files"])
    read.add_argument("--json", action="store_true", help=say["help_json"])
    read.add_argument("--with-text", action="store_true", help=say["help_text"])
    read.add_argument("--jobs", type=_jobs, default=1, metavar="N", help=say["help_jobs"])
    return parser


def _jobs(written: str) -> int:
    """Return a number of processes; argparse turns the error into a usage message."""
    jobs = int(written)
    if jobs < 1:
        raise ValueError
    return jobs


def _in_utf8(stream: TextIO) -> None:
    """Write UTF-8 whatever the locale says; JSON is UTF-8 and so are the words."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


def _read(asked: argparse.Namespace, wish: Wish) -> int:
    """Read all files, write what they give, and name those that give nothing."""
    names = list(named(asked.files))
    status = ALL_READ
    say = words(wish.style.language)
    with Progress(sys.stderr, len(names), say["files"]) as progress:
        for one in _outcomes(names, wish, asked.jobs):
            progress.advance()
            progress.clear()
            if one.error is not None:
                status = SOME_UNREAD
                reason, advice = told(one.error, wish.style.language)
                sys.stderr.write(f"vanban: {one.name}: {reason} {advice}\n")
            else:
                sys.stdout.write(one.written)
                sys.stdout.flush()
    return status


def _outcomes(names: list[str], wish: Wish, jobs: int) -> Iterator[Outcome]:
    if jobs == 1 or len(names) == 1:
        return (outcome(name, wish) for name in names)
    found: Iterator[Outcome] = importlib.import_module("vanban.parallel").outcomes(
        names, wish, min(jobs, len(names))
    )
    return found
