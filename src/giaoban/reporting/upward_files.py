"""The files of the export upward: JSON as its schema has it, and an Excel workbook of the same.

Both are written record by record, so that size costs time, not memory.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from giaoban.reporting import upward, workbooks

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from typing import IO

    from giaoban.reporting.models import Closing

_BLOCK = 65_536


def stream(closing: Closing, *, at: dt.datetime) -> Iterator[str]:
    """Yield the JSON in blocks: each piece by itself would be packed and sent by itself."""
    waiting: list[str] = []
    size = 0
    for piece in _pieces(closing, at=at):
        waiting.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)


def _pieces(closing: Closing, *, at: dt.datetime) -> Iterator[str]:
    """Yield the JSON, a record at a time."""
    withheld = upward.Withheld()
    yield _json(upward.head(closing, at=at)).removesuffix("}")
    parts = (
        ("bodies", upward.bodies(closing)),
        ("tasks", upward.tasks(closing, withheld)),
        ("indicators", upward.indicators(closing, withheld)),
    )
    for name, records in parts:
        yield f',\n"{name}": ['
        for n, record in enumerate(records):
            yield (",\n" if n else "\n") + _json(record)
        yield "]"
    yield f',\n"withheld": {withheld.lines}}}\n'


def write_workbook(out: IO[bytes], closing: Closing, *, at: dt.datetime) -> None:
    """Write the same as an Excel workbook: a sheet for each list, heads named as in the schema."""
    withheld = upward.Withheld()
    first = upward.head(closing, at=at)
    lists = {
        "bodies": upward.bodies(closing),
        "tasks": upward.tasks(closing, withheld),
        "indicators": upward.indicators(closing, withheld),
    }
    properties = upward.schema()["properties"]

    def sheets() -> Iterator[workbooks.Sheet]:
        for name, records in lists.items():
            heads = list(_columns(properties[name]["items"]))
            yield name, heads, ([_at(record, head) for head in heads] for record in records)
        about = {**dict(_flat(first)), "withheld": withheld.lines}
        yield "about", ("name", "value"), list(about.items())

    workbooks.write(out, sheets())


def _columns(items: upward.Record, prefix: str = "") -> Iterator[str]:
    """Yield the columns that records of the schema have, inner ones as ``paper.issuer``."""
    for name, kind in items["properties"].items():
        inner = next((each for each in kind.get("oneOf", ()) if "properties" in each), kind)
        if inner.get("$ref") == "#/$defs/body":
            inner = upward.schema()["$defs"]["body"]
        if "properties" in inner:
            yield from _columns(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def _at(record: Any, head: str) -> Any:
    """Return the value of a column; lists as JSON, nothing for null."""
    for name in head.split("."):
        record = record[name] if record is not None else None
    if isinstance(record, list):
        return _json(record) if record else None
    return record


def _flat(record: upward.Record, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
