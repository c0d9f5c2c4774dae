"""Batches: many files in, one outcome each, in the order given."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vanban import read_bytes, read_file
from vanban.errors import UnreadableFile
from vanban.files.readers import LARGEST
from vanban.serial import to_json
from vanban.summary import Style, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vanban.record import Record

STDIN = "-"


class Wish(NamedTuple):
    """How each record is to be written: as JSON, with its text or not, or for people."""

    json: bool
    with_text: bool
    style: Style


class Outcome(NamedTuple):
    """What became of one file: its record as written, or why it could not be read."""

    name: str
    written: str
    error: UnreadableFile | None


def named(arguments: Iterable[str]) -> Iterator[str]:
    """Yield the names of all files asked for; a folder gives all its files, sorted.

    Hidden files and folders are left out, and links to folders not followed.
    """
    for argument in arguments:
        if argument != STDIN and Path(argument).is_dir():
            yield from _inside(argument)
        else:
            yield argument


def _inside(folder: str) -> Iterator[str]:
    found: list[str] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        # As written on the command line: "./a" stays "./a".
        found += [os.path.join(place, name) for name in files if not name.startswith(".")]  # noqa: PTH118
    yield from sorted(found)


def outcome(name: str, wish: Wish) -> Outcome:
    """Return what became of one file; a file that gives no text is no exception here."""
    try:
        record = _standard_input() if name == STDIN else read_file(name)
    except UnreadableFile as error:
        return Outcome(name, "", error)
    if wish.json:
        return Outcome(name, to_json(record, with_text=wish.with_text) + "\n", None)
    return Outcome(name, summary(record, wish.style), None)


def _standard_input() -> Record:
    return read_bytes(sys.stdin.buffer.read(LARGEST + 1), STDIN)
