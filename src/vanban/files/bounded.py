"""The child of `vanban.files.apart`: bytes in, one line of JSON out, bounds on itself."""

from __future__ import annotations

import json
import sys

from vanban.errors import UnreadableFile
from vanban.files.readers import extract

if sys.platform != "win32":
    import resource

# A parser that the bound on memory stops says so in one of these.
_SWOLLEN = (MemoryError, OSError)


def main() -> int:
    """Read the file on standard input; the arguments are its name, seconds and bytes of memory."""
    name, seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = _answer(sys.stdin.buffer.read(), name)
    except _SWOLLEN:
        answer = {"code": "too-heavy"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _answer(data: bytes, name: str) -> dict[str, object]:
    try:
        found = extract(data, name)
    except UnreadableFile as error:
        return {"code": error.code}
    return found._asdict()


if __name__ == "__main__":
    sys.exit(main())
