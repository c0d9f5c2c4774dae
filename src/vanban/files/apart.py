"""Read a file that nobody vouches for in a short-lived child with bounds on memory and time.

A parser that swells, hangs or crashes takes the child down and not the caller. Nothing here is
imported for plain text, and no text touches the disk: bytes go in and JSON comes out by pipes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import NamedTuple

from vanban.files.extracted import Extracted
from vanban.files.refusals import refuse

_CHILD = "vanban.files.bounded"
# The child counts its own processor time; the wall is for one that waits or is starved.
_WALL = 3


class Bounds(NamedTuple):
    """How much a file may cost: seconds of processor time, bytes of address space."""

    seconds: int = 60
    memory: int = 2 * 2**30


def extract_apart(data: bytes, name: str, bounds: Bounds | None = None) -> Extracted:
    r"""Return the text of a file's bytes, taken out by a child process.

    Raises:
        UnreadableFile: as `vanban.files.readers.extract` does, and `TooLarge` with the code
            ``too-heavy`` where the child ran out of memory or time, or crashed.

    >>> extract_apart(b"<html><body><p>S&#7889; 1</body></html>", "a.htm").text
    'Số 1\n'
    """
    bounds = bounds or Bounds()
    child = [sys.executable, "-m", _CHILD, name, str(bounds.seconds), str(bounds.memory)]
    try:
        done = subprocess.run(  # noqa: S603  # our own module; the name is one argument
            child, input=data, capture_output=True, timeout=_WALL * bounds.seconds, check=False
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as broken:
        raise refuse("too-heavy", name) from broken
    if "code" in answer:
        raise refuse(answer["code"], name)
    return Extracted(answer["text"], tuple(answer["warnings"]), extracted=answer["extracted"])
